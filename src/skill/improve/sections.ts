import {type MarkdownBlock, markdownBlocks} from './markdown.ts';

/** A place between the lines of a text at which a passage can be put. */
export interface Place {
  /** The end of the line behind which it goes; or, with `afresh`, the start of a text without any block. */
  readonly offset: number;
  readonly afresh: boolean;
}

/** A heading of a Markdown text and what stands under it up to the next heading of any depth. */
export interface Section extends Place {
  /** The heading's words as they are written, without its marks. */
  readonly heading: string;
  readonly depth: number;
  /** Of the heading, counted from 1. */
  readonly line: number;
}

export interface Outline {
  readonly sections: readonly Section[];
  /** Where a new section goes: behind everything but the link definitions that end the text. */
  readonly end: Place;
  /** How deep the heading of a new section is. */
  readonly depth: number;
}

/**
 * The sections of a Markdown text from offset `from` on. Headings within code, comments, lists and quotations are none.
 * A passage goes behind the last block of a section; definitions of links and footnotes stay behind it.
 */
export function outline(text: string, from: number): Outline {
  const blocks = markdownBlocks(text, from);
  const sections: Section[] = [];
  let line = 1;
  let counted = 0;
  for (const [i, block] of blocks.entries()) {
    if (block.kind !== 'heading') continue;
    line += lineEnds(text.slice(counted, block.start));
    counted = block.start;
    const following = blocks.findIndex((other, at) => at > i && other.kind === 'heading');
    const own = blocks.slice(i, following === -1 ? blocks.length : following);
    sections.push({
      heading: headingWords(text.slice(block.start, block.end)),
      depth: block.depth,
      line,
      ...behind(text, own, from),
    });
  }
  return {sections, end: behind(text, blocks, from), depth: depthOfSections(sections)};
}

function behind(text: string, blocks: readonly MarkdownBlock[], from: number): Place {
  const last = blocks.findLast((block) => !isDefinition(text, block));
  if (last === undefined) return {offset: from, afresh: true};
  const rest = /[\r\n]/g;
  rest.lastIndex = last.end;
  return {offset: rest.exec(text)?.index ?? text.length, afresh: false};
}

function isDefinition(text: string, {kind, start, end}: MarkdownBlock): boolean {
  // Footnotes belong to a dialect that is not parsed here: for CommonMark they are paragraphs.
  return kind === 'definition' || (kind === 'paragraph' && /^\[\^[^\]\s]{1,80}\]:/.test(text.slice(start, end)));
}

function headingWords(source: string): string {
  const words = source.startsWith('#')
    ? source.replace(/^#{1,6}/, '').replace(/[ \t]#+[ \t]*$/, '')
    : source.replace(/[\r\n]+[ \t]*(?:=+|-+)[ \t]*$/, '');
  return words.replace(/\s+/g, ' ').trim();
}

/** The title of a text is one level above its sections. */
function depthOfSections(sections: readonly Section[]): number {
  const [first, ...others] = sections.map(({depth}) => depth);
  if (first === undefined) return 2;
  const below = others.length === 0 ? first + 1 : Math.min(...others);
  return Math.min(6, first === 1 && others.every((depth) => depth > 1) ? Math.max(2, below) : Math.min(first, below));
}

function lineEnds(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}
