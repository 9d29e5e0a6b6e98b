import fc from 'fast-check';

/** A file of the topology format as plain data, as far as availability goes. */
export interface SystemFile {
  readonly services: Readonly<Record<string, ServiceFile>>;
  readonly sharedFate: Readonly<Record<string, {readonly availability: string}>>;
  readonly brokers: Readonly<Record<string, {readonly availability: string}>>;
  readonly events: Readonly<Record<string, EventFile>>;
  readonly operations: {readonly op: {readonly entry: string}};
}
export interface ServiceFile {
  readonly kind?: string;
  readonly availability?: string | {readonly mtbf: string; readonly mttr: string};
  readonly replicas?: {readonly count: number; readonly required?: number};
  readonly sharedFate?: readonly string[];
  readonly deploys?: {readonly perWeek: number; readonly outage: string};
  readonly telemetry?: boolean;
  readonly endpoints?: Readonly<Record<string, {readonly calls?: readonly CallFile[]}>>;
  readonly calls?: readonly CallFile[];
}
export interface CallFile {
  readonly to: string | {readonly of: readonly string[]; readonly required?: number};
  readonly name: string;
  readonly onFailure?: string | {readonly fallback: string};
  readonly probability?: string;
  readonly [other: string]: unknown;
}
export interface EventFile {
  readonly producer: string;
  readonly via?: string;
  readonly outbox?: boolean;
  readonly probability?: string;
  readonly consumers: Readonly<Record<string, object>>;
}

/** 1 - n x 10^-digits in decimals, without rounding: ('3', 5) is 0.99997. */
const allBut = (n: number, digits: number) => `0.${String(10 ** digits - n).padStart(digits, '0')}`;

/** From poor to nearly perfect, as text; `rare` ones are down so seldom that 1 - availability has lost its digits. */
const someAvailability = (rare: boolean) =>
  rare
    ? fc.tuple(fc.integer({min: 1, max: 9}), fc.integer({min: 6, max: 9})).map(([n, digits]) => allBut(n, digits))
    : fc.tuple(fc.integer({min: 1, max: 99}), fc.integer({min: 2, max: 4})).map(([n, digits]) => allBut(n, digits));

const serviceTraits = (rare: boolean) =>
  fc.record({
    availability: fc.oneof(
      {weight: 4, arbitrary: someAvailability(rare)},
      {weight: 1, arbitrary: fc.constant({mtbf: rare ? '1000000h' : '9h', mttr: '1h'})},
      {weight: rare ? 0 : 1, arbitrary: fc.constant(undefined)},
    ),
    replicas: fc.constantFrom(undefined, undefined, {count: 2}, {count: 2, required: 2}, {count: 3, required: 2}),
    fates: fc.subarray(['zone-a', 'zone-b']),
    deploys: fc.constantFrom(
      undefined,
      undefined,
      rare ? {perWeek: 1, outage: '1ms'} : {perWeek: 5, outage: '2h'},
      rare ? {perWeek: 0.5, outage: '5ms'} : {perWeek: 0.5, outage: '1d'},
    ),
    kind: fc.constantFrom(undefined, 'service', 'datastore', 'external'),
    endpoints: fc.boolean(),
  });

const callTraits = fc.record({
  from: fc.nat(7),
  to: fc.uniqueArray(fc.nat(7), {minLength: 1, maxLength: 3}),
  group: fc.boolean(),
  required: fc.integer({min: 1, max: 3}),
  failure: fc.constantFrom('fail', 'fail', undefined, 'ignore', 'unknown', 'unknown', 0, 1, 3, 6),
  probability: fc.constantFrom(undefined, undefined, '25%', '0.9', '0', '1'),
  retries: fc.constantFrom(undefined, {max: 2, backoff: '1ms'}),
  count: fc.constantFrom(undefined, 3),
  parallel: fc.constantFrom(undefined, 'p'),
});

/** Small systems with everything that the format can say about failure, all of it at once. */
export const anySystem = fc.constantFrom(false, false, true).chain((rare) =>
  fc
    .record({
      size: fc.integer({min: 2, max: 4}),
      traits: fc.array(serviceTraits(rare), {minLength: 4, maxLength: 4}),
      calls: fc.array(callTraits, {minLength: 1, maxLength: 6}),
      fates: fc.tuple(someAvailability(rare), someAvailability(rare)),
      brokers: fc.tuple(someAvailability(rare), someAvailability(rare)),
      telemetry: fc.boolean(),
      publishes: fc.array(
        fc.record({
          from: fc.nat(7),
          whole: fc.boolean(),
          via: fc.constantFrom('kafka', 'kafka', 'rabbit', undefined),
          outbox: fc.boolean(),
          probability: fc.constantFrom(undefined, '50%', '0'),
          reader: fc.nat(3),
        }),
        {maxLength: 2},
      ),
    })
    .map(({size, traits, calls, fates, brokers, telemetry, publishes}): SystemFile => {
      const own = traits.slice(0, size);
      const labels = own.flatMap(({endpoints}, i) => (endpoints ? [`s${i}/x`, `s${i}/y`] : [`s${i}`]));
      const label = (n: number) => labels[n % labels.length]!;
      const callsOf = (from: string): CallFile[] => [
        ...calls.flatMap((call, i): CallFile[] => {
          if (label(call.from) !== from) return [];
          const of = [...new Set(call.to.map(label))];
          return [
            {
              to: call.group || of.length > 1 ? {of, required: Math.min(call.required, of.length)} : of[0]!,
              name: `c${i}`,
              ...stated({
                onFailure: typeof call.failure === 'number' ? {fallback: label(call.failure)} : call.failure,
                probability: call.probability,
                retries: call.retries,
                count: call.count,
                parallel: call.parallel,
              }),
            },
          ];
        }),
        ...(telemetry ? [{to: 'otel', name: 'metrics'}] : []),
      ];
      const services = own.map(
        ({availability, replicas, fates: tied, deploys, kind, endpoints}, i): ServiceFile => ({
          ...stated({availability, replicas, deploys, kind: i === 0 ? undefined : kind}),
          sharedFate: tied,
          ...(endpoints
            ? {endpoints: {x: {calls: callsOf(`s${i}/x`)}, y: {calls: callsOf(`s${i}/y`)}}}
            : {calls: callsOf(`s${i}`)}),
        }),
      );
      return {
        services: {
          ...Object.fromEntries(services.map((service, i) => [`s${i}`, service])),
          ...(telemetry ? {otel: {telemetry: true, availability: '50%'}} : {}),
        },
        sharedFate: {'zone-a': {availability: fates[0]}, 'zone-b': {availability: fates[1]}},
        brokers: {kafka: {availability: brokers[0]}, rabbit: {availability: brokers[1]}},
        events: Object.fromEntries(
          publishes.map(({from, whole, via, outbox, probability, reader}, i): [string, EventFile] => [
            `E${i}`,
            {
              producer: whole ? label(from).split('/')[0]! : label(from),
              outbox,
              ...stated({via, probability}),
              consumers: {[label(reader)]: {}},
            },
          ]),
        ),
        operations: {op: {entry: labels[0]!}},
      };
    }),
);

/** Without the keys whose value is undefined: a file states them or leaves them out. */
function stated<T extends object>(data: T): {[K in keyof T]?: Exclude<T[K], undefined>} {
  return JSON.parse(JSON.stringify(data));
}
