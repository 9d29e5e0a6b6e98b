import {mkdir, rename, rm, rmdir, unlink, writeFile} from 'node:fs/promises';
import {hostname} from 'node:os';
import {join} from 'node:path';
import {errorCode, fileError} from './file-error.ts';
import {isGone, ownerName, parseOwner, thisProcess} from './lock-owner.ts';
import {isRealFolder, namesIn} from './real-entry.ts';

// A lock is a folder with one file, named after its owner. A prepared folder is renamed into place, which fails while a
// lock with an owner in it is there: a lock is never seen without its owner, and two never get it.
const lockName = '.lock';
const lockIsThere = new Set(['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES']);

/** Where the lock of `folder` lies while somebody holds it. */
export function lockPath(folder: string): string {
  return join(folder, lockName);
}

/** The file names of those in the lock: who may hold it, and who is dead. Nobody when it is free. */
export async function ownersOf(
  folder: string,
): Promise<{readonly living: readonly string[]; readonly dead: readonly string[]}> {
  const names = (await isRealFolder(lockPath(folder))) ? await namesIn(lockPath(folder)) : [];
  const isDead = (name: string): boolean => {
    const owner = parseOwner(name);
    return owner !== undefined && isGone(owner);
  };
  const dead = new Set(names.filter(isDead));
  return {living: names.filter((name) => !dead.has(name)), dead: [...dead]};
}

/** Takes one owner out of the lock. By name: whoever took the lock since it was looked at stays in it. */
export async function removeOwner(folder: string, name: string): Promise<void> {
  const path = join(lockPath(folder), name);
  try {
    await unlink(path);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw fileError(error, 'write', path);
  }
  // Fails, as it should, when somebody else is in it by now.
  await rmdir(lockPath(folder)).catch(() => undefined);
}

/** Puts this process into the lock, if nobody is in it, and returns its file name there. */
export async function enterLock(folder: string): Promise<string | undefined> {
  const mine = ownerName(thisProcess());
  const candidate = join(folder, `${lockName}-${mine}`);
  try {
    await mkdir(candidate, {mode: 0o700});
    await writeFile(join(candidate, mine), `${hostname()}\n`, {mode: 0o600});
    // Windows renames onto no folder, not even the empty one that a process leaves when it is killed while releasing.
    await rmdir(lockPath(folder)).catch(() => undefined);
    await rename(candidate, lockPath(folder));
    return mine;
  } catch (error) {
    await rm(candidate, {recursive: true, force: true}).catch(() => undefined);
    if ((error as NodeJS.ErrnoException).syscall === 'rename' && lockIsThere.has(errorCode(error) ?? ''))
      return undefined;
    throw fileError(error, 'write', folder);
  }
}

/** Removes what processes left in `folder` that were killed while they prepared a lock. */
export async function removeDeadCandidates(folder: string): Promise<void> {
  for (const name of await namesIn(folder)) {
    const owner = name.startsWith(`${lockName}-`) ? parseOwner(name.slice(lockName.length + 1)) : undefined;
    if (owner === undefined || !isGone(owner)) continue;
    // What cannot be removed (another user's) does no harm.
    await rm(join(folder, name), {recursive: true, force: true}).catch(() => undefined);
  }
}
