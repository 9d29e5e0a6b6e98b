import {printableLine} from '../printable.ts';

/**
 * What GitHub turns into something in plain text, whatever is escaped: mentions, formulas, issue and commit references,
 * addresses, emoji codes. It looks for them in the finished text, so that a backslash does not stop it; only code does.
 */
const automatic = /[@$]|#\d|:\/\/|www\.|:[\w+-]+:|(?<![a-z\d])gh-\d|\b[\da-f]{7,40}\b/i;

/**
 * Text of the user's as Markdown that shows it literally: no markup, no HTML, no link, no mention, no table cell and no
 * heading comes of it, whether it stands in a paragraph, a heading, a list or a table. A word that GitHub would make
 * something of is shown as code.
 */
export function literal(text: string): string {
  return printableLine(text)
    .replace(/[^\s|]+|\|/g, (word) => (automatic.test(word) ? shielded(word) : escaped(word)))
    .replace(/^[>+=-]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2')
    .replace(/^ | $/g, '&#32;');
}

const escaped = (word: string) => word.replace(/[\\`*_[\]<~&#|]/g, '\\$&');

/** A word as code, but for the sign of the sentence around it. */
function shielded(word: string): string {
  return /.[,.:;]$/.test(word) ? code(word.slice(0, -1)) + word.at(-1) : code(word);
}

/** One line as a code span, whatever backticks are in it. */
function code(line: string): string {
  const fence = backticks(line, 1);
  const room = line.includes('`') ? ' ' : '';
  return `${fence}${room}${line}${room}${fence}`;
}

/** A command to copy, as a block of its own. */
export function commandBlock(command: string): string {
  const line = printableLine(command);
  const fence = backticks(line, 3);
  return `${fence}sh\n${line}\n${fence}`;
}

/** A run of backticks that is longer than any in `line`. */
function backticks(line: string, least: number): string {
  const longest = (line.match(/`+/g) ?? []).reduce((most, run) => Math.max(most, run.length), 0);
  return '`'.repeat(Math.max(least, longest + 1));
}

/** A table; every cell is Markdown already. `right` names the columns whose figures line up on the right. */
export function table(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (right.has(i) ? '---:' : '---'))), ...rows.map(line)].join('\n');
}

/** Blocks of Markdown as one document. */
export function markdown(blocks: readonly string[]): string {
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}
