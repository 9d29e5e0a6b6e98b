import {constants} from 'node:fs';
import {open} from 'node:fs/promises';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {errorCode, fileError} from './file-error.ts';
import {isRealFile} from './real-entry.ts';

/** The text of the file at `path`, undefined when there is none. More than `maxBytes`, a link, or no UTF-8 is a UserError. */
export async function readText(path: string, maxBytes: number): Promise<string | undefined> {
  const bytes = await readBytes(path, maxBytes);
  if (bytes === undefined) return undefined;
  const text = utf8(bytes);
  if (text !== undefined) return text;
  throw new UserError(`${printableLine(path)} is not UTF-8 text.`, 'Save it as UTF-8, or move it away.');
}

/** The text that `bytes` are in UTF-8, without a byte order mark; undefined when they are none. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The content of the file at `path`, undefined when there is none. Follows no link; more than `maxBytes` is a UserError. */
export async function readBytes(path: string, maxBytes: number): Promise<Buffer | undefined> {
  if (!(await isRealFile(path))) return undefined;
  try {
    // Windows has no O_NOFOLLOW; the check before stands there alone.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const {size} = await handle.stat();
      if (size > maxBytes) {
        throw new UserError(
          `${printableLine(path)} has ${size} bytes; at most ${maxBytes} are read.`,
          'Move it away, or shorten it.',
        );
      }
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw fileError(error, 'read', path);
  }
}
