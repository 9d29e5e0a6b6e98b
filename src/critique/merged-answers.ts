import {type Effect, type EventFacts, factsSchema} from './facts.ts';
import {groundsOf} from './need.ts';
import type {Proposal} from './proposal.ts';
import type {EventFact} from './questions.ts';
import type {EffectWords} from './words/effect-reading.ts';
import {type FlagAnswers, flagAnswers} from './words/flag-answers.ts';
import type {Quote, Quotes, Read} from './words/quote.ts';
import {type WordsAnswers, wordsAnswers} from './words/words-answers.ts';

/** A proposal whose missing answers were filled from its author's words, with the words by the path of each answer. */
export interface Merged {
  readonly proposal: Proposal;
  readonly quotes: Quotes;
  readonly read: WordsAnswers;
  /** What in the words hints at a flaw that no answer shows or rules out. */
  readonly doubts: readonly {readonly fact: EventFact | 'onRepeat' | 'refusalPlan'; readonly quote: Quote}[];
}

/** Nothing answered. */
const blankEffect: Effect = factsSchema.parse({effects: [{}]}).effects[0]!;

/** The answers given, and what `readWords` finds where none was given: an answer that was given always wins. */
export function mergedAnswers(proposal: Proposal, readWords = wordsAnswers): Merged {
  const read = readWords(proposal);
  const flags = flagAnswers(proposal);
  const quotes = new Map<string, Quote>();
  const given = proposal.facts.effects;
  const effects =
    given.length === 0
      ? read.call.effects.map((words, i) => filledEffect(blankEffect, published(words, read, flags), i, quotes))
      : given.map((effect, i) =>
          filledEffect(effect, readOf(given, i, read, flags) ?? wordsFor(given, read, flags), i, quotes),
        );
  const event = filledEvent(proposal.facts.event, designRead(effects, read, flags), quotes);
  const doubts = read.event.doubts.filter(({fact}) => !isAnswered(fact, event, effects));
  return {proposal: {...proposal, facts: {effects, event}}, quotes, read, doubts};
}

/** What was read about an effect, where the given effects are those that the words show, called the same. */
function readOf(given: readonly Effect[], i: number, read: WordsAnswers, flags: FlagAnswers): EffectWords | undefined {
  const {effects} = read.call;
  const same = given.length === effects.length && given.every(({what}, at) => what === effects[at]?.what?.value);
  const words = same ? effects[i] : undefined;
  return words && published(words, read, flags);
}

/** What may be filled into given effects: with several, words about the call only where they free all of them. */
function wordsFor(given: readonly Effect[], read: WordsAnswers, flags: FlagAnswers): EffectWords {
  const {stance, effects} = read.call;
  const [only] = effects;
  const freed = stance === 'free' && !given.some(isNeeded);
  const kept = stance === 'needed' && given.length === 1 && effects.length === 1;
  if (only === undefined || !(freed || kept)) return repeatsOf(read, flags);
  const {what: _, proposed: __, ...answers} = only;
  return published(answers, read, flags);
}

const isNeeded = (effect: Effect) => groundsOf(effect).length > 0;

/** What was read about an effect, and of one that is published what its flags and the design in words tell. */
function published(words: EffectWords, read: WordsAnswers, flags: FlagAnswers): EffectWords {
  return {...repeatsOf(read, flags), ...words, ...(read.call.stance === 'free' ? read.event.effect : {})};
}

/** What a set flag says of repeats, where no words put it in doubt. */
function repeatsOf({event}: WordsAnswers, {onRepeat}: FlagAnswers): EffectWords {
  return onRepeat === null || event.doubts.some(({fact}) => fact === 'onRepeat') ? {} : {onRepeat};
}

function filledEffect(effect: Effect, words: EffectWords, index: number, quotes: Map<string, Quote>): Effect {
  const filled = Object.entries(words).filter(([key]) => effect[key as keyof Effect] === null);
  for (const [key, {quote}] of filled) quotes.set(`effects[${index}].${key}`, quote);
  return {...effect, ...Object.fromEntries(filled.map(([key, {value}]) => [key, value]))};
}

/**
 * What was read about the event: its flags and fields always, its design in words where nothing has to stay in the call.
 * What the words put in doubt no flag settles.
 */
function designRead(
  effects: readonly Effect[],
  {event: {answers, doubts}}: WordsAnswers,
  flags: FlagAnswers,
): WordsAnswers['event']['answers'] {
  const doubted = new Set<string>(doubts.map(({fact}) => fact));
  const plain = Object.fromEntries(Object.entries(flags.event).filter(([fact]) => !doubted.has(fact)));
  if (!effects.some(isNeeded)) return {...plain, ...answers};
  return answers.publisher ? {...plain, publisher: answers.publisher} : plain;
}

function filledEvent(
  event: EventFacts,
  answers: WordsAnswers['event']['answers'],
  quotes: Map<string, Quote>,
): EventFacts {
  const {ordering, ...plain} = answers as Record<string, Read<unknown>>;
  const filled = Object.entries(plain).filter(([key]) => event[key as keyof EventFacts] === null);
  for (const [key, {quote}] of filled) quotes.set(`event.${key}`, quote);
  const order = (ordering?.value ?? {}) as Partial<EventFacts['ordering']>;
  const kept = Object.entries(order).filter(
    ([key, value]) => value !== null && event.ordering[key as keyof EventFacts['ordering']] === null,
  );
  for (const [key] of kept) quotes.set(`event.ordering.${key}`, ordering!.quote);
  return {
    ...event,
    ...Object.fromEntries(filled.map(([key, {value}]) => [key, value])),
    ordering: {...event.ordering, ...Object.fromEntries(kept)},
  };
}

function isAnswered(fact: Merged['doubts'][number]['fact'], event: EventFacts, effects: readonly Effect[]): boolean {
  if (fact === 'onRepeat') return effects.every(({onRepeat}) => onRepeat !== null);
  if (fact === 'refusalPlan')
    return effects.every(({refusal, refusalPlan}) => refusal === 'none' || refusalPlan !== null);
  if (fact === 'ordering.needed') return event.ordering.needed !== null;
  if (fact === 'ordering.key') return event.ordering.key !== null;
  return event[fact] !== null;
}
