import {describe, expect, it} from 'vitest';
import {analysis, stateOutcome} from '../../src/analysis/analysis.ts';
import {analyzed, topologyOf} from './built.ts';

/** The chapter's Task API with a second endpoint that calls nobody. Figures from its worked examples. */
const taskApi = (calls: object = {timeout: '30s'}) => ({
  services: {
    'task-api': {
      concurrency: 200,
      endpoints: {
        create: {latency: '50ms', calls: [{to: 'notification', ...calls}, {to: 'audit'}]},
        list: {latency: '20ms'},
      },
    },
    notification: {latency: '50ms', calls: [{to: 'slack'}]},
    audit: {latency: '500ms'},
    slack: {kind: 'external'},
  },
  operations: {create: {entry: 'task-api/create', rate: '100/s'}, list: {entry: 'task-api/list', rate: '50/s'}},
});

describe('blast radius', () => {
  it('of a hanging callee: its caller fails, and who shares the pool starves after concurrency / rate seconds', () => {
    const {blastRadius} = analyzed(taskApi());
    expect(blastRadius['notification']).toMatchObject({
      fails: ['create'],
      starves: ['list'],
      degrades: [],
      starvesAfterSeconds: {list: 2},
    });
    expect(blastRadius['slack']).toMatchObject({fails: ['create'], starves: ['list'], starvesAfterSeconds: {list: 2}});
    expect(blastRadius['task-api']).toMatchObject({fails: ['create', 'list'], starves: []});
  });

  it('of a broker that takes no messages: who publishes fails, who shares the pool starves, with an outbox nobody does', () => {
    const file = (event: object) => ({
      services: {
        api: {concurrency: 50, endpoints: {create: {latency: '10ms'}, list: {latency: '1ms'}}},
        front: {concurrency: 500, endpoints: {new: {calls: [{to: 'api/create'}]}, home: {}}},
        reader: {},
      },
      brokers: {kafka: {}},
      events: {Created: {producer: 'api/create', via: 'kafka', consumers: {reader: {}}, ...event}},
      operations: {
        create: {entry: 'front/new', rate: '10/s'},
        list: {entry: 'api/list', rate: '1/s'},
        home: {entry: 'front/home', rate: '1/s'},
      },
    });
    // The publish waits for ever: 50 places at 10/s are taken after 5 s, the 500 of the caller after 50 s.
    expect(analyzed(file({})).blastRadius['kafka']).toMatchObject({
      fails: ['create'],
      starves: ['list', 'home'],
      starvesAfterSeconds: {list: 5, home: 50},
    });
    expect(analyzed(file({outbox: true})).blastRadius['kafka']).toMatchObject({
      fails: [],
      starves: [],
      late: ['create'],
    });
    // One request in ten publishes: 1/s waits.
    expect(analyzed(file({probability: 0.1})).blastRadius['kafka']!.starvesAfterSeconds['list']).toBeCloseTo(50, 9);
  });

  it('a timeout that keeps rate x timeout below the pool starves nobody', () => {
    expect(analyzed(taskApi({timeout: '1s'})).blastRadius['notification']).toMatchObject({
      fails: ['create'],
      starves: [],
    });
  });

  it('a failure that is ignored, or a fallback, degrades', () => {
    expect(analyzed(taskApi({timeout: '1s', onFailure: 'ignore'})).blastRadius['notification']).toMatchObject({
      fails: [],
      degrades: ['create'],
    });
    expect(
      analyzed(taskApi({timeout: '1s', onFailure: {fallback: 'audit'}})).blastRadius['notification'],
    ).toMatchObject({fails: [], degrades: ['create']});
  });

  it('a full pool behind a call that is ignored degrades, and starves nobody', () => {
    const {blastRadius} = analyzed({
      services: {
        gw: {concurrency: 10, calls: [{to: 'slow', onFailure: 'ignore', timeout: '20ms'}]},
        slow: {concurrency: 2, calls: [{to: 'c', timeout: '30s'}]},
        c: {},
      },
      operations: {op: {entry: 'gw', rate: '100/s'}},
    });
    expect(blastRadius['c']).toMatchObject({fails: [], starves: [], degrades: ['op']});
  });

  it('lateness goes through what consumers call', () => {
    const {blastRadius} = analyzed({
      services: {a: {}, c1: {calls: [{to: 'helper'}]}, helper: {}, last: {}},
      brokers: {k: {}},
      events: {
        E1: {producer: 'a', via: 'k', consumers: {c1: {}}},
        E2: {producer: 'helper', via: 'k', consumers: {last: {}}},
      },
      operations: {op: {entry: 'a'}},
    });
    expect(blastRadius['last']).toMatchObject({late: ['op']});
  });

  it('a consumer that is down makes the operation late, a broker fails it unless there is an outbox', () => {
    const file = (outbox: boolean) => ({
      services: {a: {}, b: {calls: [{to: 'c'}]}, c: {}},
      brokers: {kafka: {}},
      events: {Done: {producer: 'a', via: 'kafka', outbox, consumers: {b: {}}}},
      operations: {op: {entry: 'a'}},
    });
    expect(analyzed(file(false)).blastRadius).toMatchObject({
      b: {fails: [], late: ['op']},
      c: {fails: [], late: ['op']},
      kafka: {fails: ['op'], late: []},
    });
    expect(analyzed(file(true)).blastRadius['kafka']).toMatchObject({fails: [], late: ['op']});
  });
});

describe('a state', () => {
  it('with a service down: callers wait for their timeout, then fail', () => {
    const o = analyzed(taskApi(), ['notification']).operations['create']!;
    expect(o.availability).toBe(0);
    expect(o.latency.typicalMs).toBe(30_050);
    expect(o.load.find((l) => l.service === 'task-api')!.fullAfterSecondsIfHanging['notification']).toBe(2);
  });

  it('with a service down and no timeout: the answer never comes', () => {
    expect(analyzed(taskApi({}), ['notification']).operations['create']!.latency).toMatchObject({
      typicalMs: null,
      p50Ms: null,
    });
  });

  it('tells what several outages at once do to every operation', () => {
    const topology = topologyOf(taskApi());
    expect(stateOutcome(topology, new Set(['notification']))).toMatchObject({
      fails: ['create'],
      starves: ['list'],
      starvesAfterSeconds: {list: 2},
    });
    expect(stateOutcome(topology, new Set(['notification', 'task-api']))).toMatchObject({
      fails: ['create', 'list'],
      starves: [],
    });
  });
});

describe('the analysis', () => {
  it('gives the same bytes for the same input', () => {
    const topology = topologyOf(taskApi());
    const once = JSON.stringify(analysis(topology, {rules: []}));
    expect(JSON.stringify(analysis(topologyOf(taskApi()), {rules: []}))).toBe(once);
  });
});
