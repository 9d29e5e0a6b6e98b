/** A stretch of a text, as offsets. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A paragraph, one list entry or one table row. */
export interface Block extends Span {
  readonly kind: 'text' | 'entry' | 'row';
  /** Counts headings: blocks under one heading share it; 0 before the first. */
  readonly section: number;
  /** The column headings of a row's table. */
  readonly headings: readonly string[];
}

interface Line extends Span {
  readonly text: string;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const heading = /^ {0,3}#{1,6}(?:\s|$)/;
const underline = /^ {0,3}(?:=+|-+)\s*$/;
const entry = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;
const delimiter = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const skipped = /^ {0,3}(?:\[[^\]]{1,200}\]:|<\/?[a-zA-Z][^>]*>\s*$|(?:[-*_]\s*){3,}$)/;

/** The blocks of a Markdown text from offset `from` on. Headings, fenced and indented code and rules are left out. */
export function readBlocks(text: string, from: number): readonly Block[] {
  const lines = linesOf(text, from);
  const blocks: Block[] = [];
  let section = 0;
  let open: {start: number; end: number; list: boolean; lines: number} | undefined;
  let inList = false;

  const close = () => {
    if (open) blocks.push({kind: open.list ? 'entry' : 'text', start: open.start, end: open.end, section, headings: []});
    open = undefined;
  };

  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    const blank = line.text.trim() === '';
    const mark = fence.exec(line.text)?.[1];
    const isIndentedCode = /^(?: {4}|\t)/.test(line.text) && !open && !inList;
    if (isIndentedCode) continue;
    if (mark !== undefined) {
      close();
      i = endOfFence(lines, i, mark);
    } else if (heading.test(line.text)) {
      close();
      inList = false;
      section += 1;
    } else if (open && !open.list && open.lines === 1 && underline.test(line.text)) {
      // A line of === or --- turns the line above it into a heading.
      open = undefined;
      section += 1;
    } else if (blank || skipped.test(line.text)) {
      close();
    } else if (line.text.includes('|') && delimiter.test(lines[i + 1]?.text ?? '') && lines[i + 1]!.text.includes('-')) {
      close();
      inList = false;
      const headings = line.text.replace(/^\s*\||\|\s*$/g, '').split('|');
      for (i += 2; i < lines.length && lines[i]!.text.includes('|'); i += 1) {
        const row = lines[i]!;
        blocks.push({kind: 'row', start: row.start, end: row.end, section, headings});
      }
      i -= 1;
    } else if (entry.test(line.text)) {
      close();
      inList = true;
      open = {start: line.start + entry.exec(line.text)![0].length, end: line.end, list: true, lines: 1};
    } else if (open) {
      open.end = line.end;
      open.lines += 1;
    } else {
      // A paragraph that is indented below a list entry belongs to the list.
      const list = inList && /^\s/.test(line.text);
      if (!list) inList = false;
      open = {start: line.start + (/^\s*(?:>\s?)*/.exec(line.text)?.[0].length ?? 0), end: line.end, list, lines: 1};
    }
  }
  close();
  return blocks;
}

function endOfFence(lines: readonly Line[], from: number, mark: string): number {
  for (let i = from + 1; i < lines.length; i += 1) {
    const text = lines[i]!.text.trim();
    if (text.startsWith(mark) && text.replaceAll(mark[0]!, '') === '') return i;
  }
  return lines.length;
}

function linesOf(text: string, from: number): readonly Line[] {
  const lines: Line[] = [];
  for (let start = from; start < text.length; ) {
    const stop = text.indexOf('\n', start);
    const end = stop === -1 ? text.length : stop;
    lines.push({start, end: text[end - 1] === '\r' ? end - 1 : end, text: text.slice(start, end).replace(/\r$/, '')});
    start = end + 1;
  }
  return lines;
}
