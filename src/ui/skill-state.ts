import type {SkillCheck} from '../skill/check.ts';
import {type ListEvent, listed, type Narrowed, narrowed, wholeList} from './search-state.ts';
import type {CheckedSkill, NamedSkill, ShownSkill} from './skill-source.ts';

export type ShownCriterion = SkillCheck['criteria'][number];
export type Standing = 'met' | 'unsure' | 'unmet';

export interface SkillState extends Narrowed {
  /** Undefined until the check is done. */
  readonly check: SkillCheck | undefined;
  readonly skill: NamedSkill | undefined;
  /** The criteria as listed: what is not met first, then what is unsure. */
  readonly criteria: readonly ShownCriterion[];
  /** What the criteria ask for. */
  readonly asksFor: CheckedSkill['asks'];
  /** How many recorded gaps are open. */
  readonly openGaps: number;
  /** Is the marked criterion shown with all that is known of it? */
  readonly isOpen: boolean;
  /** Set while the user is asked which skill it is: why nothing else tells, where something is in the way. */
  readonly asks: {readonly why: string | undefined} | undefined;
}

export type SkillEvent =
  | {readonly kind: 'checked'; readonly shown: ShownSkill}
  /** Asks for another skill, or stops asking; opens the marked criterion, or closes it. */
  | {readonly kind: 'ask' | 'stop-asking' | 'open' | 'close'}
  | ListEvent;

export const skillBefore: SkillState = {
  ...wholeList,
  check: undefined,
  skill: undefined,
  criteria: [],
  asksFor: [],
  openGaps: 0,
  isOpen: false,
  asks: undefined,
};

const order: readonly Standing[] = ['unmet', 'unsure', 'met'];

/** The skill screen after `event`; when the skill is read again, the mark and the search stay. */
export function skill(state: SkillState, event: SkillEvent): SkillState {
  switch (event.kind) {
    case 'checked': {
      const {shown} = event;
      if (shown.kind === 'ask') return {...skillBefore, asks: {why: shown.why}};
      const rank = (criterion: ShownCriterion) => order.indexOf(standing(criterion));
      const criteria = shown.check.criteria.toSorted((a, b) => rank(a) - rank(b));
      const {check, asks: asksFor, openGaps} = shown;
      const next = {...state, check, skill: shown.skill, criteria, asksFor, openGaps, asks: undefined};
      return narrowed(next, searchedOf({criteria}));
    }
    case 'ask':
      return {...state, asks: {why: undefined}};
    case 'stop-asking':
      return {...state, asks: undefined};
    case 'open':
    case 'close':
      return {...state, isOpen: event.kind === 'open' && state.criteria[state.cursor] !== undefined};
    default:
      return listed(state, event, searchedOf(state));
  }
}

/** What the check says of a criterion. */
export function standing({met, unsure}: Pick<ShownCriterion, 'met' | 'unsure'>): Standing {
  return met ? 'met' : unsure ? 'unsure' : 'unmet';
}

/** The passages that show a criterion; where none does, those that may. */
export function quotesOf({evidence, perhaps}: ShownCriterion): ShownCriterion['evidence'] {
  return evidence.length > 0 ? evidence : perhaps;
}

/** What a search looks at, criterion by criterion: how it stands, its words, and the passages that show it. */
export function searchedOf({criteria}: Pick<SkillState, 'criteria'>): readonly string[] {
  return criteria.map((criterion) =>
    [
      standing(criterion),
      criterion.id,
      criterion.title,
      ...quotesOf(criterion).map(({file, quote}) => `${file} ${quote}`),
    ].join(' '),
  );
}
