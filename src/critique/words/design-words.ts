import type {Effect, EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import type {EventFact} from '../questions.ts';
import {type DesignFlaw, designFlaws} from './design-flaws.ts';
import type {Field} from './field-names.ts';
import {flawAnswers} from './flaw-answers.ts';
import {copyWords} from './local-copy-words.ts';
import type {Passage} from './passages.ts';
import type {Quote, Read} from './quote.ts';
import type {Reader} from './reader.ts';
import type {Told} from './told.ts';

export interface DesignDoubt {
  readonly fact: EventFact | 'onRepeat' | 'refusalPlan';
  readonly quote: Quote;
}

/** The answers about the event that were read out of words, and what only hints at a flaw. */
export interface EventReading {
  readonly answers: {readonly [K in keyof EventFacts]?: Read<NonNullable<EventFacts[K]>>};
  /** About the effect that is published, which the words of its design tell. */
  readonly effect: {readonly [K in 'onRepeat' | 'refusal' | 'refusalPlan']?: Read<NonNullable<Effect[K]>>};
  readonly doubts: readonly DesignDoubt[];
}

/** So probable a flaw has to be, and that there is one at all: each by itself errs more often. */
const flawedFrom = 0.4;
const shownFrom = 0.1;
/** Beside the most probable flaw those are named that are as probable as this. */
const alsoFrom = 0.5;
/** So improbable a flaw has to be where none is to be found. */
const cleanTo = 0.2;

/** Reads the event's design out of its name, its fields, the flags and the text. */
export function designWords(proposal: Proposal, words: Told, all: readonly Passage[], reader: Reader): EventReading {
  // Made a set once: every flaw's model looks at all of them.
  const features = new Set(all.flatMap((one) => one.features));
  const {yes: flawed = 0} = reader.probabilities('flawed', features);
  const ranked = designFlaws
    .map((flaw) => ({flaw, probability: reader.probabilities(flaw, features)['yes'] ?? 0}))
    .sort((a, b) => b.probability - a.probability);
  const quoteOf = (flaw: DesignFlaw): Quote => (reader.telling(flaw, 'yes', all)[0] ?? all[0]!).quote;
  const [first, second] = ranked;
  const published = copyWords(words.notes, words.consistency)?.publisher ?? null;
  const owner = published === null ? {} : {publisher: {value: 'owner', quote: published} as const};
  if (flawed >= flawedFrom && first!.probability >= shownFrom) {
    const flaws = ranked.filter(({probability}, i) => i === 0 || probability >= alsoFrom).map(({flaw}) => flaw);
    const found = flaws.map((flaw) => flawAnswers(flaw, quoteOf(flaw), proposal));
    return {
      answers: {...owner, ...merged(found.map(({event}) => event ?? {}))},
      effect: Object.assign({}, ...found.map(({effect}) => effect ?? {})),
      doubts: [],
    };
  }
  if (flawed <= cleanTo && first!.probability < shownFrom) return {answers: owner, effect: {}, doubts: []};
  const doubts = [first!, second!].map(({flaw}) => ({
    fact: flawAnswers(flaw, quoteOf(flaw), proposal).asks,
    quote: quoteOf(flaw),
  }));
  return {answers: owner, effect: {}, doubts};
}

/** Answers of several flaws together; of two about the same, the more probable one's. */
function merged(found: readonly EventReading['answers'][]): EventReading['answers'] {
  const fields = found.flatMap((one) => one.fields ?? []);
  const [first] = fields;
  const value = fields.map((one) => one.value).reduceRight<readonly Field[]>(bothFields, []);
  return Object.assign({}, ...found.toReversed(), first ? {fields: {value, quote: first.quote}} : {});
}

/** One list of fields where each says what either says. */
function bothFields(less: readonly Field[], more: readonly Field[]): readonly Field[] {
  return more.map((field, i) => ({
    ...field,
    vocabulary: field.vocabulary === 'producer' ? (less[i]?.vocabulary ?? 'producer') : field.vocabulary,
    data: field.data === 'plain' ? (less[i]?.data ?? 'plain') : field.data,
  }));
}
