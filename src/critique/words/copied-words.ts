import type {Proposal} from '../proposal.ts';
import {has} from './clauses.ts';
import {type EffectReading, type EffectWords, isGet, short, whatOf} from './effect-reading.ts';
import type {CopyWords} from './local-copy-words.ts';
import type {NeedSign} from './need-signs.ts';
import type {Told} from './told.ts';
import type {Use} from './use.ts';

/** A read that a copy at the caller serves; null where something about the copy is not said or speaks against it. */
export function served(
  proposal: Proposal,
  words: Told,
  what: string,
  used: Extract<Use, {kind: 'used'}> | undefined,
  copy: CopyWords,
  signs: readonly NeedSign[],
): EffectReading | null {
  const {toleratedMs, bootstrap, publisher} = copy;
  const hard = signs.some(({ground}) => ground === 'refusal' || ground === 'invariant');
  const doubtful = words.notes.some((one) => has(one, 'negator', 'unsure', 'exception', 'contrast'));
  if (
    !used ||
    hard ||
    doubtful ||
    !isGet(words) ||
    toleratedMs === null ||
    toleratedMs < longestLagMs * 10 ||
    bootstrap === null ||
    publisher === null ||
    proposal.proposedEvent.name === null
  )
    return null;
  const quote = used.clause;
  const effect: EffectWords = {
    ...whatOf(words, short(what)),
    kind: {value: 'read', quote: words.call[0]!},
    result: {value: used.result, quote},
    waiting: {value: 'nobody', quote},
    refusal: {value: 'none', quote},
    invariant: {value: 'none', quote},
    localCopy: {value: {tolerated: `${Math.round(toleratedMs / 1000)}s`, lag: '60s', bootstrap}, quote: copy.quote},
  };
  return {stance: 'free', effects: [effect], doubts: []};
}

/** How late events are taken to be where nobody says: ten times less than the age that is tolerated, so it decides nothing. */
const longestLagMs = 60_000;
