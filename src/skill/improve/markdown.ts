import {fromMarkdown} from 'mdast-util-from-markdown';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** A block of a Markdown text: not one that stands in a list or a quotation. Offsets count from the start of the text. */
export interface MarkdownBlock {
  readonly kind: ReturnType<typeof fromMarkdown>['children'][number]['type'];
  readonly start: number;
  readonly end: number;
  /** 1 to 6 for a heading, else 0. */
  readonly depth: number;
}

const maxLength = 128 * 1024;
const maxLines = 2000;
/** The deepest nesting of lists and quotations in one line. */
const maxNesting = 12;

// Only blocks are looked for. What stands within a line is left alone: ten thousand "*_" take the parser twenty seconds.
const blocksOnly = {
  disable: {
    null: [
      'attention',
      'autolink',
      'characterEscape',
      'characterReference',
      'codeText',
      'hardBreakEscape',
      'htmlText',
      'labelEnd',
      'labelStartImage',
      'labelStartLink',
    ],
  },
};

/** The blocks of a Markdown text from offset `from` on, in their order (CommonMark). Needs a text that `assertReadable` took. */
export function markdownBlocks(text: string, from: number): readonly MarkdownBlock[] {
  const body = text.slice(from);
  // The parser takes a mark at the very start for none of the text and does not count it.
  const base = from + (body.startsWith('\ufeff') ? 1 : 0);
  return fromMarkdown(body, {extensions: [blocksOnly]}).children.map((node) => ({
    kind: node.type,
    start: base + (node.position?.start.offset ?? 0),
    end: base + (node.position?.end.offset ?? 0),
    depth: node.type === 'heading' ? node.depth : 0,
  }));
}

/** Fails where a text is so large or so deeply nested that finding its sections would take minutes. */
export function assertReadable(text: string, file: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  const deep = lines.findIndex((line) => nesting(line) > maxNesting);
  if (text.length <= maxLength && lines.length <= maxLines && deep === -1) return;
  const place = printableLine(deep === -1 ? file : `${file}:${deep + 1}`);
  const says =
    deep === -1
      ? `is too long to be changed here: ${maxLines} lines or ${maxLength / 1024} KB are the most`
      : `lists and quotations are nested more than ${maxNesting} deep`;
  throw new UserError(`${place}${deep === -1 ? '' : ':'} ${says}.`, 'Divide it into references, or flatten it.');
}

function nesting(line: string): number {
  const [prefix = ''] = /^(?:[ \t]|>|[-*+](?=[ \t])|\d{1,9}[.)](?=[ \t]))*/.exec(line) ?? [];
  // Below a list entry every two columns may be one more entry.
  const indent = (/^[ \t]*/.exec(line)?.[0].length ?? 0) / 8;
  return (prefix.match(/>|[-*+]|\d+[.)]/g)?.length ?? 0) + indent;
}
