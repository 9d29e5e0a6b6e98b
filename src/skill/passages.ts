import {type Block, readBlocks, type Span} from './blocks.ts';

/** One sentence, list entry or table row of a skill file: the smallest piece that can be quoted as evidence. */
export interface Passage {
  /** Offsets into the file's text; `text.slice(start, end)` is the verbatim quote. */
  readonly start: number;
  readonly end: number;
  /** Counted from 1, of the first character. */
  readonly line: number;
  /** Passages under one heading share a section, sentences of one paragraph or list entry a paragraph. */
  readonly section: number;
  readonly paragraph: number;
  readonly kind: Block['kind'];
  /** What a reader sees there, without the headings of a table. */
  readonly own: string;
  /** `own`, for a table row with the heading of each column before its cell: "event" and "something happened" belong together. */
  readonly meaning: string;
}

/** A link to another file of the skill points to what is said there and says nothing itself, nor does a row that holds one. */
const pointer = /\[[^\][]{0,200}\]\([^()\s:]{1,200}\.md(?:#[^()\s]{0,200})?\)/;

/** The longest passage that is looked at, in characters. */
const maxLength = 2000;

/**
 * The passages of a Markdown text from offset `from` on, in their order. Headings, code blocks and comments give none:
 * what stands only there teaches nothing.
 */
export function readPassages(text: string, from = 0): readonly Passage[] {
  const lineOf = lineCounter(text);
  const passages: Passage[] = [];
  const visible = withoutComments(text);
  for (const [paragraph, block] of readBlocks(visible, from).entries()) {
    for (const {start, end} of pieces(visible, block)) {
      const raw = visible.slice(start, end);
      // Nobody writes sentences that long; whoever does is after our time.
      if (raw.length > maxLength || (block.kind === 'row' && pointer.test(raw))) continue;
      const own = plain(raw);
      if (own === '') continue;
      const meaning = block.kind === 'row' ? withHeadings(block.headings, raw) : own;
      passages.push({
        start,
        end,
        line: lineOf(start),
        section: block.section,
        paragraph,
        kind: block.kind,
        own,
        meaning,
      });
    }
  }
  return passages;
}

/** `text` with HTML comments blanked out, so that offsets stay as they are. */
function withoutComments(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let open = text.indexOf('<!--'); open !== -1; open = text.indexOf('<!--', at)) {
    const close = text.indexOf('-->', open);
    const end = close === -1 ? text.length : close + 3;
    parts.push(text.slice(at, open), text.slice(open, end).replace(/[^\n]/g, ' '));
    at = end;
  }
  return parts.join('') + text.slice(at);
}

/** Markdown marks removed: emphasis, code ticks, link targets, quote marks at line starts; one space between words. */
function plain(markdown: string): string {
  return markdown
    .replaceAll(new RegExp(pointer, 'g'), ' ')
    .replace(/!?\[([^\][]{0,200})\]\([^()\n]{0,200}\)/g, '$1')
    .replace(/\n[ \t]*>[ \t]?/g, ' ')
    .replace(/[*_`~|]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function withHeadings(headings: readonly string[], row: string): string {
  const cells = row.replace(/^\s*\||\|\s*$/g, '').split('|');
  return cells.map((cell, i) => [plain(headings[i] ?? ''), plain(cell)].filter((s) => s !== '').join(': ')).join('; ');
}

/** The sentences of a block; a table row is one piece. */
function pieces(text: string, block: Block): readonly Span[] {
  if (block.kind === 'row') return [block];
  const spans: Span[] = [];
  const raw = text.slice(block.start, block.end);
  let start = 0;
  for (const {index} of raw.matchAll(/[.!?][)"'”’*_`]*(?=\s)/g)) {
    const stop = index + 1 + (/^[)"'”’*_`]*/.exec(raw.slice(index + 1))?.[0].length ?? 0);
    if (!endsSentence(raw.slice(Math.max(start, index - 8), index + 1), raw.slice(stop, stop + 40))) continue;
    spans.push(trimmed(raw, start, stop, block.start));
    start = stop;
  }
  spans.push(trimmed(raw, start, raw.length, block.start));
  return spans.filter(({start: s, end}) => end > s);
}

function endsSentence(before: string, after: string): boolean {
  if (/\b(?:e\.g|i\.e|vs|cf|etc|approx|resp)\.$/i.test(before)) return false;
  return /^\s+["'“‘([*_`]*[\p{Lu}\p{N}]/u.test(after) || /^\s*$/.test(after);
}

function trimmed(raw: string, from: number, to: number, offset: number): Span {
  let [start, end] = [from, to];
  while (start < end && /\s/.test(raw[start]!)) start += 1;
  while (end > start && /\s/.test(raw[end - 1]!)) end -= 1;
  return {start: start + offset, end: end + offset};
}

function lineCounter(text: string): (offset: number) => number {
  let [line, at] = [1, 0];
  return (offset) => {
    for (; at < offset; at += 1) if (text[at] === '\n') line += 1;
    return line;
  };
}
