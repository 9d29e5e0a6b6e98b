import type {FileMapping} from './file-data.ts';
import {type MergeSides, takeFields} from './merge-fields.ts';
import {serviceOf} from './service-of.ts';

/** What an artefact can tell of a call; the rest (needsResult, onFailure, purpose, contract) a person wrote, and it stays. */
const told = ['request', 'timeout', 'retries', 'circuitBreaker', 'count', 'probability', 'parallel', 'observed'];
const written = ['needsResult', 'purpose', 'kind', 'contract', 'idempotent', 'readAfterWrite', 'critique'];

/** The calls of one place after a merge. `unmatched` are those of before that the new source does not have. */
export interface MergedCalls {
  readonly calls: readonly FileMapping[];
  readonly unmatched: readonly FileMapping[];
}

/**
 * The calls of `before` with what `added` tells of them, and those that only `added` has. A call is the same where its target
 * is; where the new source names endpoints that the old one does not know, one old call may stand for several new ones.
 */
export function mergedCalls(
  caller: string,
  before: readonly FileMapping[],
  added: readonly FileMapping[],
  services: FileMapping,
  sides: MergeSides,
): MergedCalls {
  const left = new Set(before);
  const result = new Map<FileMapping, FileMapping[]>(before.map((call) => [call, []]));
  const fresh: FileMapping[] = [];
  for (const call of added) {
    const target = serviceOf(call.to, services);
    const same =
      before.find((one) => left.has(one) && one.to === call.to) ??
      before.find((one) => left.has(one) && serviceOf(one.to, services) === target) ??
      before.find((one) => one.to !== call.to && serviceOf(one.to, services) === target && typeof one.to === 'string');
    if (!same) {
      fresh.push(call);
      sides.differences.push(`${caller} -> ${String(call.to)}: ${sides.only(sides.added)}`);
      continue;
    }
    left.delete(same);
    result.get(same)!.push(joined(`${caller} -> ${String(same.to)}`, same, call, sides));
  }
  const calls = [...before.flatMap((call) => (result.get(call)!.length > 0 ? result.get(call)! : [call])), ...fresh];
  return {calls, unmatched: [...left]};
}

function joined(subject: string, before: FileMapping, added: FileMapping, sides: MergeSides): FileMapping {
  const call: FileMapping = Object.assign(Object.create(null), before);
  // A group of targets is the author's: what a trace shows of one member is no reason to take it apart.
  if (typeof before.to === 'string') call.to = added.to;
  takeFields(subject, call, added, told, sides);
  for (const key of written) if (call[key] === undefined && added[key] !== undefined) call[key] = added[key];
  if (call.onFailure === undefined && before.source !== undefined) call.onFailure = added.onFailure;
  if (sides.observed && added.confidence === 'sure' && call.confidence !== undefined) call.confidence = 'sure';
  return call;
}
