import type {Confidence, DraftCall, Place} from './draft.ts';
import {type FileMapping, mappingOf, observedData, provenance} from './file-data.ts';
import {durationText, shareNumber, wholeNumber} from './quantity-text.ts';

const sureness: Readonly<Record<Confidence, number>> = {guess: 0, likely: 1, sure: 2};

/** How the topology file names a place: `service` or `service/endpoint`. */
export function placeText({service, endpoint}: Place): string {
  return endpoint === undefined ? service : `${service}/${endpoint}`;
}

/**
 * One call for all that say the same (from, to, name, request), as an artefact may say it in several variables: what one
 * leaves out another gives, and the surest tells where it comes from.
 */
export function joinedCalls(calls: readonly DraftCall[]): readonly DraftCall[] {
  const joined = new Map<string, DraftCall>();
  for (const call of calls) {
    const key = JSON.stringify([placeText(call.from), placeText(call.to), call.name, call.request]);
    const known = joined.get(key);
    if (known === undefined) joined.set(key, call);
    else {
      const surer = sureness[call.origin.confidence] > sureness[known.origin.confidence];
      joined.set(key, surer ? {...given(known), ...given(call)} : {...given(call), ...given(known)});
    }
  }
  return [...joined.values()];
}

function given(call: DraftCall): DraftCall {
  return Object.fromEntries(Object.entries(call).filter(([, value]) => value !== undefined)) as unknown as DraftCall;
}

/** A call as it stands in the file. What its caller does on failure no artefact tells. */
export function callData(call: DraftCall): FileMapping {
  const {observed} = call;
  const max = wholeNumber(call.retries);
  return mappingOf({
    to: placeText(call.to),
    name: call.name,
    request: call.request,
    purpose: call.purpose,
    kind: call.kind,
    onFailure: 'unknown',
    timeout: call.timeoutMs === 0 ? undefined : durationText(call.timeoutMs),
    retries: max && mappingOf({max, backoff: durationText(call.backoffMs)}),
    circuitBreaker: call.circuitBreaker,
    count: call.count !== undefined && call.count > 1 ? wholeNumber(call.count) : undefined,
    probability: call.probability !== undefined && call.probability < 1 ? shareNumber(call.probability) : undefined,
    parallel: call.parallel,
    ...provenance(call.origin),
    observed: observedData(observed),
  });
}
