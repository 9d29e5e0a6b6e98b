import type {SkillCheck} from '../skill/check.ts';
import {type Move, moved} from './list-cursor.ts';

type Criterion = SkillCheck['criteria'][number];

export interface SkillState {
  /** Undefined until the check is done. */
  readonly check: SkillCheck | undefined;
  /** The criteria as listed: what is not met first. */
  readonly criteria: readonly Criterion[];
  readonly cursor: number;
}

export type SkillEvent =
  | {readonly kind: 'checked'; readonly check: SkillCheck}
  | {readonly kind: 'move'; readonly move: Move};

export const skillBefore: SkillState = {check: undefined, criteria: [], cursor: 0};

/** The skill screen after `event`. */
export function skill(state: SkillState, event: SkillEvent): SkillState {
  if (event.kind === 'move') return {...state, cursor: moved(state.cursor, event.move, state.criteria.length)};
  const criteria = event.check.criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
  return {check: event.check, criteria, cursor: 0};
}
