/** The smallest terminal in which the screens can be read, in columns and rows. */
export const smallest = {columns: 60, rows: 16} as const;

/** Is a terminal of this size too small to draw in? */
export function isTooSmall({columns, rows}: {readonly columns: number; readonly rows: number}): boolean {
  return columns < smallest.columns || rows < smallest.rows;
}
