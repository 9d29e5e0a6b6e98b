import {randomBytes} from 'node:crypto';
import {open, rename, rm} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {syncFolder} from './sync-folder.ts';

/**
 * Replaces the content of the file at `path` as a whole: whoever reads, at whatever moment a process is killed or the
 * disk is full, finds the old content or the new, and the new once this has returned. Throws what the system says.
 */
export async function replaceFile(path: string, text: string, mode: number): Promise<void> {
  const folder = dirname(path);
  const temporary = join(folder, `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
  try {
    const handle = await open(temporary, 'wx', mode);
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
    throw error;
  }
  await syncFolder(folder);
}
