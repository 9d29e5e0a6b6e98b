import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {enterLock, lockPath, ownersOf, removeOwner} from './lock-folder.ts';
import {parseOwner} from './lock-owner.ts';

/** A lock that this process holds. */
export interface Lock {
  /** Was it taken from a process that had been killed? Then temporary files of that process may lie about. */
  readonly takenOver: boolean;
  release(): Promise<void>;
}

const longestPauseMs = 8;

/**
 * Takes the lock of `folder`, waiting up to `patienceMs` for another process; then a UserError says who holds it. The
 * lock of a killed process is taken at once. (proper-lockfile, the usual package, recognises a dead owner only by a time
 * stamp that is at least 5 s old, and breaks its lock by the common name, which can hit the successor's.)
 */
export async function takeLock(folder: string, patienceMs: number): Promise<Lock> {
  let takenOver = false;
  let waitedMs = 0;
  for (let waitMs = 1; ; waitMs = Math.min(waitMs * 2, longestPauseMs)) {
    const {living, dead} = await ownersOf(folder);
    for (const name of dead) await removeOwner(folder, name);
    takenOver ||= dead.length > 0;
    const mine = living.length === 0 ? await enterLock(folder) : undefined;
    if (mine !== undefined) return {takenOver, release: () => removeOwner(folder, mine)};
    if (waitedMs >= patienceMs) throw await inUse(folder, living[0]);
    await pause(waitMs);
    waitedMs += waitMs;
  }
}

async function inUse(folder: string, name: string | undefined): Promise<UserError> {
  const owner = parseOwner(name ?? '');
  const host = name === undefined ? '' : await readFile(join(lockPath(folder), name), 'utf8').catch(() => '');
  const by =
    owner === undefined ? 'another process' : `process ${owner.pid} on ${host.slice(0, 100).trim() || 'a host'}`;
  return new UserError(
    `${printableLine(folder)} is in use: ${printableLine(by)} is writing there and does not finish.`,
    `Wait for it or end it, then try again. If it no longer runs, delete the folder ${printableLine(lockPath(folder))}.`,
  );
}
