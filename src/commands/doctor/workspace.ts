import {UserError} from '../../errors.ts';
import {count} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import {type Health, workspaceHealth} from '../../workspace/health.ts';
import {openWorkspace} from '../../workspace/layout.ts';
import {lockPath} from '../../workspace/lock-folder.ts';
import {workspaceFormat} from '../../workspace/prepare.ts';
import type {Io} from '../define-command.ts';
import {givenOf} from '../given.ts';
import type {Finding, Row} from './row.ts';

/** How the workspace is: there, readable, free, and what it holds. */
export async function workspaceFinding({workspace: dir}: Pick<Io, 'workspace'>): Promise<Finding> {
  const health = await workspaceHealth(openWorkspace(dir));
  const folder: Row = ['folder', printableLine(dir)];
  if (!health.there) {
    const none: Row = ['state', 'not there yet: the first thing that is kept makes it'];
    return {rows: [folder, none], problems: health.problems};
  }
  const problems = [...health.problems, ...(await ruleProblems(dir))];
  const {length} = problems;
  const state = length === 0 ? 'in order' : `${count(length)} ${length === 1 ? 'thing' : 'things'} to mend, see below`;
  return {
    rows: [folder, ['format', workspaceFormat], ['state', state], ['lock', lock(health, dir)], ['holds', held(health)]],
    problems,
  };
}

/** Which rules there are the workspace does not know: a misspelt one in config.yaml shows only here. */
async function ruleProblems(workspace: string): Promise<Finding['problems']> {
  try {
    await givenOf({workspace});
    return [];
  } catch (error) {
    if (error instanceof UserError) return [error];
    throw error;
  }
}

function lock({held: isHeld, heldBy}: Health, dir: string): string {
  if (!isHeld) return 'free';
  const who = heldBy === null ? 'another process' : `process ${heldBy}`;
  return `${who} is writing at this moment; if it no longer runs, delete ${printableLine(lockPath(dir))}`;
}

function held({holds}: Health): string {
  const counted: readonly (readonly [number, string, string])[] = [
    [holds.settings, 'setting', 'settings'],
    [holds.exercises, 'begun exercise', 'begun exercises'],
    [holds.answers, 'file of answers', 'files of answers'],
    [holds.critiques, 'critique', 'critiques'],
    [holds.gaps, 'gap of your skill', 'gaps of your skill'],
  ];
  const parts = counted.filter(([n]) => n > 0).map(([n, one, many]) => `${count(n)} ${n === 1 ? one : many}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
