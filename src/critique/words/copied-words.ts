import type {EffectWords} from './effect-reading.ts';
import {copyWords} from './local-copy-words.ts';
import type {Told} from './told.ts';

/** How late events are taken to be where nobody says: ten times less than the age that is tolerated, so it decides nothing. */
const longestLagMs = 60_000;

/** A read that a copy at the caller serves; null where its age, its first load or its publisher is not said. */
export function copied(words: Told, what: string): EffectWords | null {
  const copy = copyWords(words.notes, words.consistency);
  if (copy === null) return null;
  const {toleratedMs, bootstrap, publisher, quote} = copy;
  const [call] = words.call;
  const read = call !== undefined && /^(?:get|list|find|lookup|read|query)/.test(call.plain);
  if (!read || toleratedMs === null || toleratedMs < longestLagMs * 10 || bootstrap === null || publisher === null) {
    return null;
  }
  const [use = quote] = words.uses;
  return {
    what: {value: what, quote: words.purpose[0] ?? quote},
    proposed: {value: 'event', quote},
    kind: {value: 'read', quote: call},
    result: {value: 'used', quote: use},
    waiting: {value: 'nobody', quote: use},
    refusal: {value: 'none', quote: use},
    invariant: {value: 'none', quote: use},
    localCopy: {value: {tolerated: `${Math.round(toleratedMs / 1000)}s`, lag: '60s', bootstrap}, quote},
  };
}
