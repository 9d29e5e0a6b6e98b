import {loadGaps} from '../../workspace/gaps.ts';
import type {Workspace} from '../../workspace/layout.ts';
import type {Skill} from '../skill.ts';
import {gapsHeld} from './gaps-held.ts';
import type {OldVersion} from './history.ts';
import {noteWayBack} from './put-in.ts';
import type {Revert} from './revert.ts';
import {saveUpdate} from './save-update.ts';

/**
 * Brings an old version back, as `plannedRevert` has found what that changes, keeps what was there, opens the gaps again
 * whose passages go away with it, and closes those whose passages come back. `root` comes from `writableRoot`, `versions` from `loadHistory`; `at` is the time
 * (ISO 8601). A file that was changed since the skill was read is a UserError.
 */
export async function putBack(
  workspace: Workspace,
  {skill, root}: {readonly skill: Skill; readonly root: string},
  versions: readonly OldVersion[],
  old: OldVersion,
  {to, files}: Revert,
  at: string,
): Promise<void> {
  const changed = files.map(({file, before, after}) => ({file, before, after}));
  await saveUpdate(workspace, {skill, root, by: 'revert', to, gaps: [], files: changed}, at);
  const held = gapsHeld(versions);
  const then = held.then.get(old.id) ?? new Set();
  await noteWayBack(workspace, (await loadGaps(workspace)).gaps, {before: held.now, after: then, version: old.id}, at);
}
