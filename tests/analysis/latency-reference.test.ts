import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';
import {onEvenGrid, shareWithin} from './even-grid.ts';
import {anyTimes, type LatencyFile, ms, type TimedCall} from './latency-file.ts';
import {played} from './monte-carlo.ts';

// "At most 1 %" is the format's own promise for p50, p95 and p99; every reference here is worked out in tests/.
const promised = 0.01;

const latencyOf = (file: object) => analyzed(file).operations['op']!.latency;
const percentiles = ({p50Ms, p95Ms, p99Ms}: ReturnType<typeof latencyOf>) =>
  [
    [0.5, p50Ms!],
    [0.95, p95Ms!],
    [0.99, p99Ms!],
  ] as const;

/** Normal distribution function, by Simpson's rule over its density. */
function normal(z: number): number {
  const n = 400;
  const h = Math.abs(z) / n;
  const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
  let area = density(0) + density(z);
  for (let i = 1; i < n; i += 1) area += (i % 2 === 1 ? 4 : 2) * density(i * h);
  return 0.5 + (Math.sign(z) * area * h) / 3;
}

/** Chance that lognormal work is done within `t`. */
const done = (p50: number, p99: number) => (t: number) =>
  t <= 0 ? 0 : normal((Math.log(t / p50) / Math.log(p99 / p50)) * 2.326347874);

/** Where a distribution function reaches p, by bisection. */
function quantile(f: (t: number) => number, p: number): number {
  let [low, high] = [0, 100_000];
  for (let i = 0; i < 60; i += 1) {
    const middle = (low + high) / 2;
    if (f(middle) < p) low = middle;
    else high = middle;
  }
  return high;
}

const services = (calls: readonly object[], own = '0ms') => ({
  services: {
    s: {latency: own, calls},
    a: {latency: {p50: '20ms', p99: '120ms'}},
    b: {latency: {p50: '50ms', p99: '80ms'}},
    c: {latency: {p50: '35ms', p99: '400ms'}},
    d: {latency: '70ms'},
  },
  operations: {op: {entry: 's'}},
});
const [A, B, C] = [done(20, 120), done(50, 80), done(35, 400)];

