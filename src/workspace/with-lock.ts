import {readdir, rm} from 'node:fs/promises';
import {join} from 'node:path';
import {isTemporary} from './atomic-write.ts';
import {fileError} from './file-error.ts';
import type {Workspace} from './layout.ts';
import {takeLock} from './lock.ts';
import {removeDeadCandidates} from './lock-folder.ts';
import {completeLayout, makeRoom} from './prepare.ts';

/**
 * Runs `work` while no other process, and nothing else in this one, writes to the workspace; makes the workspace where
 * there is none. Everything that `work` writes must go through the handle that it is given: with the outer one it would
 * wait for itself. For moments, not for a request to a model: others wait `patienceMs` and give up.
 */
export async function withLock<T>(workspace: Workspace, work: (locked: Workspace) => Promise<T>): Promise<T> {
  if (workspace.locked) return work(workspace);
  await makeRoom(workspace);
  const lock = await takeLock(workspace.dir, workspace.patienceMs);
  try {
    await removeDeadCandidates(workspace.dir);
    if (lock.takenOver) await removeTemporaries(workspace.dir);
    await completeLayout(workspace);
    return await work({...workspace, locked: true});
  } finally {
    await lock.release();
  }
}

/** Only the holder of the lock writes, so whatever temporary file lies there is nobody's. */
async function removeTemporaries(folder: string): Promise<void> {
  try {
    for (const entry of await readdir(folder, {recursive: true, withFileTypes: true})) {
      if (entry.isFile() && isTemporary(entry.name)) await rm(join(entry.parentPath, entry.name), {force: true});
    }
  } catch (error) {
    throw fileError(error, 'write', folder);
  }
}
