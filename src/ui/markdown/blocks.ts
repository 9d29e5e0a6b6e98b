import {isFenceEnd, type Row, rowOf} from './row.ts';
import {tableRows} from './table-rows.ts';

/** A piece of a Markdown text. */
export type Block =
  | {readonly kind: 'paragraph'; readonly text: string}
  | {readonly kind: 'heading'; readonly text: string}
  /** `mark` is what stands before the point: `- `, or a number. */
  | {readonly kind: 'point'; readonly text: string; readonly indent: string; readonly mark: string}
  /** A row that stays as it is. */
  | {readonly kind: 'code'; readonly text: string}
  | {readonly kind: 'quote'; readonly text: string; readonly depth: number}
  | {readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]}
  | {readonly kind: 'rule' | 'gap'};

/** A piece that the next row may go on with. */
type Open = Extract<Block, {readonly kind: 'paragraph' | 'point' | 'quote'}>;

interface BlockOptions {
  /** Is each row of a paragraph a row of its own, as in a chat? */
  readonly breaks?: boolean;
}

/**
 * A text as pieces, read once from top to bottom: the part of CommonMark and of GitHub's tables that lessons and models use.
 * Rows that are indented and begin no point stay as they are. What is none of these is a paragraph, so nothing is lost.
 */
export function blocks(text: string, {breaks = false}: BlockOptions = {}): readonly Block[] {
  const rows = text.replaceAll('\t', '  ').split('\n');
  const result: Block[] = [];
  let open: {readonly block: Open; readonly texts: string[]} | undefined;
  const end = (kind?: 'heading') => {
    if (!open) return;
    const whole = open.texts.join(' ');
    result.push(kind ? {kind, text: whole} : {...open.block, text: whole});
    open = undefined;
  };
  const add = (block: Block) => {
    end();
    result.push(block);
  };
  const begin = (block: Open) => {
    end();
    open = {block, texts: [block.text]};
  };
  for (let i = 0; i < rows.length; i += 1) {
    const table = tableRows(rows, i);
    if (table) {
      add({kind: 'table', head: table.head, rows: table.rows});
      i += table.length - 1;
      continue;
    }
    const source = rows[i]!;
    // Far in, and no list above: whatever signs the row begins with, it stays as it is.
    if (
      !open &&
      /^ {4}/.test(source) &&
      source.trim() !== '' &&
      result.findLast(({kind}) => kind !== 'gap')?.kind !== 'point'
    ) {
      add({kind: 'code', text: source});
      continue;
    }
    const row = rowOf(source);
    if (open && !breaks && goesOn(open.block, row)) {
      open.texts.push(source.replace(/^[\s>]+/, '').trim());
      continue;
    }
    switch (row.kind) {
      case 'fence':
        end();
        for (i += 1; i < rows.length && !isFenceEnd(rows[i]!, row.ticks); i += 1) add({kind: 'code', text: rows[i]!});
        break;
      case 'underline':
        if (open?.block.kind === 'paragraph' && !breaks) end('heading');
        else if (row.isRule) add({kind: 'rule'});
        else begin({kind: 'paragraph', text: source.trim()});
        break;
      case 'text':
        begin({kind: 'paragraph', text: source.trim()});
        break;
      case 'point':
      case 'quote':
        begin(row);
        break;
      case 'indented':
        add({kind: 'code', text: source});
        break;
      default:
        add(row);
    }
  }
  end();
  return result;
}

/** Does the row belong to the piece before it? */
function goesOn(block: Open, row: Row): boolean {
  if (row.kind === 'quote') return block.kind === 'quote' && block.depth === row.depth && row.text !== '';
  return row.kind === 'text' || (row.kind === 'indented' && block.kind !== 'paragraph');
}
