import {realpath} from 'node:fs/promises';
import {basename} from 'node:path';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';
import {checkSkill} from '../skill/check.ts';
import {noSkill, theSkill} from '../skill/find-skill.ts';
import {loadSkill} from '../skill/load.ts';
import {builtInRubric} from '../skill/load-rubric.ts';
import {isInside} from './topology-place.ts';

/** Whether the learner's own skill says what a step asks for, in words, and its text; undefined: the skill is not theirs. */
export interface OwnSkill {
  readonly says: string;
  readonly text: string | undefined;
}

/**
 * Looks for a criterion of the built-in rubric in the skill of the working directory. The skill that comes with the
 * program is nobody's own. A UserError where there is no skill, or more than one.
 */
export async function checkOwnSkill(cwd: string, criterion: string): Promise<OwnSkill> {
  const place = await theSkill(cwd);
  if (!place) throw noSkill();
  if (isInside(await realpath(packageRoot), await realpath(place.path))) {
    return {says: "That is eventcoach's own skill. eventcoach skill init begins yours.", text: undefined};
  }
  const skill = await loadSkill(place.path, place.shown);
  const {criteria} = checkSkill(skill, await builtInRubric());
  const [quote] = criteria.find(({id}) => id === criterion)?.evidence ?? [];
  const shown = printableLine(place.shown);
  const says = quote
    ? `Your skill (${shown}, ${printableLine(basename(quote.file))}:${quote.line}) says it.`
    : `Your skill (${shown}) does not say it yet.`;
  return {says, text: skill.texts.map(({text}) => text).join('\n')};
}
