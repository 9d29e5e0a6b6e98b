import {UserError} from '../../errors.ts';
import type {ListRow} from './list-answers.ts';

/**
 * The calls and answers in the tables of a Markdown list, wherever their columns stand; other text and other tables are
 * passed over. Cells are as written, escapes included. `name` is the list's in messages.
 */
export function markdownRows(text: string, name: string): readonly ListRow[] {
  const rows: ListRow[] = [];
  let tables = 0;
  let columns: {readonly call: number; readonly answer: number} | undefined;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    if (!line.includes('|')) {
      columns = undefined;
      continue;
    }
    const cells = cellsOf(line);
    if (columns === undefined) {
      const heads = cells.map((cell) => cell.toLowerCase());
      const call = heads.indexOf('call');
      const answer = heads.findIndex((head) => head.startsWith('needs the result'));
      if (call === -1 || answer === -1) continue;
      columns = {call, answer};
      tables += 1;
    } else if (!cells.every((cell) => /^:?-+:?$/.test(cell))) {
      rows.push({line: i + 1, call: cells[columns.call] ?? '', answer: cells[columns.answer] ?? ''});
    }
  }
  if (tables > 0) return rows;
  throw new UserError(
    `${name}: there is no table with the columns "Call" and "Needs the result?".`,
    'Take the list that --export writes, and fill in its last column.',
  );
}

/** The cells of a table's line: between bars that no backslash escapes. */
function cellsOf(line: string): string[] {
  const cells = [''];
  for (let i = 0; i < line.length; i += 1) {
    if (line[i] === '|') cells.push('');
    else {
      const character = line[i] === '\\' ? line.slice(i, i + 2) : line[i]!;
      cells[cells.length - 1] += character;
      i += character.length - 1;
    }
  }
  const trimmed = cells.map((cell) => cell.trim());
  if (trimmed[0] === '') trimmed.shift();
  if (trimmed.at(-1) === '' && line.trimEnd().endsWith('|')) trimmed.pop();
  return trimmed;
}
