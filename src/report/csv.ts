/** Characters that make a spreadsheet take a cell for a formula, also in their wide forms, and the guard itself. */
const formula = /^[=+\-@\t\r＝＋－＠']/;

/**
 * Rows as CSV (RFC 4180). A cell that a spreadsheet could take for a formula gets an apostrophe before it, and so does
 * one that begins with an apostrophe: `unguarded` takes it off again.
 */
export function csv(rows: readonly (readonly string[])[]): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

function cell(text: string): string {
  const guarded = formula.test(text) ? `'${text}` : text;
  return /[",;\r\n\t]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** The text of a cell that `csv` has written. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") ? cell.slice(1) : cell;
}
