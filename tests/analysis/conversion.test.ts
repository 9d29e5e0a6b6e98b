import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {suggestedEventName} from '../../src/analysis/suggested-event-name.ts';
import {topologyOf} from './built.ts';
import {all, converted, done, taskApi} from './converted.ts';

describe('a conversion', () => {
  it('of three calls under one name is one event: one publish, one broker latency', () => {
    const {changes, after} = done(converted(taskApi, all));
    const change = changes['create-task']!;
    // 0.999 x 0.9999, and 50 + 5 ms
    expect(change.availability.after).toBeCloseTo(0.999 * 0.9999, 14);
    expect(change.typicalMs).toEqual({before: 2600, after: 55});
    expect(change.chainDepth).toEqual({before: 2, after: 0});
    expect(change.quanta).toEqual({before: 1, after: 4});
    expect(after.topology).toMatchObject({events: 1, calls: 1});
    expect(Object.keys(after.operations)).toEqual(['create-task']);
  });

  it('with an outbox leaves the broker out of the request', () => {
    const {availability, typicalMs} = done(converted(taskApi, all, {outbox: true})).changes['create-task']!;
    expect([availability.after, typicalMs.after]).toEqual([0.999, 50]);
  });

  it('says whether the consumers keep up: handlers, rate limits of what they call, and unknown ones', () => {
    const {lateBy, worse} = done(converted(taskApi, all));
    const by = Object.fromEntries(lateBy.map((lag) => [lag.consumer, lag]));
    // 60 at once, 2 s each: 30/s against 20/s; a minute's outage leaves 1200 messages, gone at 10/s
    expect(by['notification']).toMatchObject({keepsUp: true, rate: 20, capacity: 30, backlogPerOutageMinute: 1200});
    expect(by['notification']!.catchUpSecondsPerOutageMinute).toBeCloseTo(120, 9);
    expect(by['audit']).toMatchObject({keepsUp: false, limitedBy: 'siem'});
    expect(by['reminder']).toMatchObject({keepsUp: null, capacity: null});
    expect(worse[0]).toContain('reminder');
    expect(worse.join(' ')).toMatch(/audit falls behind/);
    expect(worse.join(' ')).toMatch(/7 days/);
  });

  it('puts the open question on top where nobody has said whether the result is needed', () => {
    expect(done(converted(taskApi, all)).openQuestions).toEqual(["Does task-api need to wait for reminder's result?"]);
    expect(done(converted(taskApi, [all[0]!])).openQuestions).toEqual([]);
  });

  it("is refused for a needed result, a callee that cannot consume, two callers, and another producer's event", () => {
    const needed = {
      ...taskApi,
      services: {...taskApi.services, 'task-api': {calls: [{to: 'audit', needsResult: true}]}},
    };
    expect(converted(needed, ['task-api:audit'])).toHaveProperty(
      'message',
      expect.stringContaining('needs the result'),
    );
    expect(converted(needed, ['task-api:audit'], {convertNeeded: true})).toHaveProperty('changes');
    expect(converted(taskApi, ['audit:siem'])).toHaveProperty(
      'message',
      expect.stringContaining('third party cannot consume'),
    );
    expect(converted(taskApi, ['audit:siem'])).toHaveProperty(
      'hint',
      expect.stringContaining('Convert the call that leads to audit'),
    );
    const two = {...taskApi, services: {...taskApi.services, reminder: {calls: [{to: 'notification'}]}}};
    expect(converted(two, ['task-api:audit', 'reminder:notification'])).toHaveProperty(
      'message',
      expect.stringContaining('one owner'),
    );
    const taken = {...taskApi, events: {TaskCreated: {producer: 'audit', via: 'kafka'}}};
    expect(converted(taken, ['task-api:reminder'])).toHaveProperty(
      'message',
      expect.stringContaining('published by audit'),
    );
  });

  it('adds consumers to an event that the caller publishes already', () => {
    const has = {...taskApi, events: {TaskCreated: {producer: 'task-api', via: 'kafka', consumers: {audit: {}}}}};
    const {lateBy, after} = done(converted(has, ['task-api:reminder', 'task-api:audit']));
    expect(lateBy.map((l) => l.consumer)).toEqual(['audit', 'reminder']);
    expect(after.topology.events).toBe(1);
  });

  it('names the broker of an event that had none, and takes a service as producer where all its endpoints call', () => {
    const open = {...taskApi, events: {TaskCreated: {producer: 'task-api', consumers: {audit: {}}}}};
    expect(done(converted(open, ['task-api:reminder'])).changes['create-task']!.availability.after).toBeCloseTo(
      0.999 * 0.999 * 0.999 ** 2 * 0.9999,
      12,
    );
    const calls = [{to: 'audit', needsResult: false}];
    const endpoints = {
      ...taskApi,
      services: {...taskApi.services, 'task-api': {endpoints: {create: {calls}, change: {calls}}}},
      operations: {},
    };
    expect(done(converted(endpoints, ['task-api:audit'])).conversions.map((c) => c.from)).toEqual([
      'task-api/create',
      'task-api/change',
    ]);
    const made = {...endpoints, events: {TaskCreated: {producer: 'task-api', via: 'kafka', consumers: {}}}};
    expect(done(converted(made, ['task-api:audit'])).lateBy).toHaveLength(1);
    expect(converted(made, ['task-api/create:audit'])).toHaveProperty(
      'message',
      expect.stringContaining('task-api/change too'),
    );
  });

  it('publishes when any of the calls would have been made, and says what each reader gets more', () => {
    const rare = [
      {to: 'notification', probability: 0.3, count: 10, needsResult: false},
      {to: 'audit', probability: 0.6, needsResult: false},
    ];
    const file = {...taskApi, services: {...taskApi.services, 'task-api': {calls: rare}}};
    const {lateBy, worse} = done(converted(file, all.slice(0, 2)));
    // 1 - 0.7 x 0.4
    expect(lateBy[0]!.rate).toBeCloseTo(20 * 0.72, 9);
    expect(worse.join(' ')).toContain('was called 10 times a request');
    expect(worse.join(' ')).toContain('30 % of the requests and now hears of 72 %');
    expect(worse.join(' ')).toContain('in 72 % of its requests');
  });

  it('is refused where an event is published too seldom, or everything is done already', () => {
    const seldom = {
      ...taskApi,
      events: {TaskCreated: {producer: 'task-api', via: 'kafka', probability: 0.1, consumers: {audit: {}}}},
    };
    expect(converted(seldom, ['task-api:reminder'])).toHaveProperty(
      'message',
      expect.stringContaining('10 % of the requests'),
    );
    const heard = {...taskApi, events: {TaskCreated: {producer: 'task-api', via: 'kafka', consumers: {audit: {}}}}};
    expect(converted(heard, ['task-api:audit'], {keep: true})).toHaveProperty(
      'message',
      expect.stringContaining('already'),
    );
  });

  it('with keep leaves the call in place and adds the event', () => {
    const {changes, after} = done(converted(taskApi, ['task-api:audit'], {keep: true}));
    expect(after.topology).toMatchObject({calls: 4, events: 1});
    expect(changes['create-task']!.typicalMs).toEqual({before: 2600, after: 2605});
  });

  it('keeps the operations that a file without any had implied', () => {
    const {operations: _, ...file} = {
      ...taskApi,
      services: {a: {calls: [{to: 'b', needsResult: false}]}, b: {calls: [{to: 'a', onFailure: 'ignore'}]}},
    };
    const {before, after} = done(converted(file, ['a:b']));
    expect(Object.keys(after.operations)).toEqual(Object.keys(before.operations));
  });

  it('that wins nothing is called pointless', () => {
    const perfect = {
      ...taskApi,
      services: {
        a: {latency: '10ms', calls: [{to: 'b', needsResult: false}, {to: 'c'}]},
        b: {availability: '99.9999%', calls: [{to: 'c'}]},
        c: {},
      },
      brokers: {kafka: {availability: '99.9999%', latency: '0ms'}},
      operations: {op: {entry: 'a'}},
    };
    expect(done(converted(perfect, ['a:b'])).pointless).toBe(true);
    expect(done(converted(taskApi, all)).pointless).toBe(false);
  });

  it('changes the request path only through its broker', () => {
    // Relation: with a perfect broker, or an outbox, no conversion can lower the availability of any operation.
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(4), fc.nat(4)), {minLength: 1, maxLength: 7}), fc.nat(6), (edges, pick) => {
        const real = edges.filter(([from, to]) => from !== to);
        fc.pre(real.length > 0);
        const services = Object.fromEntries(
          Array.from({length: 5}, (_, i) => [
            `s${i}`,
            {availability: '99%', calls: real.filter(([from]) => from === i).map(([, to]) => ({to: `s${to}`}))},
          ]),
        );
        const [from, to] = real[pick % real.length]!;
        const file = {
          version: 1,
          name: 'r',
          services,
          brokers: {kafka: {availability: 1}},
          operations: {op: {entry: 's0'}},
        };
        const {availability} = done(converted(file, [`s${from}:s${to}`])).changes['op']!;
        expect(availability.after).toBeGreaterThanOrEqual(availability.before - 1e-14);
        const outbox = done(
          converted({...file, brokers: {kafka: {availability: 0.5}}}, [`s${from}:s${to}`], {outbox: true}),
        );
        expect(outbox.changes['op']!.availability.after).toBeCloseTo(availability.after, 14);
      }),
      {seed: 7, numRuns: 150},
    );
  });
});

describe('a suggested event name', () => {
  it('says what happened, from the operation or the caller', () => {
    const topology = topologyOf(taskApi);
    expect(suggestedEventName(topology, topology.nodes[0]!.calls)).toBe('TaskCreated');
    const other = topologyOf({services: {'price-sync': {calls: [{to: 'b'}]}, b: {}}});
    expect(suggestedEventName(other, other.nodes[0]!.calls)).toBe('PriceSyncCompleted');
  });
});
