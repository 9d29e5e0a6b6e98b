import type {ServerAccess} from './access.ts';
import {answerLines} from './answer-lines.ts';
import {codeIn, cutTrouble, serverTrouble, strangerTrouble} from './trouble.ts';

/** What a server answers to a statement, before its body is read. */
interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: AsyncIterable<Uint8Array>;
}

/** How much the server has read so far for this statement. */
interface Read {
  readonly rows: number;
  readonly bytes: number;
  /** As the server guesses it. */
  readonly rowsInAll: number | undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** Longer than any error of ClickHouse. */
const longestError = 1 << 16;

/**
 * The rows of an answer in the format JSONEachRowWithProgress: a line of JSON each, among others that tell how far the
 * server is. Throws a UserError for what ClickHouse refuses, wherever it says so: as status and header before the first
 * row, and after it as a row `exception` (versions before 25.11) or as text behind the rows.
 */
export async function* answerRows(
  {status, headers, body}: Answer,
  access: ServerAccess,
  onRead: (read: Read) => void,
): AsyncGenerator<Row> {
  const refused = status === undefined || status < 200 || status > 299 || 'x-clickhouse-exception-code' in headers;
  let trouble = '';
  let begun = false;
  try {
    for await (const {text, whole} of answerLines(body)) {
      const line = refused || trouble !== '' || !whole ? undefined : lineOf(text);
      if (line === undefined) {
        trouble += `${text}\n`;
        if (trouble.length > longestError) break;
        continue;
      }
      if (line === null) continue;
      begun = true;
      if (typeof line.row === 'object' && line.row !== null && !Array.isArray(line.row)) yield line.row;
      else if (line.progress) onRead(readOf(line.progress));
      else if (typeof line.exception === 'string') trouble += line.exception;
      // ClickHouse sends no rows but objects.
      else if ('row' in line) throw strangerTrouble(status, '', access);
    }
  } catch (error) {
    // After such a text the server breaks the connection on purpose.
    if (codeIn(trouble) === undefined) throw error;
  }
  const code = codeIn(trouble) ?? (refused ? numberOf(headers['x-clickhouse-exception-code']) : undefined);
  if (code !== undefined) throw serverTrouble(code, trouble, access);
  if (trouble !== '' || refused) throw begun ? cutTrouble(access) : strangerTrouble(status, trouble, access);
}

interface Line {
  readonly row?: Row;
  readonly progress?: Row;
  readonly exception?: unknown;
}

/** What a line says; null for an empty one, undefined for one that is no JSON object. */
function lineOf(text: string): Line | null | undefined {
  if (text === '') return null;
  if (!text.startsWith('{')) return undefined;
  try {
    return JSON.parse(text) as Line;
  } catch {
    return undefined;
  }
}

/** Numbers of 64 bits stand in quotes. */
function readOf(progress: Row): Read {
  return {
    rows: numberOf(progress['read_rows']) ?? 0,
    bytes: numberOf(progress['read_bytes']) ?? 0,
    rowsInAll: numberOf(progress['total_rows_to_read']) || undefined,
  };
}

function numberOf(value: unknown): number | undefined {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}
