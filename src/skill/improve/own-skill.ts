import {realpath} from 'node:fs/promises';
import type {Workspace} from '../../workspace/layout.ts';
import type {Place} from '../find-skill.ts';
import {loadSkill} from '../load.ts';
import type {Skill} from '../skill.ts';
import {settleUpdate} from './save-update.ts';

/** A skill to work on, with an update that was interrupted brought to its end. */
export interface OwnSkill {
  readonly place: Place;
  /** Its folder, absolute and without links. */
  readonly root: string;
  readonly skill: Skill;
  /** What became of an interrupted update, in a sentence; undefined: there was none. */
  readonly settled: string | undefined;
}

/** Reads the skill in a folder, after it has brought an interrupted update of it to its end. */
export async function openOwnSkill(workspace: Workspace, place: Place): Promise<OwnSkill> {
  const root = await realpath(place.path).catch(() => place.path);
  const settled = await settledText(workspace, root);
  return {place, root, skill: await loadSkill(place.path, place.shown), settled};
}

/** Brings an interrupted update of the skill in the folder `root` to its end and says so; undefined: there was none. */
export async function settledText(workspace: Workspace, root: string): Promise<string | undefined> {
  const way = await settleUpdate(workspace, root);
  if (way === undefined) return undefined;
  const says = way === 'forward' ? 'was finished' : 'was taken back, because a file was edited since';
  return `An update of this skill had been interrupted; it ${says}.`;
}
