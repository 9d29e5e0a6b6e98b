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

/** What a line is on its own; `underline` makes a heading of the line above it. */
type Kind = 'fence' | 'heading' | 'underline' | 'blank' | 'table' | 'entry' | 'words';

const entry = /^\s*(?:[-*+]|\d{1,9}[.)])\s+(?:\[[ xX]\]\s+)?/;
const delimiter = /^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$/;
const fence = /^ {0,3}(`{3,}|~{3,})/;
/** Link definitions, lone tags and rules: they hold no words. */
const wordless = /^ {0,3}(?:\[[^\]]{1,200}\]:|<\/?[a-zA-Z][^>]*>\s*$|(?:[-*_]\s*){3,}$)/;

/** The first that fits. `underline` is one only below a line of words, else it is a rule. */
const kinds: readonly (readonly [Kind, (line: string, next: string) => boolean])[] = [
  ['blank', (line) => line.trim() === ''],
  ['fence', (line) => fence.test(line)],
  ['heading', (line) => /^ {0,3}#{1,6}(?:\s|$)/.test(line)],
  ['underline', (line) => /^ {0,3}(?:=+|-+)\s*$/.test(line)],
  ['blank', (line) => wordless.test(line)],
  ['table', (line, next) => line.includes('|') && next.includes('|') && delimiter.test(next)],
  ['entry', (line) => entry.test(line)],
];

/** A paragraph or list entry that is being read. */
interface Open {
  readonly start: number;
  readonly end: number;
  readonly kind: 'text' | 'entry';
  readonly lines: number;
}

/** The blocks of a Markdown text from offset `from` on. Headings, fenced and indented code and rules are left out. */
export function readBlocks(text: string, from: number): readonly Block[] {
  const lines = linesOf(text, from);
  const blocks: Block[] = [];
  let section = 0;
  let open: Open | undefined;
  let inList = false;

  const close = () => {
    if (open) blocks.push({kind: open.kind, start: open.start, end: open.end, section, headings: []});
    open = undefined;
  };

  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i]!;
    const isIndentedCode = /^(?: {4}|\t)/.test(line.text) && !open && !inList;
    if (isIndentedCode) continue;
    const kind = kindOf(line.text, lines[i + 1]?.text ?? '');
    if (kind === 'words') {
      // A paragraph that is indented below a list entry belongs to the list.
      inList &&= open !== undefined || /^\s/.test(line.text);
      open = open
        ? {...open, end: line.end, lines: open.lines + 1}
        : {start: line.start + lead(line.text), end: line.end, kind: inList ? 'entry' : 'text', lines: 1};
      continue;
    }
    if (kind === 'underline' && open?.kind === 'text' && open.lines === 1) {
      open = undefined;
      section += 1;
    }
    close();
    if (kind === 'fence') i = endOfFence(lines, i);
    if (kind === 'heading') section += 1;
    if (kind === 'heading' || kind === 'table') inList = false;
    if (kind === 'entry') {
      inList = true;
      open = {start: line.start + entry.exec(line.text)![0].length, end: line.end, kind, lines: 1};
    }
    if (kind === 'table') {
      const rows = rowsBelow(lines, i);
      const headings = line.text.replace(/^\s*\||\|\s*$/g, '').split('|');
      for (const {start, end} of rows) blocks.push({kind: 'row', start, end, section, headings});
      i += 1 + rows.length;
    }
  }
  close();
  return blocks;
}

function kindOf(line: string, next: string): Kind {
  return kinds.find(([, fits]) => fits(line, next))?.[0] ?? 'words';
}

/** How many characters of a line are indentation and quote marks. */
function lead(line: string): number {
  return /^\s*(?:>\s?)*/.exec(line)![0].length;
}

/** The rows of the table whose headings stand in line `from`. */
function rowsBelow(lines: readonly Line[], from: number): readonly Line[] {
  let end = from + 2;
  while (lines[end]?.text.includes('|')) end += 1;
  return lines.slice(from + 2, end);
}

function endOfFence(lines: readonly Line[], from: number): number {
  const mark = fence.exec(lines[from]!.text)![1]!;
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
