import {randomBytes} from 'node:crypto';
import {open, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {fileError} from './file-error.ts';
import {isRealFile} from './real-entry.ts';
import {syncFolder} from './sync-folder.ts';

/**
 * Replaces the content of the file at `path` as a whole (mode 0600): whoever reads, at whatever moment a process is
 * killed or the disk is full, finds the old content or the new, and the new once this has returned. A refusal of the
 * system is a UserError and leaves the old content.
 */
export async function writeAtomic(path: string, text: string): Promise<void> {
  await isRealFile(path);
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', 0o600);
    try {
      // writeFile goes on after a short write. write-file-atomic does not: on a disk that fills up it renames the
      // shortened file over the good one and reports success.
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined);
    throw fileError(error, 'write', path);
  }
  await syncFolder(folder);
}

/** Is `name` that of a temporary file of `writeAtomic`? Where nobody is writing it was left by a killed process. */
export function isTemporary(name: string): boolean {
  return /^\..+\.[0-9a-f]{12}\.tmp$/.test(name);
}
