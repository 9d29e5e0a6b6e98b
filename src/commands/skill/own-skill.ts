import {realpath} from 'node:fs/promises';
import {namedSkill, noSkill, type Place, skillsHere, theSkill} from '../../skill/find-skill.ts';
import {settleUpdate} from '../../skill/improve/save-update.ts';
import {loadSkill} from '../../skill/load.ts';
import type {Skill} from '../../skill/skill.ts';
import {openWorkspace, type Workspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';

/** The user's skill, with an update that was interrupted brought to its end. */
export interface OwnSkill {
  readonly place: Place;
  /** Its folder, absolute and without links. */
  readonly root: string;
  readonly skill: Skill;
  readonly workspace: Workspace;
}

/** The skill that `named` names, else the one of the working directory; none is a UserError. */
export async function ownSkill(io: Io, named: string | undefined): Promise<OwnSkill> {
  const place = named === undefined ? await theSkill(io.cwd) : namedSkill(io.cwd, named);
  if (place === undefined) throw noSkill();
  const workspace = openWorkspace(io.workspace);
  const root = await realpath(place.path).catch(() => place.path);
  await finishUpdate(io, workspace, root);
  return {place, root, skill: await loadSkill(place.path, place.shown), workspace};
}

/** Brings interrupted updates to their end: of the named skill, else of every one of the working directory. */
export async function finishUpdates(io: Io, named: string | undefined): Promise<void> {
  const places = named === undefined ? await skillsHere(io.cwd) : [namedSkill(io.cwd, named)];
  for (const {path} of places) {
    const root = await realpath(path).catch(() => undefined);
    if (root !== undefined) await finishUpdate(io, openWorkspace(io.workspace), root);
  }
}

/** Brings an interrupted update of the skill in the folder `root` to its end, and says so. */
export async function finishUpdate({stderr}: Pick<Io, 'stderr'>, workspace: Workspace, root: string): Promise<void> {
  const way = await settleUpdate(workspace, root);
  if (way === undefined) return;
  const says = way === 'forward' ? 'was finished' : 'was taken back, because a file was edited since';
  stderr.write(`An update of this skill had been interrupted; it ${says}.\n`);
}
