import {printable} from '../printable.ts';
import {type Line, verbatim, wrapped} from './line.ts';
import {type Block, blocks} from './markdown/blocks.ts';
import {type Inline, inline} from './markdown/inline.ts';
import {tableLines} from './markdown/table-lines.ts';
import type {Tone} from './theme.ts';

interface ProseOptions {
  /** Stands before the first row; the others line up behind it. */
  readonly mark?: string;
  readonly tone?: Tone;
  /** Is each row of a paragraph a row of its own, as in a chat? */
  readonly breaks?: boolean;
}

/** A text in Markdown, of a lesson or of a model, in rows of `width` columns. What a terminal could obey is shown instead. */
export function prose(
  text: string,
  width: number,
  {mark = '', tone = 'body', breaks = false}: ProseOptions = {},
): readonly Line[] {
  const room = Math.max(10, width - mark.length);
  const rows = blocks(printable(text.replaceAll('\r\n', '\n')), {breaks}).flatMap((block) =>
    blockLines(block, room, tone),
  );
  if (mark === '') return rows;
  return rows.map((row, i) => shifted(row, i === 0 ? mark : ' '.repeat(mark.length)));
}

function blockLines(block: Block, width: number, tone: Tone): readonly Line[] {
  switch (block.kind) {
    case 'gap':
      return [{text: ''}];
    case 'rule':
      return [{text: '-'.repeat(Math.min(width, 20)), tone: 'quiet', spoken: ''}];
    case 'heading':
      return flowing(inline(block.text), width, 'title', '');
    case 'paragraph':
      return flowing(inline(block.text), width, tone, '');
    case 'point':
      return flowing(inline(block.text), width, tone, `${block.indent}${block.mark}`);
    case 'quote': {
      const bars = '| '.repeat(Math.min(block.depth, 4));
      return flowing(inline(block.text), Math.max(10, width - bars.length), tone, '').map((row) => shifted(row, bars));
    }
    case 'code':
      return codeLines(block.text, width, tone);
    case 'table':
      return tableLines(block.head, block.rows, width);
  }
}

function codeLines(text: string, width: number, tone: Tone): readonly Line[] {
  return verbatim(/^\s/.test(text) ? text : `  ${text}`, width, tone);
}

function shifted(row: Line, before: string): Line {
  const bold = row.bold?.map(([from, to]) => [from + before.length, to + before.length] as const);
  return {...row, text: `${before}${row.text}`, ...(bold ? {bold} : {})};
}

/** The rows of a paragraph, each with the stretches in it that stand out. */
function flowing({text, bold}: Inline, width: number, tone: Tone, mark: string): readonly Line[] {
  let at = 0;
  return wrapped(text, width, tone, mark).map((row): Line => {
    const own = row.text.slice(mark.length);
    const from = text.indexOf(own, at);
    if (from === -1 || bold.length === 0) return row;
    at = from + own.length;
    const shift = mark.length - from;
    const seen = bold.filter(([a, b]) => a < at && b > from);
    if (seen.length === 0) return row;
    return {...row, bold: seen.map(([a, b]) => [Math.max(a, from) + shift, Math.min(b, at) + shift] as const)};
  });
}
