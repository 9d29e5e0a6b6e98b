import fc from 'fast-check';
import type {Draft, DraftCall, DraftEvent, DraftService, Origin, Place} from '../../src/import/draft.ts';

/** Few names, so that parts meet; some that a file or a terminal could stumble over. */
export const hostileName = fc.constantFrom(
  'cart',
  'Cart',
  'shop',
  'a/b',
  'a',
  'b',
  '__proto__',
  'constructor',
  '12',
  '3',
  ' x ',
  '',
  '\u001b[31mred',
  'line\nbreak',
  '商店',
  'POST /orders/{id}',
  'kafka',
  'true',
  '- a: [',
  '#no',
  "it's",
  'x'.repeat(300),
  'null',
  '~',
  '😀',
  '<<',
  '\u00a0',
);
const origin: fc.Arbitrary<Origin> = fc.record({
  file: fc.constantFrom('compose.yaml', 'tr\u0007aces.json'),
  line: fc.option(fc.integer({min: 1, max: 999}), {nil: undefined}),
  rule: fc.constantFrom('environment A', 'span\u001b[2J'),
  confidence: fc.constantFrom('sure', 'likely', 'guess'),
});
const amount = fc.option(fc.oneof(fc.double({min: 0, max: 1e6, noNaN: true}), fc.double()), {nil: undefined});
const latency = fc.option(fc.record({p50Ms: fc.double({min: 0, max: 1e5, noNaN: true}), p99Ms: fc.double()}), {
  nil: undefined,
});
const place: fc.Arbitrary<Place> = fc.record({
  service: hostileName,
  endpoint: fc.option(hostileName, {nil: undefined}),
});
const service: fc.Arbitrary<DraftService> = fc.record({
  name: hostileName,
  kind: fc.constantFrom('service', 'datastore', 'external', undefined),
  team: fc.option(hostileName, {nil: undefined}),
  telemetry: fc.constantFrom(true, false, undefined),
  replicas: amount,
  latency,
  endpoints: fc.option(fc.array(fc.record({name: hostileName, latency, origin}), {maxLength: 3}), {nil: undefined}),
  dangling: fc.constantFrom(true, undefined),
  origin,
});
const observation = fc.option(
  fc.record({perRequest: amount, errorRate: amount, p50Ms: amount, p95Ms: amount, p99Ms: amount}),
  {nil: undefined},
);
const call: fc.Arbitrary<DraftCall> = fc.record({
  from: place,
  to: place,
  name: fc.option(hostileName, {nil: undefined}),
  request: fc.option(hostileName, {nil: undefined}),
  timeoutMs: amount,
  retries: amount,
  backoffMs: amount,
  count: amount,
  probability: amount,
  parallel: fc.option(hostileName, {nil: undefined}),
  observed: observation,
  origin,
});
const event: fc.Arbitrary<DraftEvent> = fc.record({
  name: hostileName,
  via: fc.option(hostileName, {nil: undefined}),
  topic: fc.option(hostileName, {nil: undefined}),
  key: fc.option(hostileName, {nil: undefined}),
  payload: fc.option(fc.dictionary(hostileName, fc.constantFrom('string', '{a: 1')), {nil: undefined}),
  rate: amount,
  probability: amount,
  producers: fc.array(place, {maxLength: 3}),
  consumers: fc.array(
    fc.record({
      place,
      group: fc.option(hostileName, {nil: undefined}),
      handlingMs: amount,
      observed: observation,
      origin,
    }),
    {maxLength: 3},
  ),
  origin,
});

/** Any draft, however careless its importer. */
export const anyDraft: fc.Arbitrary<Draft> = fc.record({
  evidence: fc.constantFrom('declared', 'observed'),
  name: fc.option(hostileName, {nil: undefined}),
  services: fc.array(service, {minLength: 1, maxLength: 6}),
  calls: fc.array(call, {maxLength: 8}),
  brokers: fc.array(fc.record({name: hostileName, nodes: amount, origin}), {maxLength: 2}),
  events: fc.array(event, {maxLength: 3}),
  operations: fc.array(
    fc.record({
      name: hostileName,
      entry: place,
      rate: amount,
      measured: fc.option(fc.record({availability: amount, p50Ms: amount, p95Ms: amount, p99Ms: amount}), {
        nil: undefined,
      }),
      origin,
    }),
    {maxLength: 3},
  ),
  questions: fc.array(hostileName, {maxLength: 2}),
  notes: fc.array(hostileName, {maxLength: 2}),
});
