import {join} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {fileError} from '../../workspace/file-error.ts';
import type {Workspace} from '../../workspace/layout.ts';
import {withLock} from '../../workspace/with-lock.ts';
import type {Skill} from '../skill.ts';
import {keepVersion, publish, settleHistory} from './history.ts';
import {
  contentOf,
  decide,
  forget,
  loadJournal,
  removeStaged,
  rollBack,
  rollForward,
  settle,
  sha256,
  staged,
} from './journal.ts';
import type {VersionRecord} from './version-record.ts';

/** New contents for files of a skill. */
export interface Update {
  /** The skill as it was read; its texts are what is kept. */
  readonly skill: Skill;
  /** Its folder, absolute, which `writableRoot` took. */
  readonly root: string;
  readonly by: VersionRecord['by'];
  /** The version that the skill states afterwards. */
  readonly to: string | null;
  readonly gaps: readonly string[];
  /** `before` is what was read; null: there was no such file. */
  readonly files: readonly {readonly file: string; readonly before: string | null; readonly after: string}[];
}

/**
 * Replaces files of a skill, all of them or none, and keeps the old version in the workspace. Killed at any moment, or on a
 * full disk, it leaves the old version, or the new one once `settleUpdate` has run. A file that is no longer what was read
 * is a UserError. `at` is the time (ISO 8601).
 */
export async function saveUpdate(workspace: Workspace, update: Update, at: string): Promise<void> {
  const {skill, root, by, to, gaps} = update;
  // SKILL.md states the version: killed between two of them, a skill of which a part is old still says the old one.
  const files = update.files.toSorted((a, b) => Number(a.file === skill.main) - Number(b.file === skill.main));
  await withLock(workspace, async (locked) => {
    await settleBoth(locked, root);
    for (const {file, before} of files) await assertAsRead(root, file, before);
    const changed = files.map(({file, after}) => ({file, sha256: sha256(after)}));
    const kept = await keepVersion(locked, root, skill, {version: skill.version, at, by, next: to, gaps, changed});
    try {
      const journal = await staged(root, files);
      await decide(root, journal);
      await rollForward(root, journal).catch(async (error: unknown) => {
        await rollBack(root, journal);
        await forget(root, journal);
        throw error;
      });
      await publish(kept, skill.version);
      await forget(root, journal);
    } catch (error) {
      await settleHistory(locked, root);
      throw fileError(error, 'write', root);
    }
  });
}

/**
 * Ends an update of the skill in the folder `root` that a killed process left half done, and says how; undefined when there
 * was none. Whatever reads or writes a skill does this first.
 */
export async function settleUpdate(workspace: Workspace, root: string): Promise<'forward' | 'back' | undefined> {
  if ((await loadJournal(root)) === undefined) return undefined;
  return withLock(workspace, (locked) => settleBoth(locked, root));
}

async function settleBoth(locked: Workspace, root: string) {
  // Again, now that nobody else is at work: it may have been another process's that was not finished yet.
  const journal = await loadJournal(root);
  const way = journal && (await settle(root, journal));
  await settleHistory(locked, root);
  if (journal) await forget(root, journal);
  await removeStaged(root);
  return way;
}

async function assertAsRead(root: string, file: string, before: string | null): Promise<void> {
  if ((await contentOf(join(root, file))) === before) return;
  throw new UserError(
    `${printableLine(file)} was changed by somebody else since it was read; nothing was written.`,
    'Draft anew, or give the same command again: it then goes by what the file says now.',
  );
}
