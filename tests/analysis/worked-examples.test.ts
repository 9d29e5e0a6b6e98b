import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';

// Every expected figure of this file is one of the worked examples in the format's description ("Worked examples (all
// must hold to 1e-12 for availability)"): products of the stated availabilities, sums of the stated latencies.

const relative = (value: number, expected: number) => Math.abs(value - expected) / Math.abs(expected);
const hours = (minutes: number) => Number((minutes / 60).toFixed(2));

const chain = (availabilities: readonly string[]) => ({
  services: Object.fromEntries(
    availabilities.map((availability, i) => [
      `s${i}`,
      {availability, ...(i < availabilities.length - 1 ? {calls: [{to: `s${i + 1}`}]} : {})},
    ]),
  ),
  operations: {op: {entry: 's0'}},
});

describe('availability of the worked examples', () => {
  const cases: readonly (readonly [string, object, number, number])[] = [
    ['one service', chain(['99.9%']), 0.999, 8.76],
    ['two in a chain', chain(['99.9%', '99.9%']), 0.998001, 17.51],
    ['three in a chain', chain(['99.9%', '99.9%', '99.9%']), 0.997002999, 26.25],
    ['four in a chain', chain(['99.9%', '99.9%', '99.9%', '99.9%']), 0.996005996001, 34.99],
    ['A, B at 99.5 %, C', chain(['99.9%', '99.5%', '99.9%']), 0.993010995, 61.22],
    ['B and C reading events', consumers(false), 0.9989001, 9.64],
    ['B and C reading events from an outbox', consumers(true), 0.999, 8.76],
    [
      'a diamond',
      {
        services: {
          A: {calls: [{to: 'B'}, {to: 'C'}]},
          B: {calls: [{to: 'D'}]},
          C: {calls: [{to: 'D'}]},
          D: {},
        },
        operations: {op: {entry: 'A'}},
      },
      0.996005996001,
      34.99,
    ],
    [
      'a fallback',
      {
        services: {
          A: {calls: [{to: 'B', onFailure: {fallback: 'C'}}]},
          B: {availability: '99%'},
          C: {availability: '99%'},
        },
        operations: {op: {entry: 'A'}},
      },
      0.9989001,
      9.64,
    ],
  ];
  it.each(cases)('%s', (_, file, availability, downtimeHours) => {
    const {op} = analyzed(file).operations;
    expect(relative(op!.availability, availability)).toBeLessThan(1e-12);
    expect(hours(op!.downtimeMinutesPerYear)).toBe(downtimeHours);
    expect(op!.exact).toBe(true);
  });

  function consumers(outbox: boolean) {
    return {
      services: {A: {}, B: {availability: '99.5%'}, C: {}},
      brokers: {kafka: {availability: '99.99%'}},
      events: {Happened: {producer: 'A', via: 'kafka', outbox, consumers: {B: {}, C: {}}}},
      operations: {op: {entry: 'A'}},
    };
  }
});

describe('the Task API of the chapter', () => {
  const badDay = (rate: string) =>
    readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8').replace(/rate: 20\/s/, `rate: ${rate}`);

  it('is 99.6006 % available, 34.99 h down a year, and takes 2.6 s of which 50 ms are its own', () => {
    const o = analyzed(badDay('20/s')).operations['create-task']!;
    expect(relative(o.availability, 0.996005996001)).toBeLessThan(1e-12);
    expect(relative(o.unavailability, 0.003994003999)).toBeLessThan(1e-12);
    expect(o.downtimeMinutesPerYear).toBeCloseTo(2099.2485, 4);
    expect(o.failedRequestsPerYear).toBeCloseTo(2_519_098, 0);
    expect(o.ceiling).toBeCloseTo(0.997002999, 14);
    expect(o.availabilityAlone).toBe(0.999);
    expect(o.latency).toMatchObject({typicalMs: 2600, aloneMs: 50, p50Ms: 2600, p95Ms: 2600, p99Ms: 2600});
    expect(o.latency.criticalPath).toEqual(['task-api', 'notification', 'audit', 'reminder']);
    expect(o.dependencies.map((d) => d.service)).toEqual(['notification', 'audit', 'reminder']);
    for (const d of o.dependencies) expect(d.gainMinutesPerYear).toBeCloseTo(524.0248, 4);
    expect(o.targets.availability).toMatchObject({target: 0.999, met: false, feasible: false});
    expect(o.targets.p99Ms).toMatchObject({target: 300, value: 2600, met: false, feasible: false});
    expect([o.chainDepth, o.retryAmplification, o.quanta]).toEqual([1, 1, 1]);
  });

  it('keeps 52 requests busy at 20/s and is full 10 s after a callee hangs', () => {
    const [load] = analyzed(badDay('20/s')).operations['create-task']!.load;
    expect(load).toMatchObject({service: 'task-api', busy: 52, concurrency: 200, refusedShare: 0});
    expect(load!.fullAfterSecondsIfHanging).toEqual({notification: 10, audit: 10, reminder: 10});
  });

  it('refuses 23.1 % at 100/s, where 260 requests would be busy, and is full 2 s after Notification hangs', () => {
    const [load] = analyzed(badDay('100/s')).operations['create-task']!.load;
    expect(load!.busy).toBe(260);
    expect(load!.refusedShare).toBeCloseTo(0.231, 3);
    expect(load!.fullAfterSecondsIfHanging['notification']).toBe(2);
  });

  it('takes 650 ms on a healthy day, with 65 requests busy at 100/s', () => {
    const healthy = readFileSync('fixtures/topologies/task-api-healthy.topology.yaml', 'utf8').replace(
      /rate: 20\/s/,
      'rate: 100/s',
    );
    const o = analyzed(healthy).operations['create-task']!;
    expect(o.latency.typicalMs).toBe(650);
    expect(o.load[0]!.busy).toBe(65);
  });
});
