import {CsvError, parse} from 'csv-parse/sync';
import {UserError} from '../../errors.ts';
import {unguarded} from '../../report/csv.ts';
import type {ListRow} from './list-answers.ts';

/** What spreadsheets put between cells: by their language. */
const separators = [',', ';', '\t'];

/**
 * The calls and answers of a CSV list, wherever their columns stand, and whatever a spreadsheet made of separators, line
 * ends and quotes. `name` is the list's in messages.
 */
export function csvRows(text: string, name: string): readonly ListRow[] {
  const [first = ''] = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/, 1);
  const heads = separators.map((separator) => ({separator, ...columns(first.split(separator).map(bare))}));
  const found = heads.find(({call, answer}) => call !== -1 && answer !== -1);
  if (found === undefined) {
    const missing = heads.some(({call}) => call !== -1) ? '"answer"' : '"call"';
    throw new UserError(
      `${name}:1: there is no column ${missing}.`,
      'The first line names the columns; "call" and "answer" are needed. --export writes such a list.',
    );
  }
  const rows: ListRow[] = [];
  try {
    parse(text, {
      bom: true,
      delimiter: found.separator,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      skip_empty_lines: true,
      trim: true,
      from: 2,
      on_record: (record: readonly string[], {lines}) => {
        // The parser tells where a record ends; cells may hold line ends.
        const inside = record.join('').match(/\r\n|\n|\r/g)?.length ?? 0;
        const [call = '', answer = ''] = [record[found.call], record[found.answer]];
        rows.push({line: lines - inside, call: unguarded(call.trim()), answer: unguarded(answer.trim())});
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = 'lines' in error && typeof error.lines === 'number' ? `:${error.lines}` : '';
    throw new UserError(
      `${name}${line}: the quotes of this list cannot be read.`,
      'A cell in quotes begins and ends with ", and a quote in it is written "".',
    );
  }
  return rows;
}

const bare = (cell: string) =>
  cell
    .trim()
    .replace(/^"(.*)"$/, '$1')
    .trim()
    .toLowerCase();

function columns(heads: readonly string[]) {
  return {call: heads.indexOf('call'), answer: heads.findIndex((head) => /^answer(?:$|\W)/.test(head))};
}
