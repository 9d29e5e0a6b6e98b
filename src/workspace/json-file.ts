import type {z} from 'zod';
import {UserError} from '../errors.ts';
import {printableJson, printableLine} from '../printable.ts';
import {writeAtomic} from './atomic-write.ts';
import {depth, maxDepth, parseJson} from './json-text.ts';
import {readText} from './read-text.ts';
import {checkSchemaName} from './schema-name.ts';

/** The largest JSON file that is read or written, in bytes. */
const maxBytes = 8 * 1024 * 1024;

/** What may stand in a JSON file: its `schema` text, such as `eventcoach/progress@1`, and the shape, `schema` included. */
export interface JsonFormat<T> {
  readonly name: string;
  readonly shape: z.ZodType<T>;
}

/** The content of the JSON file at `path`, undefined when there is none; a UserError when it is broken, of another kind or of a newer version. */
export async function loadJson<T>(path: string, format: JsonFormat<T>): Promise<T | undefined> {
  const text = await readText(path, maxBytes);
  if (text === undefined) return undefined;
  const value = parseJson(text, path);
  checkSchemaName(value, format.name, path);
  const parsed = format.shape.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${printableLine(path)}: ${firstIssue(parsed.error)}`,
    'Mend it, or move the file away: a new one is begun.',
  );
}

/** Writes `value` as JSON with a closing line end, as a whole or not at all. What could not be read again is a UserError. */
export async function saveJson<T>(path: string, format: JsonFormat<T>, value: T): Promise<void> {
  const parsed = format.shape.safeParse(value);
  if (!parsed.success) {
    const issue = firstIssue(parsed.error);
    throw new UserError(
      `${printableLine(path)}: ${issue}; it is not saved.`,
      'Mend what is to be saved and try again.',
    );
  }
  const text = `${printableJson(value)}\n`;
  if (Buffer.byteLength(text) > maxBytes || depth(text) > maxDepth) {
    throw new UserError(
      `${printableLine(path)} would exceed ${maxBytes} bytes or ${maxDepth} levels; it is not saved.`,
      'Shorten what is to be saved.',
    );
  }
  await writeAtomic(path, text);
}

/** What the first issue says, with the keys that lead to it, on one line. */
export function firstIssue(error: z.ZodError): string {
  const [issue] = error.issues;
  if (issue === undefined) return 'not of the expected shape';
  const where = issue.path.map(String).join('.');
  return printableLine(where === '' ? issue.message : `${where}: ${issue.message}`);
}
