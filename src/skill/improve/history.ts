import {randomBytes} from 'node:crypto';
import {mkdir, rename, rm} from 'node:fs/promises';
import {basename, dirname, join, relative, sep} from 'node:path';
import {UserError} from '../../errors.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {writeAtomic} from '../../workspace/atomic-write.ts';
import {fileError} from '../../workspace/file-error.ts';
import {loadJson, saveJson} from '../../workspace/json-file.ts';
import {pathOf, type Workspace} from '../../workspace/layout.ts';
import {isReadable} from '../../workspace/prepare.ts';
import {readBytes} from '../../workspace/read-text.ts';
import {isRealFolder, makeFolder, namesIn} from '../../workspace/real-entry.ts';
import {syncFolder} from '../../workspace/sync-folder.ts';
import type {Skill} from '../skill.ts';
import {contentOf, sha256} from './journal.ts';
import {recordName, type VersionRecord, versionRecord} from './version-record.ts';

/** An old version of a skill. `id` names it: the version, with -2, -3, ... where the same one was replaced more than once. */
export interface OldVersion extends VersionRecord {
  readonly id: string;
  /** Its folder, which holds SKILL.md and references/ as they were. */
  readonly folder: string;
}

const format = {name: 'eventcoach/skill-version@1', shape: versionRecord};
const maxBytes = 1024 * 1024;
const pendingName = /^\.pending-[0-9a-f]{12}$/;

/** The old versions of the skill in the folder `root` (absolute, without links), the latest first. One whose record is broken is a UserError. */
export async function loadHistory(workspace: Workspace, root: string): Promise<readonly OldVersion[]> {
  const {shelf, path} = shelfOf(workspace, root);
  if (!(await isReadable(workspace)) || !(await isThere(workspace, shelf))) return [];
  const versions: OldVersion[] = [];
  for (const id of await namesIn(shelf)) {
    if (id.startsWith('.')) continue;
    const folder = join(shelf, id);
    const record = (await isRealFolder(folder)) ? await loadJson(join(folder, recordName), format) : undefined;
    // Two skills in two places may have one name.
    if (record !== undefined && record.path === path) versions.push({...record, id, folder});
  }
  return versions.toSorted((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : byNumber(b.id, a.id)));
}

/** The old version that `wanted` names by id or version, the latest where several fit; without it the latest of all. */
export function oldVersion(history: readonly OldVersion[], wanted: string | undefined, skill: string): OldVersion {
  const found =
    wanted === undefined
      ? history[0]
      : (history.find(({id}) => id === wanted) ?? history.find(({version}) => version === wanted));
  if (found !== undefined) return found;
  const name = printableLine(skill);
  if (history.length === 0) {
    throw new UserError(
      `No old version of ${name} is kept here.`,
      'One is kept whenever "eventcoach skill improve --apply" changes the skill.',
    );
  }
  const ids = history.map(({id}) => id);
  throw new UserError(
    `There is no old version ${printableLine(wanted ?? '')} of ${name}.`,
    didYouMean(wanted ?? '', ids, `There are: ${ids.slice(0, 20).join(', ')}.`),
  );
}

/** The texts of an old version, exactly as they were; a UserError where somebody has changed what is kept. */
export async function oldTexts({
  folder,
  id,
  files,
}: OldVersion): Promise<readonly {readonly file: string; readonly text: string}[]> {
  const texts: {file: string; text: string}[] = [];
  for (const {file, sha256: wanted} of files) {
    const path = join(folder, file);
    await isRealFolder(dirname(path));
    const bytes = await readBytes(path, maxBytes);
    if (bytes === undefined || sha256(bytes) !== wanted) {
      throw new UserError(
        `${printableLine(path)} is not what was kept of version ${printableLine(id)}.`,
        'Bring that file back, for example from git; nothing was changed.',
      );
    }
    texts.push({file, text: bytes.toString('utf8')});
  }
  return texts;
}

/** Keeps the texts of a skill before they are changed; it counts once `publish` has given it its name. Needs the lock. */
export async function keepVersion(
  locked: Workspace,
  root: string,
  skill: Skill,
  record: Omit<VersionRecord, 'schema' | 'files' | 'skill' | 'path'>,
): Promise<string> {
  const {shelf, path} = shelfOf(locked, root);
  await makeFolder(pathOf(locked, 'skillHistory'));
  await makeFolder(shelf);
  const pending = join(shelf, `.pending-${randomBytes(6).toString('hex')}`);
  try {
    await mkdir(pending, {mode: 0o700});
    for (const {file, text} of skill.texts) {
      await makeFolder(dirname(join(pending, file)));
      await writeAtomic(join(pending, file), text);
    }
    const files = skill.texts.map(({file, text}) => ({file, sha256: sha256(text)}));
    await saveJson(join(pending, recordName), format, {
      schema: format.name as VersionRecord['schema'],
      skill: skill.name,
      path,
      ...record,
      files,
    });
  } catch (error) {
    await rm(pending, {recursive: true, force: true}).catch(() => undefined);
    throw fileError(error, 'write', pending);
  }
  return pending;
}

/** Gives a kept version its name: the version, with -2, -3, ... where there is one of that name. Needs the lock. */
export async function publish(pending: string, version: string | null): Promise<void> {
  const shelf = dirname(pending);
  const taken = new Set(await namesIn(shelf));
  const name = folderName(version);
  let id = name;
  for (let n = 2; taken.has(id); n += 1) id = `${name}-${n}`;
  try {
    await rename(pending, join(shelf, id));
  } catch (error) {
    throw fileError(error, 'write', join(shelf, id));
  }
  await syncFolder(shelf);
}

/** Names or removes what a killed process kept: it counts if the skill has moved on since. Needs the lock. */
export async function settleHistory(locked: Workspace, root: string): Promise<void> {
  const {shelf, path} = shelfOf(locked, root);
  if (!(await isThere(locked, shelf))) return;
  for (const name of (await namesIn(shelf)).filter((one) => pendingName.test(one))) {
    const pending = join(shelf, name);
    const record = await loadJson(join(pending, recordName), format).catch(() => undefined);
    if (record !== undefined && record.path !== path) continue;
    const states = record?.changed.map(async ({file}) => {
      const now = await contentOf(join(root, file));
      return now !== null && sha256(now) === record.files.find((old) => old.file === file)?.sha256;
    });
    const isOld = states === undefined || (await Promise.all(states)).every(Boolean);
    if (record !== undefined && !isOld) await publish(pending, record.version);
    else await rm(pending, {recursive: true, force: true}).catch(() => undefined);
  }
}

/** Where the versions of a skill are kept; its path from the folder of the workspace is the same for a whole team. */
function shelfOf(workspace: Workspace, root: string): {readonly shelf: string; readonly path: string} {
  const path = relative(dirname(workspace.dir), root).split(sep).join('/') || '.';
  return {shelf: pathOf(workspace, 'skillHistory', basename(root)), path};
}

async function isThere(workspace: Workspace, shelf: string): Promise<boolean> {
  return (await isRealFolder(pathOf(workspace, 'skillHistory'))) && (await isRealFolder(shelf));
}

function folderName(version: string | null): string {
  return version !== null && /^[0-9a-zA-Z][0-9a-zA-Z.+-]{0,60}$/.test(version) && !version.endsWith('.')
    ? version
    : 'without-version';
}

function byNumber(a: string, b: string): number {
  return a.localeCompare(b, 'en', {numeric: true});
}
