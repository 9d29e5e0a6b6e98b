import {type Gap, isOpen} from '../../workspace/gap.ts';
import {loadGaps} from '../../workspace/gaps.ts';
import type {Workspace} from '../../workspace/layout.ts';
import {checkSkill} from '../check.ts';
import type {Place} from '../find-skill.ts';
import {rubricFor} from '../library.ts';
import {builtInRubric} from '../load-rubric.ts';
import type {Rubric} from '../rubric.ts';
import type {Skill} from '../skill.ts';
import {type WantedGap, wantedGaps} from './wanted-gaps.ts';

/** What an update is to close, the recorded gaps among which it was found, and the rubric that says what has to be taught. */
export interface Wanted {
  readonly gaps: readonly WantedGap[];
  readonly recorded: readonly Gap[];
  readonly rubric: Rubric;
}

/** The gaps that were `asked` for; without any all of the workspace that are not closed and all that a check finds. */
export async function loadWanted(
  workspace: Workspace,
  skill: Skill,
  place: Place,
  asked: readonly string[],
): Promise<Wanted> {
  const rubric = (await rubricFor(skill, place, undefined)) ?? (await builtInRubric());
  const {gaps: recorded} = await loadGaps(workspace);
  const unmet = asked.length > 0 ? [] : checkSkill(skill, rubric).gaps;
  return {gaps: wantedGaps(recorded, unmet, rubric, asked), recorded, rubric};
}

/** The ids of the recorded gaps that are not closed: a check without gaps closes none of them. */
export async function stillOpen(workspace: Workspace): Promise<readonly string[]> {
  return (await loadGaps(workspace)).gaps.filter(isOpen).map(({id}) => id);
}

/** What a check finds in a skill now, beside what it found before, in one sentence. */
export function checkedAgain(before: Skill, now: Skill, rubric: Rubric): string {
  const met = (skill: Skill) => rubric.criteria.length - checkSkill(skill, rubric).gaps.length;
  return `A check now finds ${met(now)} of ${rubric.criteria.length} criteria met (before: ${met(before)}).`;
}
