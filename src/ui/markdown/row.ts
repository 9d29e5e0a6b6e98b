/** What a row of a Markdown text begins or goes on with, by its signs alone. */
export type Row =
  | {readonly kind: 'gap' | 'rule'}
  /** Makes a heading of the paragraph above it; without one it is a rule or text. */
  | {readonly kind: 'underline'; readonly isRule: boolean}
  | {readonly kind: 'fence'; readonly ticks: string}
  | {readonly kind: 'heading'; readonly text: string}
  | {readonly kind: 'indented' | 'text'; readonly text: string}
  | {readonly kind: 'quote'; readonly depth: number; readonly text: string}
  | {readonly kind: 'point'; readonly indent: string; readonly mark: string; readonly text: string};

/** Deeper points are drawn as deep as this, in columns. */
const deepestIndent = 8;

const fence = /^\s{0,3}(`{3,8}(?!.*`)|~{3,8}(?!~))/;
const heading = /^#{1,6}\s+(\S.*)$/;
const underline = /^\s{0,3}(?:=+|-{2,})\s*$/;
const rule = /^\s{0,3}(?:-(?:\s*-){2,}|\*(?:\s*\*){2,}|_(?:\s*_){2,})\s*$/;
const quote = /^\s{0,3}((?:>\s?){1,9})(.*)$/;
const point = /^(\s*)([-*+•]|\d{1,6}[.)])\s+(.*)$/;

/** One reader for each kind, in the order in which they are tried; none reads a row more than a few times. */
const readers: readonly ((row: string) => Row | undefined)[] = [
  (row) => (row.trim() === '' ? {kind: 'gap'} : undefined),
  (row) => {
    const [, ticks] = fence.exec(row) ?? [];
    return ticks === undefined ? undefined : {kind: 'fence', ticks};
  },
  (row) => {
    const [, text] = heading.exec(row) ?? [];
    return text === undefined ? undefined : {kind: 'heading', text: text.replace(/\s#+\s*$/, '')};
  },
  (row) => (underline.test(row) ? {kind: 'underline', isRule: rule.test(row)} : undefined),
  (row) => (rule.test(row) ? {kind: 'rule'} : undefined),
  (row) => {
    const [, arrows, text = ''] = quote.exec(row) ?? [];
    return arrows === undefined
      ? undefined
      : {kind: 'quote', depth: arrows.replace(/\s/g, '').length, text: text.trim()};
  },
  (row) => {
    const [, indent = '', sign, text = ''] = point.exec(row) ?? [];
    if (sign === undefined) return undefined;
    return {kind: 'point', indent: indent.slice(0, deepestIndent), mark: `${/\d/.test(sign) ? sign : '-'} `, text};
  },
  (row) => (/^\s/.test(row) ? {kind: 'indented', text: row} : undefined),
];

/** The row as what it is; where no reader knows it, it is text. */
export function rowOf(row: string): Row {
  for (const read of readers) {
    const known = read(row);
    if (known) return known;
  }
  return {kind: 'text', text: row};
}

/** Is this row the end of the code that `ticks` have begun? */
export function isFenceEnd(row: string, ticks: string): boolean {
  const text = row.trim();
  return text.length >= ticks.length && text === ticks[0]!.repeat(text.length);
}
