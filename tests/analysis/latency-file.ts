import fc from 'fast-check';

/** A file of the topology format as plain data, as far as latency goes. `s` is the entry; nothing calls back. */
export interface LatencyFile {
  readonly services: Readonly<Record<string, {readonly latency: Work; readonly calls: readonly TimedCall[]}>>;
  readonly brokers: Readonly<Record<string, {readonly latency: Work}>>;
  readonly events: Readonly<
    Record<
      string,
      {readonly producer: string; readonly via: string; readonly outbox: boolean; readonly probability: number}
    >
  >;
  readonly operations: {readonly op: {readonly entry: 's'}};
}
export type Work = string | {readonly p50: string; readonly p99: string};
export interface TimedCall {
  readonly to: string | {readonly of: readonly string[]; readonly required: number};
  readonly name: string;
  readonly timeout?: string;
  readonly retries?: {readonly max: number; readonly backoff: string};
  readonly onFailure?: 'ignore' | 'fail' | {readonly fallback: string};
  readonly count?: number;
  readonly probability?: number;
  readonly parallel?: string;
}

const work = fc.oneof(
  fc.constantFrom('0ms', '20ms', '50ms', '400ms'),
  fc
    .tuple(fc.constantFrom(20, 40, 100), fc.constantFrom(1.2, 2, 4, 8))
    .map(([p50, spread]) => ({p50: `${p50}ms`, p99: `${p50 * spread}ms`})),
);

const call = fc.record({
  to: fc.uniqueArray(fc.nat(5), {minLength: 1, maxLength: 3}),
  required: fc.integer({min: 1, max: 3}),
  // Between two points of an even grid of half a millisecond, so that a reference on it cuts where we cut.
  timeout: fc.constantFrom(undefined, undefined, '45.25ms', '92.25ms', '303.25ms'),
  retries: fc.constantFrom(undefined, {max: 1, backoff: '10ms'}, {max: 3, backoff: '0ms'}),
  failure: fc.constantFrom('fail', undefined, 'ignore', 3, 4, 5),
  count: fc.constantFrom(undefined, undefined, 2, 3),
  probability: fc.constantFrom(undefined, undefined, 0.3, 0.96),
  parallel: fc.constantFrom(undefined, 'p', 'q'),
});

/** Three services over three that call nobody, with everything that the format can say about latency. */
export const anyTimes: fc.Arbitrary<LatencyFile> = fc
  .record({
    works: fc.array(work, {minLength: 6, maxLength: 6}),
    calls: fc.array(fc.array(call, {minLength: 1, maxLength: 3}), {minLength: 3, maxLength: 3}),
    publish: fc.constantFrom(
      undefined,
      {outbox: false, probability: 1},
      {outbox: false, probability: 0.5},
      {outbox: true, probability: 1},
    ),
    broker: work,
  })
  .map(({works, calls, publish, broker}) => {
    const names = ['s', 'a', 'b', 'x', 'y', 'z'];
    const services = names.map((name, i) => [
      name,
      {
        latency: works[i]!,
        calls: (calls[i] ?? []).map((c, n) => {
          // Only downwards: a name of lower rank than the caller's.
          const of = [...new Set(c.to.map((to) => names[Math.max(i + 1, to)]!))];
          const {timeout, retries, count, probability, parallel} = c;
          return {
            to: of.length > 1 ? {of, required: Math.min(c.required, of.length)} : of[0]!,
            name: `c${n}`,
            onFailure: typeof c.failure === 'number' ? {fallback: names[c.failure]!} : c.failure,
            ...{timeout, retries, count, probability, parallel},
          };
        }),
      },
    ]);
    return JSON.parse(
      JSON.stringify({
        services: Object.fromEntries(services),
        brokers: {k: {latency: broker}},
        events: publish ? {E: {producer: 's', via: 'k', ...publish}} : {},
        operations: {op: {entry: 's'}},
      }),
    );
  });

/** `20ms` as a number. */
export const ms = (text: string) => Number(text.replace('ms', ''));

/** The calls of a node in steps: one call, or all of a parallel group where its first stands. */
export function stepsOf(calls: readonly TimedCall[]): TimedCall[][] {
  const seen = new Set<string>();
  return calls.flatMap((call) => {
    if (call.parallel === undefined) return [[call]];
    if (seen.has(call.parallel)) return [];
    seen.add(call.parallel);
    return [calls.filter(({parallel}) => parallel === call.parallel)];
  });
}