describe('percentiles with a closed form', () => {
  const of = ['a', 'b', 'c'];
  const kOfThree = (k: number) => (t: number) => {
    const [a, b, c] = [A(t), B(t), C(t)];
    const all = a * b * c;
    const two = a * b + a * c + b * c - 2 * all;
    return k === 3 ? all : k === 2 ? two : a + b + c - (a * b + a * c + b * c) + all;
  };
  const cut = 60;
  const again = 15;
  const retried = (t: number) => {
    const second = t - cut - again;
    return t >= 2 * cut + again ? 1 : Math.min(A(t), A(cut)) + (1 - A(cut)) * A(Math.min(second, cut));
  };
  const cases: readonly (readonly [string, object, (t: number) => number])[] = [
    ['one lognormal behind a constant', services([{to: 'a'}], '300ms'), (t) => A(t - 300)],
    [
      'two in parallel: the product',
      services([
        {to: 'a', parallel: 'p'},
        {to: 'c', parallel: 'p'},
      ]),
      (t) => A(t) * C(t),
    ],
    [
      'a narrow one in parallel behind a constant: nothing blurs at 700 ms',
      {
        services: {
          s: {
            latency: '0ms',
            calls: [
              {to: 'a', parallel: 'p'},
              {to: 'far', parallel: 'p'},
            ],
          },
          a: {latency: {p50: '20ms', p99: '120ms'}},
          far: {latency: '700ms', calls: [{to: 'b'}]},
          b: {latency: {p50: '2ms', p99: '3ms'}},
        },
        operations: {op: {entry: 's'}},
      },
      (t) => A(t) * done(2, 3)(t - 700),
    ],
    ['the fastest of three targets', services([{to: {of, required: 1}}]), kOfThree(1)],
    ['the second fastest of three', services([{to: {of, required: 2}}]), kOfThree(2)],
    ['the slowest of three', services([{to: {of, required: 3}}]), kOfThree(3)],
    [
      'a call that is made in 40 % of the requests',
      services([{to: 'c', probability: 0.4}], '10ms'),
      (t) => (t < 10 ? 0 : 0.6 + 0.4 * C(t - 10)),
    ],
    [
      'a timeout of 60 ms and one retry after 15 ms',
      services([{to: 'a', timeout: `${cut}ms`, retries: {max: 1, backoff: `${again}ms`}}]),
      retried,
    ],
    [
      'a fallback after a timeout',
      services([{to: 'c', timeout: '60ms', onFailure: {fallback: 'b'}}]),
      (t) => Math.min(C(t), C(60)) + (1 - C(60)) * B(t - 60),
    ],
    [
      'ignored after a timeout, then another call',
      services([{to: 'c', timeout: '60ms', onFailure: 'ignore'}, {to: 'd'}]),
      (t) => (t >= 130 ? 1 : C(t - 70)),
    ],
    [
      'narrow work and up to three far waits: four peaks, each as narrow as the work',
      {
        services: {
          s: {latency: {p50: '100ms', p99: '110ms'}, calls: [{to: 'b', count: 3}]},
          b: {latency: '0ms', calls: [{to: 'far', probability: 0.9}]},
          far: {latency: '400ms'},
        },
        operations: {op: {entry: 's'}},
      },
      // Binomial weights of none to three waits.
      (t) => [0.001, 0.027, 0.243, 0.729].reduce((sum, weight, n) => sum + weight * done(100, 110)(t - 400 * n), 0),
    ],
    [
      'a publish: the latency of its broker comes last',
      {
        services: {s: {latency: '50ms'}},
        brokers: {k: {latency: {p50: '5ms', p99: '60ms'}}},
        events: {E: {producer: 's', via: 'k'}},
        operations: {op: {entry: 's'}},
      },
      (t) => done(5, 60)(t - 50),
    ],
  ];
  it.each(cases)('%s', (_, file, reference) => {
    for (const [p, value] of percentiles(latencyOf(file))) {
      expect(Math.abs(value / quantile(reference, p) - 1), `p${p * 100} ${value}`).toBeLessThan(promised);
    }
  });

  it('holds a slot for the mean of the lognormals on its way: exp(mu + sigma² / 2) each', () => {
    const mean = (p50: number, p99: number) => p50 * Math.exp((Math.log(p99 / p50) / 2.326347874) ** 2 / 2);
    const file = {
      ...services([{to: 'a'}, {to: 'c', count: 2, probability: 0.5}], '10ms'),
      operations: {op: {entry: 's', rate: '40/s'}},
    };
    const busy = analyzed(file).operations['op']!.load.find(({service}) => service === 's')!.busy!;
    expect(Math.abs(busy / (40 * (10 + mean(20, 120) + mean(35, 400)) * 0.001) - 1)).toBeLessThan(1e-4);
  });
});

