import {createHash} from 'node:crypto';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {hostname, tmpdir} from 'node:os';
import {join} from 'node:path';
import {kill, pid} from 'node:process';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** Machines (and containers) that share a folder for temporary files number their processes each for itself. */
const machine = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const prefix = `eventcoach-chdb-${machine}-`;

/** The engine's threads may still write while the folder goes: half a second of tries, in all. */
const tries = {maxRetries: 6, retryDelay: 20};

/**
 * A new temporary folder, named after this process. Those of processes that are gone are removed first: what was killed could not
 * do so itself. Throws a UserError where nothing can be written.
 */
export function temporaryFolder(): string {
  try {
    for (const name of readdirSync(tmpdir())) {
      const [, owner] = new RegExp(`^${prefix}(\\d{1,10})-`).exec(name) ?? [];
      if (owner !== undefined && !isRunning(Number(owner))) removeFolder(join(tmpdir(), name));
    }
    return mkdtempSync(join(tmpdir(), `${prefix}${pid}-`));
  } catch (error) {
    throw new UserError(
      printableLine(`chDB can write no temporary files to ${tmpdir()} (${(error as NodeJS.ErrnoException).code}).`),
      'Point TMPDIR to a folder that you may write to.',
    );
  }
}

/** Removes it as far as that is possible; the next import tries again. */
export function removeFolder(folder: string): void {
  try {
    rmSync(folder, {recursive: true, force: true, ...tries});
  } catch {
    // Another user's, or still being written to.
  }
}

function isRunning(owner: number): boolean {
  try {
    kill(owner, 0);
    return true;
  } catch (error) {
    // Of another user's process EPERM.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
