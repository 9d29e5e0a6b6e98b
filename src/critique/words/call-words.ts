import type {Proposal} from '../proposal.ts';
import {copied} from './copied-words.ts';
import {effectNames} from './effect-names.ts';
import {type EffectReading, type EffectWords, short} from './effect-reading.ts';
import {groundOf} from './ground-words.ts';
import type {Passage} from './passages.ts';
import type {Quote} from './quote.ts';
import type {Reader} from './reader.ts';
import {stem} from './stem.ts';
import type {Told} from './told.ts';

/** So probable a reading has to be: chosen on cases of writers that the models had not read. */
const certain = 0.7;
/** That the answer is not needed has to be as good as sure: the mistake would be costly. */
const certainlyFree = 0.94;
/** Without the notes it has to look free as well: they are about the design, which tells nothing of who needs what. */
const freeWithoutNotes = 0.85;
/** Clauses that say the contrary as clearly as this keep the call from being called free. */
const contrary = {anywhere: 0.8, ofTheAnswer: 0.5} as const;
/** Where the author was asked what becomes of the answer, the words have to say that much of nobody's using it. */
const unused = 0.4;

/** Of text in another language, or of none, nothing is read: so many words, and such a share, have to be known. */
const fewestKnown = 3;
const shareKnown = 0.5;
/** That an answer is needed has to be said by some clause, and not by the sum of all. */
const saidSomewhere = 0.2;

const prose: ReadonlySet<string> = new Set(['purpose', 'callerUsesResponse', 'consistency', 'notes', 'volume']);

/** Reads, from the words alone, what the call does and whether the caller needs it done first. */
export function callWords(proposal: Proposal, words: Told, all: readonly Passage[], reader: Reader): EffectReading {
  const passages = all.filter(({design}) => !design);
  const clauses = all.filter(({quote: {field, text}}) => prose.has(field) && text !== 'not said');
  const found = reader.probabilities(
    'interaction',
    passages.flatMap(({features}) => features),
  );
  const [keep = 0, split = 0, free = 0] = [found['keep-sync'], found['split'], found['free']];
  const what = short(proposal.purpose ?? proposal.call ?? 'the call');
  const first = clauses[0]!.quote;
  const named = (name: string, quote: Quote): EffectWords => ({
    what: {value: name, quote},
    proposed: {value: 'event', quote},
  });
  const open = (doubts: readonly Passage[], effects = [named(what, first)]): EffectReading => ({
    stance: 'open',
    effects,
    doubts: doubts.slice(0, 2).map(({quote}) => quote),
  });
  const forNeed = () => reader.telling('interaction', split > keep ? 'split' : 'keep-sync', clauses);
  const forNone = () => reader.telling('interaction', 'free', clauses);

  if (!isKnown(reader, words)) return open([]);
  const bare = passages.filter(({quote}) => quote.field !== 'notes').flatMap((one) => one.features);
  if (
    free >= certainlyFree &&
    (reader.probabilities('interaction-without-notes', bare)['free'] ?? 0) >= freeWithoutNotes
  ) {
    const against = contradicted(reader, clauses);
    if (against) return open([against, ...forNone()]);
    const [quote = first] = forNone().map((one) => one.quote);
    const copy = isCopied(reader, all) ? copied(words, what) : undefined;
    if (copy === null) return open(reader.telling('local-copy', 'yes', clauses));
    return {stance: 'free', effects: [copy ?? {...named(what, first), ...nobodyWaits(quote)}], doubts: []};
  }
  const likeliest = mostProbable(reader, 'needed-clause', clauses);
  // What speaks for a split is what else the call does, and not why the caller waits.
  const saysNeed = split > keep || (likeliest?.probability ?? 0) >= 0.5 ? likeliest?.passage : forNeed()[0];
  const top = (saysNeed ?? likeliest?.passage)?.quote ?? first;
  if (Math.max(keep, split) >= certain && (likeliest?.probability ?? 0) < saidSomewhere) return open(clauses);
  if (keep >= certain) return {stance: 'needed', effects: [{...named(what, first), ...groundOf(top)}], doubts: []};
  if (split >= certain) {
    const {main, aside} = effectNames(proposal, top.text, reader);
    const kept = keptPart(reader, all);
    return {
      stance: 'needed',
      effects: [
        {...named(main, first), ...groundOf(top), ...(kept ? {proposed: {value: 'call', quote: kept}} : {})},
        ...aside.map((name) => {
          const quote: Quote = proposal.purpose?.includes(name) ? {field: 'purpose', text: name} : first;
          return {...named(name, quote), ...nobodyWaits(quote)};
        }),
      ],
      doubts: [],
    };
  }
  if (keep + split >= certain && (likeliest?.probability ?? 0) >= 0.5) {
    const rest = named('the rest of what it does', first);
    return open(clauses, [{...named(what, first), ...groundOf(top)}, rest]);
  }
  const ignored = saidUnused(reader, clauses);
  const doubts = [...forNeed().slice(0, 1), ...forNone().slice(0, 1)];
  return open(doubts, [{...named(what, first), ...(ignored ? {result: nobodyWaits(ignored).result!} : {})}]);
}

