import {randomBytes} from 'node:crypto';
import {copyFile, lstat, mkdir, open, readdir, readFile, realpath, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {errorCode} from '../../workspace/file-error.ts';
import {sha256} from '../improve/journal.ts';
import type {Skill} from '../skill.ts';
import {type InstallRecord, installRecordName, loadInstallRecord} from './record.ts';

/** A file of a skill by its path in it, with `/`, and the SHA-256 of its content. */
export interface InstalledFile {
  readonly file: string;
  readonly sha256: string;
}

/** What stands where a copy is to go. `changed`: files that somebody has changed, added or removed since it was installed. */
export type Standing =
  | {readonly kind: 'nothing'}
  | {readonly kind: 'copy'; readonly changed: readonly string[]; readonly isSame: boolean};

const maxBytes = 16 * 1024 * 1024;
/** Answers and how they are graded: whoever is tested must not find them beside the skill. */
const answerKeys = /^evals\/|(?:^|\/)rubric\.(?:ya?ml|json)$/i;
const ours = /(?:^|\/)\.eventcoach-[^/]+$|\.tmp$/;

/** The files of a skill that no copy gets because they hold answers, or what reviewers accepted. */
export function answerKeysOf({files}: Pick<Skill, 'files'>): readonly string[] {
  return files.filter((file) => answerKeys.test(file));
}

/** The files of a skill that a copy gets: all but the answer keys of its evaluation. */
export async function filesToInstall(root: string, skill: Skill): Promise<readonly InstalledFile[]> {
  const files = skill.files.filter((file) => !answerKeys.test(file) && !ours.test(file));
  let total = 0;
  const found: InstalledFile[] = [];
  for (const file of files) {
    total += (await stat(join(root, file))).size;
    if (total > maxBytes) {
      throw new UserError(
        `${printableLine(skill.path)} holds more than ${maxBytes / 1024 / 1024} MB.`,
        'Take what readers of the skill do not need out of it.',
      );
    }
    found.push({file, sha256: sha256(await readFile(join(root, file)))});
  }
  return found;
}

/** What stands in the folder `target`, compared with what is to be installed there. A file or link in its place is a UserError. */
export async function standing(target: string, files: readonly InstalledFile[]): Promise<Standing> {
  const status = await lstat(target).catch(() => undefined);
  if (status === undefined) return {kind: 'nothing'};
  if (!status.isDirectory()) {
    throw new UserError(
      `${printableLine(target)} is ${status.isSymbolicLink() ? 'a link' : 'no folder'}; nothing was written.`,
      'Move it away and try again.',
    );
  }
  const there = new Map((await filesIn(target)).map(({file, sha256: hash}) => [file, hash]));
  const record = await loadInstallRecord(target);
  // Nothing is known of a copy that somebody else made: then every difference may be somebody's work.
  const expected = new Map((record?.files ?? files).map(({file, sha256: hash}) => [file, hash]));
  const names = [...new Set([...there.keys(), ...expected.keys()])].sort();
  const changed = names.filter((file) => there.get(file) !== expected.get(file));
  const isSame = there.size === files.length && files.every(({file, sha256: hash}) => there.get(file) === hash);
  return {kind: 'copy', changed: isSame ? [] : changed, isSame};
}

/** Puts a copy of the files in the place of the folder `target`, at once or not at all, with a record of what was copied. */
export async function installCopy(
  root: string,
  target: string,
  files: readonly InstalledFile[],
  record: Pick<InstallRecord, 'source' | 'version'>,
): Promise<void> {
  const mark = `${basename(target)}.${randomBytes(6).toString('hex')}`;
  const [fresh, gone] = [join(dirname(target), `.${mark}.new`), join(dirname(target), `.${mark}.old`)];
  try {
    await mkdir(fresh, {recursive: true});
    for (const {file} of files) {
      await mkdir(dirname(join(fresh, file)), {recursive: true});
      await copyFile(join(root, file), join(fresh, file));
    }
    const text = JSON.stringify(
      {schema: 'eventcoach/installed-skill@1', ...record, files} satisfies InstallRecord,
      null,
      2,
    );
    const handle = await open(join(fresh, installRecordName), 'wx');
    await handle.writeFile(`${text}\n`);
    await handle.sync();
    await handle.close();
    const isThere = await lstat(target).then(
      () => true,
      () => false,
    );
    if (isThere) await rename(target, gone);
    await rename(fresh, target).catch(async (error: unknown) => {
      if (isThere) await rename(gone, target);
      throw error;
    });
    await rm(gone, {recursive: true, force: true});
  } catch (error) {
    await rm(fresh, {recursive: true, force: true}).catch(() => undefined);
    const code = errorCode(error);
    if (code === undefined) throw error;
    throw new UserError(
      `${printableLine(target)} cannot be written (${code}); it is as it was.`,
      'Check the folder, its rights and the free space.',
    );
  }
}

/** Brings back a copy that was moved aside by a process that was killed before the new one stood in its place. */
export async function restoreMoved(target: string): Promise<void> {
  const folder = dirname(target);
  const names = (await readdir(folder).catch(() => [])).filter(
    (name) => name.startsWith(`.${basename(target)}.`) && /\.[0-9a-f]{12}\.(?:old|new)$/.test(name),
  );
  const isThere = await lstat(target).then(
    () => true,
    () => false,
  );
  const old = names.find((name) => name.endsWith('.old'));
  if (!isThere && old !== undefined) await rename(join(folder, old), target);
  for (const name of names) await rm(join(folder, name), {recursive: true, force: true});
}

async function filesIn(folder: string): Promise<readonly InstalledFile[]> {
  const found: InstalledFile[] = [];
  const entries = await readdir(folder, {recursive: true, withFileTypes: true});
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const file = path.slice(folder.length + 1).replaceAll('\\', '/');
    if (entry.isDirectory() || file === installRecordName) continue;
    // What is no file is unlike any that was installed.
    const isFile = entry.isFile() && (await realpath(path)).startsWith(await realpath(folder));
    found.push({file, sha256: isFile ? sha256(await readFile(path)) : 'no file'});
  }
  return found;
}
