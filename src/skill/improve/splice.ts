import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {markdownBlocks} from './markdown.ts';
import type {Place} from './sections.ts';

/** Passages to put at one place, in their order. */
export interface Insertion {
  readonly place: Place;
  /** Tidied blocks of Markdown, a new section's heading among them. */
  readonly blocks: readonly string[];
}

/** A text in which `text` stands in place of `length` characters from `offset` on. */
interface Inserted {
  readonly offset: number;
  readonly text: string;
}

/**
 * `text` with the insertions in it: every character of it stays, in its order, and the new lines end as those around them
 * do. `from` is where the body begins. Fails where a place is not what it looks like, because a code block or a comment
 * before it is never closed: the headings and blocks of the old text have to be those of the new one.
 */
export function spliced(text: string, from: number, insertions: readonly Insertion[], file: string): string {
  const inserted = insertions
    .filter(({blocks}) => blocks.length > 0)
    .map(({place, blocks}) => ({offset: place.offset, text: lines(text, place, blocks)}))
    .toSorted((a, b) => a.offset - b.offset);
  const parts: string[] = [];
  let taken = 0;
  for (const {offset, text: added} of inserted) {
    parts.push(text.slice(taken, offset), added);
    taken = offset;
  }
  const result = [...parts, text.slice(taken)].join('');
  const wrong = misread(text, result, from, inserted);
  if (wrong === undefined) return result;
  const line = text.slice(0, wrong).split(/\r\n|\r|\n/).length;
  throw new UserError(
    `${printableLine(file)}:${line}: a passage cannot be put here; something before it, such as a code block or a comment, is not closed.`,
    'Close it, then try again.',
  );
}

function lines(text: string, {offset, afresh}: Place, blocks: readonly string[]): string {
  const end = lineEnd(text, offset);
  const rest = text.slice(offset);
  const own = blocks.join('\n\n');
  // A list at its end would take an indented heading behind it for its own; CommonMark parts the two by a comment.
  const parted = /^\s*[\r\n][ \t]+\S/.test(rest.slice(0, 500)) && markdownBlocks(own, 0).at(-1)?.kind === 'list';
  const passage = (parted ? `${own}\n\n<!-- -->` : own).replaceAll('\n', end);
  if (afresh) {
    const atLineStart = offset === 0 || /[\r\n\ufeff]$/.test(text.slice(0, offset));
    return `${atLineStart ? '' : end}${end}${passage}${end}${/^(?:[\r\n]|$)/.test(rest) ? '' : end}`;
  }
  const [, next = ''] = /^(?:\r\n|\r|\n)([^\r\n]*)/.exec(rest) ?? [];
  return `${end}${end}${passage}${next.trim() === '' ? '' : end}`;
}

/** How lines end around `offset`: as the line there does, else as the one before it. */
function lineEnd(text: string, offset: number): string {
  const own = /^(\r\n|\r|\n)/.exec(text.slice(offset, offset + 2))?.[1];
  return own ?? /(\r\n|\r|\n)[^\r\n]*$/.exec(text.slice(0, offset))?.[1] ?? '\n';
}

/** Where the new text is not read as the old one with blocks of its own between the others; undefined when it is. */
function misread(before: string, after: string, from: number, inserted: readonly Inserted[]): number | undefined {
  let shift = 0;
  const ranges = inserted.map(({offset, text}) => {
    const start = offset + shift;
    shift += text.length;
    return {offset, start, end: start + text.length};
  });
  const moved = (at: number, atEnd: boolean) =>
    at +
    inserted.reduce((sum, {offset, text}) => sum + (offset < at || (offset === at && !atEnd) ? text.length : 0), 0);
  const blocks = markdownBlocks(after, from);
  const isNew = (start: number) => ranges.some((range) => start >= range.start && start < range.end);
  const old = blocks.filter(({start}) => !isNew(start));
  for (const [i, block] of markdownBlocks(before, from).entries()) {
    const same = old[i];
    const range = ranges.find(({offset}) => offset >= block.end && before.slice(block.end, offset).trim() === '');
    // A list that begins a passage goes on with the list that ends its section.
    const grown = block.kind === 'list' && range !== undefined && same !== undefined && same.end <= range.end;
    const isSame =
      same?.kind === block.kind &&
      same.depth === block.depth &&
      same.start === moved(block.start, false) &&
      (same.end === moved(block.end, true) || grown);
    if (!isSame) return block.start;
    if (grown && range && same.end > range.start) ranges.splice(ranges.indexOf(range), 1);
  }
  return ranges.find(({start, end}) => !blocks.some((block) => block.start >= start && block.start < end))?.offset;
}
