import {duration} from '../topology/quantity.ts';
import type {Effect, EventFacts} from './facts.ts';

export type LocalCopyFact = 'kind' | 'localCopy.tolerated' | 'localCopy.lag' | 'localCopy.bootstrap' | 'publisher';

/** Whether a copy at the caller, fed by events, can stand in for the call. */
export type LocalCopy =
  | {readonly kind: 'none'}
  | {readonly kind: 'serves'; readonly tolerated: string; readonly lag: string}
  | {readonly kind: 'fails'; readonly fact: LocalCopyFact; readonly because: string}
  | {readonly kind: 'open'; readonly missing: readonly LocalCopyFact[]};

/** Judges the local copy that an effect is to be served from: for reads, fed by the owner, fresh enough, loaded at first. */
export function localCopy({kind, localCopy: copy}: Effect, {publisher}: EventFacts): LocalCopy {
  if (copy === null || copy === 'none') return {kind: 'none'};
  const {tolerated, lag, bootstrap} = copy;
  const late = tolerated !== null && lag !== null && milliseconds(tolerated) <= milliseconds(lag);
  if (kind !== null && kind !== 'read') {
    return {
      kind: 'fails',
      fact: 'kind',
      because: 'a copy can stand in for data that is looked up, and for nothing else',
    };
  }
  if (publisher === 'caller') {
    return {
      kind: 'fails',
      fact: 'publisher',
      because: 'the caller publishes, so no event tells it what the owner knows',
    };
  }
  if (late) {
    return {
      kind: 'fails',
      fact: 'localCopy.lag',
      because: `the copy runs ${lag} behind, and no more than ${tolerated} is tolerated`,
    };
  }
  if (bootstrap === 'none') {
    return {kind: 'fails', fact: 'localCopy.bootstrap', because: 'nothing loads the copy the first time'};
  }
  if (kind !== null && publisher !== null && tolerated !== null && lag !== null && bootstrap !== null) {
    return {kind: 'serves', tolerated, lag};
  }
  const said = {
    kind,
    publisher,
    'localCopy.tolerated': tolerated,
    'localCopy.lag': lag,
    'localCopy.bootstrap': bootstrap,
  };
  return {kind: 'open', missing: (Object.keys(said) as LocalCopyFact[]).filter((fact) => said[fact] === null)};
}

function milliseconds(text: string): number {
  const read = duration(text);
  return read.ok ? read.value : Number.NaN;
}
