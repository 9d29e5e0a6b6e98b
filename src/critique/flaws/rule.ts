import type {EventFacts} from '../facts.ts';
import type {Judged} from '../judged-effect.ts';
import type {Names} from '../names.ts';
import {askEvent, type OpenQuestion} from '../questions.ts';
import type {Quotes} from '../words/quote.ts';

/** What the flaw rules look at: the event's answers, the effects that need the call, those that it is to carry, and the rest. */
export interface Design {
  readonly names: Names;
  readonly event: EventFacts;
  readonly needed: readonly Judged<'needed'>[];
  readonly published: readonly Judged<'not-needed'>[];
  readonly unknown: readonly Judged<'unknown'>[];
  /** The words behind answers that were read out of the author's text. */
  readonly quotes: Quotes;
}

/** What an answer shows and how to mend it. */
export interface Shown {
  readonly because: string;
  readonly repair: string;
}

/** The flaw, if the answers show it, and the answers that are missing to rule it out. */
export interface Finding {
  readonly flaw: (Shown & {readonly answers: string}) | null;
  readonly open: readonly OpenQuestion[];
}

/** Looks for one flaw. Only an answer that was given can show it; a missing one is a question. */
export type FlawRule = (design: Design) => Finding;

export const clear: Finding = {flaw: null, open: []};
/** A flaw that `answers` show: first what is wrong in a sentence, then the answers that it rests on. */
export const shownBy = (answers: string, because: string, repair: string): Finding => ({
  flaw: {because, answers, repair},
  open: [],
});
export const asking = (...open: readonly OpenQuestion[]): Finding => ({flaw: null, open});

type PlainFact = Exclude<keyof EventFacts, 'ordering' | 'fields'>;

/** A rule that one answer about the event settles: `bad` is the answer that shows the flaw. */
export function settledBy<F extends PlainFact>(
  fact: F,
  bad: NonNullable<EventFacts[F]>,
  shown: (names: Names) => Shown,
): FlawRule {
  return ({names, event}) => {
    if (event[fact] === null) return asking(askEvent(names, fact));
    if (event[fact] !== bad) return clear;
    const {because, repair} = shown(names);
    return shownBy(`event.${fact}: ${bad}`, because, repair);
  };
}
