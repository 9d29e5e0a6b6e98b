import type {Observation, Origin} from './draft.ts';
import {amountNumber, durationText, shareNumber} from './quantity-text.ts';

/** A mapping of a topology file before it is printed; its keys may be anything, so it inherits nothing. */
export type FileMapping = Record<string, unknown>;

/** A mapping with the entries that have a value, in this order. */
export function mappingOf(entries: Readonly<Record<string, unknown>>): FileMapping {
  const result = emptyMapping();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) result[key] = value;
  return result;
}

/** A mapping for keys that an artefact chose. */
export function emptyMapping(): FileMapping {
  return Object.create(null) as FileMapping;
}

/** Where a part comes from, as the file says it. */
export function provenance({file, line, rule, confidence}: Origin): FileMapping {
  return mappingOf({source: mappingOf({file, line, rule}), confidence});
}

/** Shorter own work than this is written as this: a median of nothing has no distribution around it. */
const shortestMs = 0.001;

/** Own work for the file: one duration where median and 99th percentile are one. */
export function latencyText(latency: {readonly p50Ms: number; readonly p99Ms: number} | undefined): unknown {
  if (!latency) return undefined;
  const {p50Ms} = latency;
  const longer = latency.p99Ms > Math.max(p50Ms, shortestMs);
  const p50 = durationText(longer ? Math.max(p50Ms, shortestMs) : p50Ms);
  const p99 = longer ? durationText(latency.p99Ms) : p50;
  if (p50 === undefined || p99 === undefined) return undefined;
  return p50 === p99 ? p50 : mappingOf({p50, p99});
}

/** What was observed, as the file says it; undefined where nothing was. */
export function observedData(observed: Observation | undefined): FileMapping | undefined {
  if (!observed) return undefined;
  return mappingOf({
    perRequest: amountNumber(observed.perRequest),
    errorRate: shareNumber(observed.errorRate),
    p50: durationText(observed.p50Ms),
    p95: durationText(observed.p95Ms),
    p99: durationText(observed.p99Ms),
  });
}
