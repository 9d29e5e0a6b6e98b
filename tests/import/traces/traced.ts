import type {Draft, Place} from '../../../src/import/draft.ts';
import type {SpanInput} from '../../../src/import/traces/span.ts';
import {traceImport} from '../../../src/import/traces/trace-import.ts';
import {plainRun} from '../text-artefact.ts';

/** A span in few words: times in milliseconds since a fixed moment, ids as numbers. */
export interface Told {
  readonly trace?: number;
  readonly id: number;
  readonly parent?: number;
  readonly service: string;
  readonly name?: string;
  readonly kind?: SpanInput['kind'];
  readonly at?: number;
  readonly ms?: number;
  readonly failed?: boolean;
  readonly says?: string;
  readonly shared?: boolean;
  readonly peer?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  /** Trace and id of what it refers to; and whether the format says that it follows. */
  readonly links?: readonly (readonly [trace: number, id: number])[];
  readonly follows?: boolean;
}

const epochUs = 1_780_000_000_000_000;
const hex = (n: number | undefined) => (n === undefined ? '' : n.toString(16).padStart(16, '0'));

/** What spans come to. */
export async function draftOf(told: readonly Told[], run: Partial<typeof plainRun> = {}): Promise<Draft> {
  const traces = traceImport({...plainRun, ...run});
  traces.sink.file('spans.json');
  for (const span of told) {
    for (const [key, value] of Object.entries(span.attributes ?? {})) traces.sink.attribute(key, value);
    for (const [trace, id] of span.links ?? []) traces.sink.link(hex(trace), hex(id), span.follows ?? false);
    traces.sink.add({
      traceId: hex(span.trace ?? 1),
      spanId: hex(span.id),
      parentId: hex(span.parent),
      service: span.service,
      name: span.name ?? span.service,
      kind: span.kind,
      startUs: epochUs + (span.at ?? 0) * 1000,
      durationUs: (span.ms ?? 10) * 1000,
      status: span.failed === undefined ? undefined : span.failed ? 'error' : 'ok',
      statusMessage: span.says,
      shared: span.shared,
      peer: span.peer,
    });
  }
  return traces.draft();
}

/** `service` or `service/endpoint`. */
export function placed({service, endpoint}: Place): string {
  return endpoint === undefined ? service : `${service}/${endpoint}`;
}

/** Who calls whom, each pair of services once, in order of the alphabet. */
export function edges({calls}: Draft): string[] {
  return [...new Set(calls.map(({from, to}) => `${from.service} -> ${to.service}`))].sort();
}
