import {access, constants} from 'node:fs/promises';
import {dirname} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {loadConfig} from './config.ts';
import {configKeys} from './config-shape.ts';
import {loadCritiques} from './critiques.ts';
import {loadGaps} from './gaps.ts';
import {pathOf, type Workspace} from './layout.ts';
import {ownersOf} from './lock-folder.ts';
import {parseOwner} from './lock-owner.ts';
import {isReadable} from './prepare.ts';
import {loadProgress} from './progress.ts';
import {namesIn} from './real-entry.ts';

/** What the user has to mend. */
export interface HealthProblem {
  readonly message: string;
  readonly hint: string;
}

/** How a workspace is. Reading it changes nothing, not even a lock. */
export interface Health {
  /** false: nothing has been kept yet, and that is no problem. */
  readonly there: boolean;
  /** Process number of who writes at this moment; null: nobody, or a computer that is not known here. */
  readonly heldBy: number | null;
  readonly held: boolean;
  readonly holds: {
    readonly settings: number;
    readonly exercises: number;
    readonly answers: number;
    readonly critiques: number;
    readonly gaps: number;
  };
  readonly problems: readonly HealthProblem[];
}

/** Looks at every part of the workspace; what cannot be read is a problem each, never thrown. */
export async function workspaceHealth(workspace: Workspace): Promise<Health> {
  const problems: HealthProblem[] = [];
  const tried = async <T>(otherwise: T, load: () => Promise<T>): Promise<T> => {
    try {
      return await load();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push({message: error.message, hint: error.hint});
      return otherwise;
    }
  };
  const holds = {settings: 0, exercises: 0, answers: 0, critiques: 0, gaps: 0};
  const there = await tried(null, () => isReadable(workspace));
  if (there === null) return {there: true, heldBy: null, held: false, holds, problems};
  const {living} = await tried({living: [], dead: []}, () => ownersOf(workspace.dir));
  const {gaps, problems: lines} = await tried({gaps: [], problems: []}, () => loadGaps(workspace));
  for (const {file, line, message} of lines)
    problems.push({message: printableLine(`${file}:${line}: ${message}`), hint: 'Mend or delete that line.'});
  const settings = await tried({}, () => loadConfig(workspace));
  const progress = await tried(undefined, () => loadProgress(workspace));
  const critiques = await tried([], () => loadCritiques(workspace));
  const answers = await tried([], () => namesIn(pathOf(workspace, 'answers')));
  if (!(await canWrite(workspace.dir)))
    problems.push({
      message: `${printableLine(workspace.dir)} cannot be written to: nothing would be kept.`,
      hint: 'Give yourself the right to write there, or name another folder with --workspace DIR.',
    });
  return {
    there,
    heldBy: parseOwner(living[0] ?? '')?.pid ?? null,
    held: living.length > 0,
    holds: {
      settings: configKeys.filter((key) => Object.hasOwn(settings, key)).length,
      exercises: Object.keys(progress?.exercises ?? {}).length,
      answers: answers.filter((name) => /^[^.].*\.json$/.test(name)).length,
      critiques: critiques.length,
      gaps: gaps.length,
    },
    problems,
  };
}

/** May files be made in a folder, or in the nearest folder above that is there? */
async function canWrite(dir: string): Promise<boolean> {
  try {
    await access(dir, constants.W_OK | constants.X_OK);
    return true;
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return missing && dirname(dir) !== dir && canWrite(dirname(dir));
  }
}
