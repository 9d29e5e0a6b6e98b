import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Gap} from '../../workspace/gap.ts';
import {loadGaps, setGapStatus} from '../../workspace/gaps.ts';
import type {Workspace} from '../../workspace/layout.ts';
import {knownCases} from '../eval/known-cases.ts';
import {type Known, leaks} from '../eval/leak-scan.ts';
import type {Skill} from '../skill.ts';
import {specProblems} from '../spec.ts';
import type {Hunk, Patch} from './patch.ts';
import {type Choices, chosenHunks, patchedFiles} from './patched-files.ts';
import {saveUpdate} from './save-update.ts';
import {withTexts} from './texts.ts';

/**
 * Writes the passages that were chosen into the skill in the folder `root` (from `writableRoot`) and keeps the old version;
 * resolves to the skill as it then is, undefined when nothing was chosen. A passage that breaks the skill's format or
 * copies a graded case, and a file that was changed since it was read, are UserErrors: nothing is written then. `at` is the time (ISO 8601).
 */
export async function putIn(
  workspace: Workspace,
  root: string,
  patch: Patch,
  choices: Choices,
  at: string,
): Promise<Skill | undefined> {
  const files = patchedFiles(patch, choices);
  if (files.length === 0) return undefined;
  const {skill} = patch;
  const improved = withTexts(skill, files);
  const errors = (one: Skill) => specProblems(one).filter(({severity}) => severity === 'error');
  const before = new Set(errors(skill).map(({message}) => message));
  const broken = errors(improved).find(({message}) => !before.has(message));
  if (broken !== undefined) {
    throw new UserError(
      `A passage breaks the skill: ${printableLine(`${broken.file}:${broken.line}`)}: ${broken.message} Nothing was written.`,
      'Leave that passage out, or edit it.',
    );
  }
  const hunks = chosenHunks(patch, choices);
  refuseCopies(hunks, await knownCases((await loadGaps(workspace)).gaps, root, skill.path));
  const gaps = hunks.flatMap((hunk) => hunk.gaps);
  await saveUpdate(workspace, {skill, root, by: 'improve', to: patch.to, gaps, files}, at);
  return improved;
}

/** A skill that knows the cases, or what a grader looks for, proves nothing. */
function refuseCopies(hunks: readonly Hunk[], known: readonly Known[]): void {
  const passages = hunks.map(({id, insert}) => ({file: id, text: insert}));
  const [leak] = leaks(passages, known);
  const hunk = hunks.find(({id}) => id === leak?.file);
  if (leak === undefined || hunk === undefined) return;
  throw new UserError(
    printableLine(
      `The passage for "${hunk.heading}" in ${hunk.file} copies what the skill is tested with: it holds ${leak.what}. Nothing was written.`,
    ),
    'Say it in general words, for every system; or leave that passage out.',
  );
}

/** Notes which of the recorded gaps have a draft now, and which are closed by what was put in; resolves to how many of them were open and now have a draft. */
export async function noteGaps(
  workspace: Workspace,
  recorded: readonly Gap[],
  patch: Patch,
  putInGaps: readonly string[],
  at: string,
): Promise<number> {
  const merged = new Set(putInGaps);
  let noted = 0;
  const drafted = new Set(patch.hunks.flatMap(({gaps}) => gaps));
  for (const {id, status} of recorded) {
    if (merged.has(id)) {
      await setGapStatus(workspace, id, {status: 'merged', why: `in ${patch.skill.title} ${patch.to}`, at});
    } else if (drafted.has(id) && status === 'open') {
      await setGapStatus(workspace, id, {status: 'drafted', at});
      noted += 1;
    }
  }
  return noted;
}

/** A way back to an old `version`: the gaps whose passages the skill held `before` and those it holds `after` it. */
interface WayBack {
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly version: string;
}

/** Opens the recorded gaps again whose passages went away with a way back, and closes those whose passages came with it. */
export async function noteWayBack(
  workspace: Workspace,
  recorded: readonly Gap[],
  {before, after, version}: WayBack,
  at: string,
): Promise<void> {
  const why = `version ${version} was brought back`;
  for (const {id, status} of recorded) {
    const isGone = before.has(id) && !after.has(id);
    const isThere = after.has(id) && !before.has(id);
    if (isGone && status === 'merged') await setGapStatus(workspace, id, {status: 'open', why, at});
    else if (isThere && (status === 'open' || status === 'drafted'))
      await setGapStatus(workspace, id, {status: 'merged', why, at});
  }
}
