/** A table as it is written. */
export interface TableRows {
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** How many rows of the text it takes. */
  readonly length: number;
}

const mostColumns = 12;
const delimiter = /^\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$/;

/** The table that begins at this row: its head, a row of dashes, and all that follow with a bar; undefined: none does. */
export function tableRows(rows: readonly string[], from: number): TableRows | undefined {
  const below = rows[from + 1]?.trim() ?? '';
  if (!rows[from]!.includes('|') || !below.includes('|') || !delimiter.test(below)) return undefined;
  let end = from + 2;
  while (rows[end]?.includes('|')) end += 1;
  return {head: cells(rows[from]!), rows: rows.slice(from + 2, end).map(cells), length: end - from};
}

/** The cells of a row; `\|` is no border. */
function cells(row: string): readonly string[] {
  const inner = row
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner
    .split(/(?<!\\)\|/)
    .slice(0, mostColumns)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
