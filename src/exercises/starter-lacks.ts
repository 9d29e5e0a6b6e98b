import {checkSkill} from '../skill/check.ts';
import type {Rubric} from '../skill/rubric.ts';
import {skillFromText} from '../skill/skill.ts';
import {starterSkill} from '../skill/starter.ts';
import type {Condition} from './query.ts';

/** A condition that asks the skill that `skill init` writes. */
export type StarterCondition = Extract<Condition, {readonly starterLacks: unknown}>;

/** Tells of a criterion whether the check finds nothing in the starter about it; the starter is checked once, when it is first asked. */
export function starterGaps(rubric: Rubric | undefined): (criterion: string, says: (what: string) => Error) => boolean {
  let met: ReadonlyMap<string, boolean> | undefined;
  return (criterion, says) => {
    const {criteria} =
      rubric && met === undefined ? checkSkill(skillFromText(starterSkill('kafka-events')), rubric) : {criteria: []};
    met ??= new Map(criteria.map((one) => [one.id, one.met]));
    const found = met.get(criterion);
    if (found === undefined) throw says(`the rubric has no criterion "${criterion}"`);
    return !found;
  };
}
