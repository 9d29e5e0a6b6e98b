import type {Asking} from './critique-asking-state.ts';
import {nextGap} from './critique-gaps.ts';
import {type CritiqueState, canAccept, choicesOf} from './critique-state.ts';
import type {ActionIn} from './keys.ts';

type Action = ActionIn<'critique'>;

/** The actions that mean nothing in this state: the footer leaves them out. */
export function hiddenActions(state: CritiqueState, asking: Asking['kind'] = 'nothing'): readonly Action[] {
  const {talk} = state;
  const offered: Readonly<
    Record<Exclude<Action, 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last'>, boolean>
  > = {
    yes: asking === 'consent',
    no: asking === 'consent',
    model: talk !== undefined && asking === 'nothing',
    chat: talk !== undefined && asking === 'nothing',
    answer: Boolean(talk?.question),
    number: choicesOf(talk) > 0,
    skip: Boolean(talk?.question),
    previous: talk?.back !== undefined,
    further: talk !== undefined && talk.question === null && talk.furtherQuestions > 0,
    accept: canAccept(state),
    gap: nextGap(state).gap !== undefined || state.recorded.length > 0,
  };
  return (Object.keys(offered) as (keyof typeof offered)[]).filter((action) => !offered[action]);
}
