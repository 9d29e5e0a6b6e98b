import type {Proposal} from '../proposal.ts';
import type {Clause} from './clauses.ts';
import {nameParts, nameSays} from './event-name.ts';
import type {Quote, WordField} from './quote.ts';
import {stem} from './stem.ts';
import type {Told} from './told.ts';

/** A piece of a proposal, with what stands in it as features: single words, pairs and pairs around a third. */
export interface Passage {
  readonly quote: Quote;
  readonly features: readonly string[];
  /** Whether it tells of the event's design alone, and nothing of what the caller needs. */
  readonly design: boolean;
}

/** Longer words are no words of a language. */
const longestWord = 40;

/** The features of a clause: for each of its stems and pairs of stems one alone, and one with the field it stands in. */
export function clauseFeatures(field: WordField, words: readonly string[]): readonly string[] {
  const stems = ['<', ...words.filter((word) => word.length <= longestWord).map(stem), '>'];
  const grams = stems.flatMap((one, i) => {
    const [next, third] = [stems[i + 1], stems[i + 2]];
    return [
      one,
      ...(next === undefined ? [] : [`${one} ${next}`]),
      ...(third === undefined ? [] : [`${one} * ${third}`]),
    ];
  });
  const place = short[field] ?? '';
  return [...new Set(grams.flatMap((gram) => (gram.includes('*') ? [gram] : [gram, `${place}:${gram}`])))];
}

const short: Partial<Readonly<Record<WordField, string>>> = {
  purpose: 'p',
  callerUsesResponse: 'u',
  consistency: 'c',
  notes: 'n',
  volume: 'v',
  call: 'k',
};

const camel = /\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})/gu;

/** All that a proposal says, piece by piece. */
export function passages(
  proposal: Proposal,
  {uses, purpose, consistency, notes, volume, call}: Told,
): readonly Passage[] {
  const {proposedEvent, delivery, latencyBudgetMs, callerUsesResponse} = proposal;
  const {name, topic, key, payload} = proposedEvent;
  const clauses = [...purpose, ...uses, ...consistency, ...notes, ...volume, ...call].map(
    (clause: Clause): Passage => ({
      quote: {field: clause.field, text: clause.text},
      features: clauseFeatures(clause.field, clause.words),
      // How much there is tells little of who needs what; a clause there that does is asked for by itself.
      design: clause.field === 'volume',
    }),
  );
  const parts = nameParts(name ?? '').slice(0, 12);
  const says = nameSays(name)?.value ?? 'unclear';
  const told = (field: WordField, text: string, design: boolean, features: readonly string[]): Passage => ({
    quote: {field, text},
    features,
    design,
  });
  const [verb = ''] = (proposal.call ?? '').split(' ');
  const fields = (payload ?? []).slice(0, 60).flatMap((field) => field ?? []);
  return [
    ...clauses,
    told('callerUsesResponse', (uses.length > 0 ? callerUsesResponse : null) ?? 'not said', false, [
      `uses=${uses.length > 0}`,
    ]),
    told('call', proposal.call ?? 'not said', false, [
      `verb=${verb.toLowerCase().slice(0, longestWord)}`,
      `budget=${latencyBudgetMs !== null}`,
    ]),
    told('proposedEvent.name', name ?? 'not said', false, [
      `says=${says}`,
      `last=${parts.at(-1) ?? ''}`,
      ...parts.map((part) => `e:${part}`),
    ]),
    told('proposedEvent.name', name ?? 'not said', true, [`first=${parts[0] ?? ''}`]),
    told('proposedEvent.key', key ?? 'not said', true, [`key=${key !== null}`]),
    told(
      'proposedEvent.topic',
      topic ?? 'not said',
      true,
      nameParts(topic ?? '')
        .slice(0, 12)
        .map((part) => `t:${part}`),
    ),
    told('proposedEvent.payload', fields.join(', '), true, [
      `fields=${Math.min(8, fields.length)}`,
      ...fields.flatMap((field) => [
        `f:${field.toLowerCase().slice(0, longestWord)}`,
        ...(field.slice(0, longestWord).match(camel) ?? []).map((part) => `fp:${part.toLowerCase()}`),
      ]),
    ]),
    ...(['outbox', 'idempotentConsumer', 'deadLetter'] as const).map((flag) =>
      told(`delivery.${flag}`, String(delivery[flag]), true, [`${flag}=${delivery[flag]}`]),
    ),
  ];
}
