import {printableLine} from '../printable.ts';

/** Text of the user's as Markdown that shows it literally: no markup, no HTML, no link and no table cell comes of it. */
export function literal(text: string): string {
  return printableLine(text)
    .replace(/[\\`*_[\]<>|~&$]/g, '\\$&')
    .replace(/:(?=\/\/)|(?<=\b(?:www|[\w.+-]))[@](?=\w)/g, '\\$&')
    .replace(/^(\s*)([#+=-])/, '$1\\$2')
    .replace(/^(\s*\d{1,9})([.)])/, '$1\\$2');
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
