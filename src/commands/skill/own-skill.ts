import {realpath} from 'node:fs/promises';
import {namedSkill, noSkill, skillsHere, theSkill} from '../../skill/find-skill.ts';
import {type OwnSkill, openOwnSkill, settledText} from '../../skill/improve/own-skill.ts';
import {openWorkspace, type Workspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';

/** The skill that `named` names, else the one of the working directory; none is a UserError. */
export async function ownSkill(io: Io, named: string | undefined): Promise<OwnSkill & {readonly workspace: Workspace}> {
  const place = named === undefined ? await theSkill(io.cwd) : namedSkill(io.cwd, named);
  if (place === undefined) throw noSkill();
  const workspace = openWorkspace(io.workspace);
  const own = await openOwnSkill(workspace, place);
  if (own.settled !== undefined) io.stderr.write(`${own.settled}\n`);
  return {...own, workspace};
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
  const says = await settledText(workspace, root);
  if (says !== undefined) stderr.write(`${says}\n`);
}
