import type {HeldAttributes} from './conventions.ts';
import type {SpanInput, SpanKind} from './span.ts';
import {flags, roles} from './span-table.ts';

const kinds: Readonly<Record<string, SpanKind>> = {
  server: 'server',
  client: 'client',
  producer: 'producer',
  consumer: 'consumer',
};
const publishing: ReadonlySet<string> = new Set(['publish', 'send', 'create']);
const reading: ReadonlySet<string> = new Set(['receive', 'process', 'deliver']);

/**
 * What a span does: its kind, but for clients and unmarked spans of a broker's client, whose step tells: some instrument
 * `receive` as a client. Acknowledging is neither a call nor a message.
 */
export function roleOf(kind: SpanKind | undefined, held: HeldAttributes): number {
  const said = kind ?? kinds[held.text('kind').toLowerCase()] ?? 'internal';
  if (held.text('broker') === '' || said === 'server') return roles[said];
  const step = held.text('messageStep').toLowerCase();
  if (said === 'consumer' || said === 'producer') return roles[said];
  if (publishing.has(step)) return roles.producer;
  if (reading.has(step)) return roles.consumer;
  return step === 'settle' || step === 'ack' ? roles.internal : roles[said];
}

const outOfTime = /time[ _-]?d?[ _-]?out|deadline/i;
const stopped = /cancel/i;

/** Error, out of time, stopped, shared, receiving: the bits of one span. */
export function flagsOf(span: SpanInput, role: number, held: HeldAttributes): number {
  let bits = span.shared === true ? flags.shared : 0;
  if (role === roles.client && held.text('broker') !== '') bits |= flags.messaging;
  if (role === roles.consumer && held.text('messageStep') === 'receive') bits |= flags.receive;
  const http = held.text('httpStatus');
  const rpc = held.text('rpcStatus');
  const type = held.text('errorType');
  const words = span.statusMessage ?? '';
  if (
    http === '504' ||
    rpc === '4' ||
    outOfTime.test(rpc) ||
    held.text('responseFlags').split(',').includes('UT') ||
    (type !== '' && outOfTime.test(type)) ||
    (words !== '' && outOfTime.test(words))
  )
    bits |= flags.deadline;
  if (
    http === '499' ||
    rpc === '1' ||
    (rpc !== '' && stopped.test(rpc)) ||
    (type !== '' && stopped.test(type)) ||
    (words !== '' && stopped.test(words))
  )
    bits |= flags.cancelled;
  if (failed(span, http, held.text('error'))) bits |= flags.error;
  return bits;
}

function failed(span: SpanInput, http: string, error: string): boolean {
  if (span.status !== undefined) return span.status === 'error';
  if (error !== '' && error !== 'false' && error !== '0') return true;
  return http.length === 3 && http >= '500' && http <= '599';
}
