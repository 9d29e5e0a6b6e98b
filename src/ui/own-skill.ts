import {realpath} from 'node:fs/promises';
import {basename} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import {packageRoot} from '../root.ts';
import {checkSkill} from '../skill/check.ts';
import {noSkill} from '../skill/find-skill.ts';
import {loadSkill} from '../skill/load.ts';
import {builtInRubric} from '../skill/load-rubric.ts';
import type {Workspace} from '../workspace/layout.ts';
import {chosenSkill} from './chosen-skill.ts';
import {isInside} from './topology-place.ts';

/** Whether the learner's own skill says what a step asks for, also in words, and its text; undefined: the skill is not theirs. */
export interface OwnSkill {
  readonly met: boolean;
  readonly says: string;
  readonly text: string | undefined;
}

/**
 * Looks for a criterion of the built-in rubric in the user's skill. The one that comes with the program is
 * nobody's own. A UserError where there is no skill, or more than one and nobody said which.
 */
export async function checkOwnSkill(workspace: Workspace, cwd: string, criterion: string): Promise<OwnSkill> {
  const chosen = await chosenSkill(workspace, cwd);
  if (chosen.kind === 'ask') {
    throw chosen.why === undefined ? noSkill() : new UserError(chosen.why, 'The skill screen asks which one is yours.');
  }
  const {place} = chosen;
  if (isInside(await realpath(packageRoot), await realpath(place.path))) {
    return {met: false, says: "That is eventcoach's own skill. eventcoach skill init begins yours.", text: undefined};
  }
  const skill = await loadSkill(place.path, place.shown);
  const {criteria} = checkSkill(skill, await builtInRubric());
  const {met, unsure, evidence, perhaps} = criteria.find(({id}) => id === criterion)!;
  const [quote] = met ? evidence : perhaps;
  const shown = `${printableLine(place.shown)}${quote ? `, ${printableLine(basename(quote.file))}:${quote.line}` : ''}`;
  const word = met
    ? 'says it'
    : unsure
      ? `may say it; the check is not sure: ${inShort(quote!.quote)}`
      : 'does not say it yet';
  return {met, says: `Your skill (${shown}) ${word}.`, text: skill.texts.map(({text}) => text).join('\n')};
}

/** The beginning of a passage on one line. */
function inShort(passage: string): string {
  return `"${fitted(printableLine(passage.replace(/\s+/g, ' ')), 200)}"`;
}
