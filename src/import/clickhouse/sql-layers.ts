/** Columns by name, each with the SQL that makes it of those below it. */
export type Columns = Readonly<Record<string, string>>;

/**
 * A statement in layers: each adds columns to those of the one below, or puts others in their place. One layer for each step,
 * as ClickHouse writes an alias out wherever it is used: a chain of them in one SELECT grows without bound.
 */
export function layered(from: string, layers: readonly Columns[]): string {
  const known = new Set<string>();
  return layers.reduce((below, columns) => {
    const entries = Object.entries(columns);
    const again = entries.filter(([name]) => known.has(name)).map(([name]) => name);
    for (const [name] of entries) known.add(name);
    const others = again.length > 0 ? `* EXCEPT (${again.join(', ')})` : '*';
    return `(SELECT ${others}, ${entries.map(([name, sql]) => `${sql} AS ${name}`).join(', ')} FROM ${below})`;
  }, from);
}
