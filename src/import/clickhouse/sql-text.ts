/** A text as a literal of ClickHouse SQL. Only texts of this program go into statements, never those of users. */
export function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** A name of a table or column as SQL: backquoted, whatever is in it. */
export function named(name: string): string {
  return `\`${name.replaceAll('\\', '\\\\').replaceAll('`', '\\`')}\``;
}

/** A list of texts as SQL. */
export function listOf(texts: readonly string[]): string {
  return `[${texts.map(quoted).join(',')}]`;
}
