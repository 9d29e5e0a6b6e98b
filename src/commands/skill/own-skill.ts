import {realpath} from 'node:fs/promises';
import {namedSkill, noSkill, skillsHere} from '../../skill/find-skill.ts';
import {type OwnSkill, openOwnSkill, settledText} from '../../skill/improve/own-skill.ts';
import {openWorkspace, type Workspace} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';
import {skillOfSettings, usualSkill} from '../usual-skill.ts';

/** The skill that `named` names, else the user's usual one; none is a UserError. */
export async function ownSkill(io: Io, named: string | undefined): Promise<OwnSkill & {readonly workspace: Workspace}> {
  const place = named === undefined ? await usualSkill(io) : namedSkill(io.cwd, named);
  if (place === undefined) throw noSkill();
  const workspace = openWorkspace(io.workspace);
  const own = await openOwnSkill(workspace, place);
  if (own.settled !== undefined) io.stderr.write(`${own.settled}\n`);
  return {...own, workspace};
}

/** Brings interrupted updates to their end: of the named skill, else of every one that may be meant. */
export async function finishUpdates(io: Io, named: string | undefined): Promise<void> {
  const usual = named === undefined ? await skillOfSettings(io) : namedSkill(io.cwd, named);
  const places = [...(usual ? [usual] : []), ...(named === undefined ? await skillsHere(io.cwd) : [])];
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