describe('percentiles of whatever the format can say', () => {
  it('stay within 1 % of a convolution on an even grid of half a millisecond', () => {
    fc.assert(
      fc.property(anyTimes, (file) => {
        const {ends, failedShare} = onEvenGrid(file);
        // Beyond the four seconds of that grid there is no reference.
        fc.pre(1 - ends.reduce((sum, mass) => sum + mass, 0) < 1e-5);
        const latency = latencyOf(file);
        expect(Math.abs(latency.timedOutShare - failedShare)).toBeLessThan(0.002);
        for (const [p, value] of percentiles(latency)) {
          // Somewhere within 1 % (and half a step of the grid) of the value the reference passes p.
          expect(shareWithin(ends, value * (1 + promised) + 0.25)).toBeGreaterThan(p - 1e-5);
          expect(shareWithin(ends, value * (1 - promised) - 0.25)).toBeLessThan(p + 1e-5);
        }
      }),
      {seed: 1, numRuns: 6},
    );
  });

  const retry: Partial<TimedCall> = {timeout: '90ms', retries: {max: 2, backoff: '20ms'}};
  const system: LatencyFile = {
    services: {
      s: {
        latency: {p50: '10ms', p99: '30ms'},
        calls: [
          {to: {of: ['a', 'b', 'c'], required: 2}, name: 'group', parallel: 'p', ...retry},
          {to: 'c', name: 'twice', count: 2, probability: 0.3, parallel: 'p'},
          {to: 'b', name: 'impatient', timeout: '60ms', onFailure: {fallback: 'a'}},
          {to: 'b', name: 'fatal', timeout: '60ms', probability: 0.5},
          {to: 'c', name: 'unneeded', timeout: '40ms', onFailure: 'ignore', probability: 0.8},
        ],
      },
      a: {
        latency: {p50: '20ms', p99: '120ms'},
        calls: [
          {to: 'd', name: 'd', count: 3, parallel: 'x'},
          {to: 'c', name: 'c', parallel: 'x'},
        ],
      },
      b: {latency: {p50: '30ms', p99: '60ms'}, calls: [{to: 'd', name: 'd', ...retry}]},
      c: {latency: {p50: '15ms', p99: '90ms'}, calls: []},
      d: {latency: '8ms', calls: [{to: 'c', name: 'seldom', probability: 0.1}]},
    },
    brokers: {k: {latency: {p50: '5ms', p99: '25ms'}}},
    events: {
      E: {producer: 's', via: 'k', outbox: false, probability: 0.7},
      F: {producer: 's', via: 'k', outbox: true, probability: 1},
    },
    operations: {op: {entry: 's'}},
  };

  it('agree with requests that are played through one by one', () => {
    const draws = 50_000;
    const {times, failedShare} = played(system, draws, 1);
    const latency = latencyOf(system);
    for (const [p, value] of percentiles(latency)) {
      // Three standard errors of a rank to either side of it hold the true percentile, whatever the distribution.
      const error = 3 * Math.sqrt(draws * p * (1 - p));
      expect(value * (1 + promised), `p${p * 100}`).toBeGreaterThan(times[Math.floor(draws * p - error)]!);
      expect(value * (1 - promised), `p${p * 100}`).toBeLessThan(times[Math.ceil(draws * p + error)]!);
    }
    expect(failedShare).toBeGreaterThan(0.01);
    expect(Math.abs(latency.timedOutShare - failedShare)).toBeLessThan(
      3 * Math.sqrt((failedShare * (1 - failedShare)) / draws) + 1e-3,
    );
  });

  it('are the same to the last byte in every run: nothing is drawn', () => {
    expect(JSON.stringify(analyzed(system))).toBe(JSON.stringify(analyzed(system)));
  });

  it('grow with every latency and never fall below the time that is certain', () => {
    fc.assert(
      fc.property(anyTimes, fc.constantFrom('s', 'a', 'b', 'x', 'y', 'z'), (file, name) => {
        // Without timeouts: one that cuts a slower callee short makes a request that fails sooner.
        const patient = JSON.parse(JSON.stringify(file), (key, value) => (key === 'timeout' ? undefined : value));
        const {latency} = patient.services[name];
        const slower =
          typeof latency === 'string'
            ? `${ms(latency) + 30}ms`
            : {p50: `${ms(latency.p50) * 1.5}ms`, p99: `${ms(latency.p99) * 1.5}ms`};
        const after = latencyOf({
          ...patient,
          services: {...patient.services, [name]: {...patient.services[name], latency: slower}},
        });
        const before = percentiles(latencyOf(patient));
        for (const [i, [, value]] of percentiles(after).entries())
          expect(value).toBeGreaterThan(before[i]![1] * (1 - promised));
      }),
      {seed: 9, numRuns: 40},
    );
  });
});
