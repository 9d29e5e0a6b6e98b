import type {Stats} from 'node:fs';
import {lstat, mkdir, readdir} from 'node:fs/promises';
import {dirname} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {errorCode, fileError} from './file-error.ts';
import {syncFolder} from './sync-folder.ts';

/** Is there a file at `path`? A link, a folder or a device in its place is a UserError: it could lead out of the workspace. */
export async function isRealFile(path: string): Promise<boolean> {
  const stats = await entry(path);
  if (stats === undefined || stats.isFile()) return stats !== undefined;
  throw misplaced(path, stats, 'file');
}

/** Is there a folder at `path`? A link, a file or a device in its place is a UserError: it could lead out of the workspace. */
export async function isRealFolder(path: string): Promise<boolean> {
  const stats = await entry(path);
  if (stats === undefined || stats.isDirectory()) return stats !== undefined;
  throw misplaced(path, stats, 'folder');
}

/** Makes the folder at `path`, private to the user, unless it is there. Its parent must be there. Needs the workspace's lock. */
export async function makeFolder(path: string): Promise<void> {
  if (await isRealFolder(path)) return;
  try {
    await mkdir(path, {mode: 0o700});
  } catch (error) {
    throw fileError(error, 'write', path);
  }
  await syncFolder(dirname(path));
}

/** What lies in the folder at `path`, by name; nothing when there is no folder. */
export async function namesIn(path: string): Promise<readonly string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw fileError(error, 'read', path);
  }
}

async function entry(path: string): Promise<Stats | undefined> {
  try {
    return await lstat(path);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw fileError(error, 'read', path);
  }
}

function misplaced(path: string, stats: Stats, wanted: 'file' | 'folder'): UserError {
  const found = stats.isSymbolicLink()
    ? 'a symbolic link'
    : stats.isDirectory()
      ? 'a folder'
      : stats.isFile()
        ? 'a file'
        : 'a device or pipe';
  return new UserError(
    `${printableLine(path)} is ${found}; a ${wanted} of its own belongs there.`,
    'Move it away and try again, or name the real folder with --workspace DIR.',
  );
}