/** The words that answer what becomes of the answer with "nothing", where none beside them says otherwise. */
function saidUnused(reader: Reader, clauses: readonly Passage[]): Quote | undefined {
  const ofTheAnswer = clauses.filter(({quote}) => quote.field === 'callerUsesResponse');
  const used = mostProbable(reader, 'needed-clause', ofTheAnswer);
  const free = mostProbable(reader, 'free-clause', ofTheAnswer);
  return used && free && used.probability < unused && free.probability >= 0.5 ? free.passage.quote : undefined;
}

function isKnown({known}: Reader, {purpose, uses, consistency, notes}: Told): boolean {
  const stems = [...purpose, ...uses, ...consistency, ...notes].flatMap((clause) => clause.words.map(stem));
  const different = [...new Set(stems)];
  const count = known('interaction', different);
  return count >= fewestKnown && count >= different.length * shareKnown;
}

/** The clause that keeps a call from being called free, if there is one. */
function contradicted(reader: Reader, clauses: readonly Passage[]): Passage | undefined {
  const ofTheAnswer = clauses.filter(({quote}) => quote.field === 'callerUsesResponse');
  const needed = mostProbable(reader, 'needed-clause', clauses);
  if (needed && needed.probability >= contrary.anywhere) return needed.passage;
  const used = mostProbable(reader, 'needed-clause', ofTheAnswer);
  if (used && used.probability >= contrary.ofTheAnswer) return used.passage;
  const free = mostProbable(reader, 'free-clause', ofTheAnswer);
  return free && free.probability < unused ? free.passage : undefined;
}

function mostProbable({probabilities}: Reader, head: 'needed-clause' | 'free-clause', clauses: readonly Passage[]) {
  return clauses
    .map((passage) => ({passage, probability: probabilities(head, passage.features)['yes'] ?? 0}))
    .reduce<{readonly passage: Passage; readonly probability: number} | undefined>(
      (best, one) => (best && best.probability >= one.probability ? best : one),
      undefined,
    );
}

const features = (all: readonly Passage[]) => all.flatMap((one) => one.features);
const isLikely = ({probabilities}: Reader, head: 'kept-part' | 'local-copy', all: readonly Passage[]) =>
  (probabilities(head, features(all))['yes'] ?? 0) >= 0.5;

const isCopied = (reader: Reader, all: readonly Passage[]) => isLikely(reader, 'local-copy', all);

/** The words by which the author keeps the needed part in the call; undefined where all of it was to become an event. */
function keptPart(reader: Reader, all: readonly Passage[]): Quote | undefined {
  if (!isLikely(reader, 'kept-part', all)) return undefined;
  return reader.telling(
    'kept-part',
    'yes',
    all.filter(({quote}) => prose.has(quote.field)),
  )[0]?.quote;
}

const again = /\b(?:retr(?:y|ies|ied)|again|resend|re-?send|repeat)\b/i;

/** Nobody needs the answer, and nothing may be refused: what the words of a free effect come to. */
function nobodyWaits(quote: Quote): EffectWords {
  return {
    result: {value: again.test(quote.text) ? 'retried' : 'ignored', quote},
    waiting: {value: 'nobody', quote},
    refusal: {value: 'none', quote},
    invariant: {value: 'none', quote},
  };
}
