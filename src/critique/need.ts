import type {Effect, EventFacts} from './facts.ts';
import {type LocalCopy, localCopy} from './local-copy.ts';

/** The answers of one effect that decide whether the caller needs it done first. */
export type NeedFact = Ground | 'compensable';

/** The answers that alone can make an effect needed. */
export type Ground = 'result' | 'waiting' | 'refusal' | 'invariant';

/** Does the caller need this effect to be done, or its answer, before it goes on? */
export type Need =
  | {readonly kind: 'needed'; readonly grounds: readonly Ground[]; readonly copy: LocalCopy}
  /** `copy` is the local copy that serves the effect, where only that makes the call superfluous. */
  | {readonly kind: 'not-needed'; readonly copy: LocalCopy | null}
  | {readonly kind: 'unknown'; readonly missing: readonly NeedFact[]};

/** What makes an effect needed; each entry is a ground of its own. A refusal that is told later is none. */
const grounds: Readonly<Record<Ground, (effect: Effect) => boolean>> = {
  result: ({result}) => result === 'shown' || result === 'returned' || result === 'used' || result === 'decides',
  waiting: ({waiting}) => waiting === 'person' || waiting === 'device',
  refusal: ({refusal}) => refusal === 'told-now',
  invariant: ({invariant, compensable}) => invariant !== null && invariant !== 'none' && compensable === false,
};

/** The grounds that a local copy takes away: the data is then at hand without the call. */
const servedByCopy: ReadonlySet<Ground> = new Set(['result', 'waiting']);

/**
 * Needed, not needed, or unknown where an answer is missing that could make the effect needed. A local copy of which
 * something is still to be said takes no need away: the call stays until the copy is known to serve.
 */
export function need(effect: Effect, event: EventFacts): Need {
  const found = groundsOf(effect);
  const copy = localCopy(effect, event);
  const rest = copy.kind === 'serves' ? found.filter((fact) => !servedByCopy.has(fact)) : found;
  if (rest.length > 0) return {kind: 'needed', grounds: found, copy};
  const missing = missingFacts(effect);
  return missing.length > 0 ? {kind: 'unknown', missing} : {kind: 'not-needed', copy: found.length > 0 ? copy : null};
}

/** What makes an effect needed, by its answers alone: whether a local copy takes that away is another question. */
export function groundsOf(effect: Effect): readonly Ground[] {
  return (Object.keys(grounds) as Ground[]).filter((fact) => grounds[fact](effect));
}

function missingFacts(effect: Effect): NeedFact[] {
  const facts: NeedFact[] = ['result', 'waiting', 'refusal', 'invariant'];
  const ruleNamed = effect.invariant !== null && effect.invariant !== 'none';
  return [...facts, ...(ruleNamed ? ['compensable' as const] : [])].filter((fact) => effect[fact] === null);
}
