import type {z} from 'zod';
import {UserError} from '../errors.ts';
import {firstIssue} from './json-file.ts';
import {parseJson} from './json-text.ts';
import {readBytes, utf8} from './read-text.ts';

/** The longest log that is read, and the longest record, in bytes. */
export const maxLogBytes = 64 * 1024 * 1024;
export const maxRecordBytes = 256 * 1024;

/** A line of a log that is no record: where, counted from 1, and why. The line stays in the file. */
export interface LogProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export interface Log<T> {
  readonly records: readonly T[];
  readonly problems: readonly LogProblem[];
}

/**
 * The records of the log at `path`, oldest first; none when there is no file. A line that is no record is a problem and
 * is passed over; a last line without its end is one that a killed process did not finish, or that is being written
 * at this moment: it counts only when it is complete.
 */
export async function readLog<T>(path: string, shape: z.ZodType<T>): Promise<Log<T>> {
  // Split before decoding: a line that was cut off within a character must not spoil the others.
  const lines = split((await readBytes(path, maxLogBytes)) ?? Buffer.alloc(0));
  const records: T[] = [];
  const problems: LogProblem[] = [];
  for (const [index, line] of lines.entries()) {
    const record = readRecord(line, path, shape);
    if (record === undefined) continue;
    if (typeof record !== 'string') records.push(record.value);
    else if (index < lines.length - 1) problems.push({file: path, line: index + 1, message: record});
  }
  return {records, problems};
}

function split(bytes: Buffer): readonly Buffer[] {
  const lines: Buffer[] = [];
  for (let start = 0; ; ) {
    const end = bytes.indexOf(0x0a, start);
    lines.push(bytes.subarray(start, end === -1 ? bytes.length : end));
    if (end === -1) return lines;
    start = end + 1;
  }
}

function readRecord<T>(bytes: Buffer, path: string, shape: z.ZodType<T>): {readonly value: T} | string | undefined {
  if (bytes.length > maxRecordBytes) return `longer than ${maxRecordBytes} bytes`;
  const line = utf8(bytes);
  if (line === undefined) return 'not UTF-8 text';
  if (line.trim() === '') return undefined;
  let value: unknown;
  try {
    value = parseJson(line, path);
  } catch (error) {
    if (error instanceof UserError) return 'not a JSON record';
    throw error;
  }
  const parsed = shape.safeParse(value);
  return parsed.success ? {value: parsed.data} : firstIssue(parsed.error);
}
