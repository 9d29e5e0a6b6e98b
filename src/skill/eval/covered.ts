import {measuredCriteria} from './kinds/index.ts';
import type {Row, SkillEval} from './result.ts';

/** The criteria, of all those of the rubric, that the cases of a run say nothing about. */
export function notCovered(
  rows: readonly Pick<Row, 'one'>[],
  rubric: readonly string[],
): Pick<SkillEval, 'uncovered' | 'unasked'> {
  const asked = new Set(rows.map(({one}) => one.criterion));
  return {
    uncovered: rubric.filter((id) => !measuredCriteria.has(id)),
    unasked: [...measuredCriteria.keys()].filter((id) => !asked.has(id)),
  };
}
