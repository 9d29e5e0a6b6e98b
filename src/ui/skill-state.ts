import type {SkillCheck} from '../skill/check.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';

type Criterion = SkillCheck['criteria'][number];

export interface SkillState extends Narrowed {
  /** Undefined until the check is done. */
  readonly check: SkillCheck | undefined;
  /** The criteria as listed: what is not met first. */
  readonly criteria: readonly Criterion[];
}

export type SkillEvent = {readonly kind: 'checked'; readonly check: SkillCheck} | ListEvent;

export const skillBefore: SkillState = {...wholeList, check: undefined, criteria: []};

/** The skill screen after `event`; when the skill is read again, the mark and the search stay. */
export function skill(state: SkillState, event: SkillEvent): SkillState {
  if (event.kind !== 'checked') return listed(state, event, searchedOf(state));
  const criteria = event.check.criteria.toSorted((a, b) => Number(a.met) - Number(b.met));
  return narrowed({...state, check: event.check, criteria}, searchedOf({criteria}));
}

/** What a search looks at, criterion by criterion: whether it is met, its words, and the passages that show it. */
export function searchedOf({criteria}: Pick<SkillState, 'criteria'>): readonly string[] {
  return criteria.map(({id, title, met, evidence}) =>
    [met ? 'met' : 'missing', id, title, ...evidence.map(({file, quote}) => `${file} ${quote}`)].join(' '),
  );
}
