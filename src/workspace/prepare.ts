import {existsSync} from 'node:fs';
import {chmod, mkdir, stat} from 'node:fs/promises';
import {basename, dirname} from 'node:path';
import * as z from 'zod';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {isTemporary, writeAtomic} from './atomic-write.ts';
import {errorCode, fileError} from './file-error.ts';
import {type JsonFormat, loadJson, saveJson} from './json-file.ts';
import {ignoreRules, layout, pathOf, type Workspace} from './layout.ts';
import {isRealFile, isRealFolder, namesIn} from './real-entry.ts';
import {syncFolder} from './sync-folder.ts';

/** The format of a workspace that this program writes. */
export const workspaceFormat = 'eventcoach/workspace@1';
const version: JsonFormat<{schema: typeof workspaceFormat}> = {
  name: workspaceFormat,
  shape: z.object({schema: z.literal(workspaceFormat)}),
};

/** Is there a workspace to read? A link or file in its place, or one of a newer version, is a UserError. Changes nothing. */
export async function isReadable(workspace: Workspace): Promise<boolean> {
  if (!(await isRealFolder(workspace.dir))) return false;
  await loadJson(pathOf(workspace, 'version'), version);
  return true;
}

/** Makes the workspace's folder where there is none; refuses one that is not ours or not fit. Needs no lock. */
export async function makeRoom(workspace: Workspace): Promise<void> {
  const {dir} = workspace;
  if (!(await isReadable(workspace))) {
    await makeFolders(dir);
    await syncFolder(dirname(dir));
  }
  if (await isRealFile(pathOf(workspace, 'version'))) return;
  const ours: ReadonlySet<string> = new Set(Object.values(layout));
  const strange = (await namesIn(dir)).find((e) => !ours.has(e) && !e.startsWith('.lock') && !isTemporary(e));
  if (strange === undefined || basename(dir) === '.eventcoach') return;
  throw new UserError(
    `${printableLine(dir)} holds other things, such as ${printableLine(strange)}; a workspace needs a folder of its own.`,
    'Name a new or empty folder with --workspace DIR.',
  );
}

/** Makes a folder and the parents that it lacks. Node's own recursive way never ends below /proc. */
async function makeFolders(dir: string): Promise<void> {
  const missing: string[] = [];
  for (let folder = dir; dirname(folder) !== folder && !existsSync(folder); folder = dirname(folder))
    missing.unshift(folder);
  for (const folder of missing) {
    try {
      await mkdir(folder, {mode: 0o700});
    } catch (error) {
      if (errorCode(error) !== 'EEXIST') throw fileError(error, 'write', folder);
    }
  }
}

/** Writes what every workspace has and this one lacks, and closes it to other users. Needs the lock. */
export async function completeLayout(workspace: Workspace): Promise<void> {
  await isReadable(workspace);
  await closeToOthers(workspace.dir);
  if (!(await isRealFile(pathOf(workspace, 'ignore')))) await writeAtomic(pathOf(workspace, 'ignore'), ignoreRules);
  if (!(await isRealFile(pathOf(workspace, 'version'))))
    await saveJson(pathOf(workspace, 'version'), version, {schema: workspaceFormat});
}

async function closeToOthers(dir: string): Promise<void> {
  try {
    // git makes a cloned workspace readable for all. FAT, network shares and Windows know no such rights: nothing to close.
    if (((await stat(dir)).mode & 0o077) !== 0) await chmod(dir, 0o700).catch(() => undefined);
  } catch (error) {
    throw fileError(error, 'read', dir);
  }
}
