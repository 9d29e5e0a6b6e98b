import {constants} from 'node:fs';
import {type FileHandle, open, truncate} from 'node:fs/promises';
import {dirname} from 'node:path';
import {UserError} from '../errors.ts';
import {printableJson, printableLine} from '../printable.ts';
import {fileError} from './file-error.ts';
import {depth, maxDepth} from './json-text.ts';
import {maxLogBytes, maxRecordBytes} from './read-log.ts';
import {readBytes} from './read-text.ts';
import {isRealFile} from './real-entry.ts';
import {syncFolder} from './sync-folder.ts';

/**
 * Adds `record` as one line to the log at `path` (made, with mode 0600, where there is none). It is on disk when this
 * returns; when it throws, the log is as before. Needs the workspace's lock.
 */
export async function appendToLog(path: string, record: unknown): Promise<void> {
  // Line ends and indentation come from printableJson: within texts a line end is written as \n.
  const line = `${printableJson(record).replace(/\n */g, '')}\n`;
  if (Buffer.byteLength(line) > maxRecordBytes || depth(line) > maxDepth) {
    throw new UserError(
      `A record for ${printableLine(path)} would exceed ${maxRecordBytes} bytes; it is not saved.`,
      'Shorten what is to be saved.',
    );
  }
  const isNew = !(await isRealFile(path));
  const flags = constants.O_RDWR | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);
  try {
    const log = await open(path, flags, 0o600);
    try {
      await mendEnd(log, path);
      await appendWhole(log, path, line);
    } finally {
      await log.close();
    }
  } catch (error) {
    throw fileError(error, 'write', path);
  }
  if (isNew) await syncFolder(dirname(path));
}

async function appendWhole(log: FileHandle, path: string, text: string): Promise<void> {
  const {size} = await log.stat();
  try {
    await log.writeFile(text);
    await log.sync();
  } catch (error) {
    // By path: on Windows a handle for appending cannot shorten the file.
    await truncate(path, size).catch(() => undefined);
    throw error;
  }
}

/** Ends a last line that lacks its end: with a line end when it is whole; else it is moved to a file beside the log. */
async function mendEnd(log: FileHandle, path: string): Promise<void> {
  const {size} = await log.stat();
  if (size === 0 || (await log.read(Buffer.alloc(1), 0, 1, size - 1)).buffer[0] === 0x0a) return;
  const bytes = (await readBytes(path, maxLogBytes)) ?? Buffer.alloc(0);
  const tail = bytes.subarray(bytes.lastIndexOf(0x0a) + 1);
  if (isJson(tail.toString('utf8'))) return appendWhole(log, path, '\n');
  const beside = `${path}.torn`;
  await isRealFile(beside);
  const torn = await open(beside, 'a', 0o600);
  try {
    await torn.writeFile(Buffer.concat([tail, Buffer.from('\n')]));
    await torn.sync();
  } finally {
    await torn.close();
  }
  await truncate(path, size - tail.length);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
