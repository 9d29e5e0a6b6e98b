import {describe, expect, it} from 'vitest';
import {analyzed} from './built.ts';

const callFrom = (call: object, more: object = {}) =>
  analyzed({
    services: {a: {latency: '10ms', calls: [{to: 'b', ...call}]}, b: {latency: '40ms', ...more}, c: {latency: '5ms'}},
    operations: {op: {entry: 'a', rate: '10/s'}},
  }).couplings;

describe('the three couplings of a call', () => {
  it('are tight where the caller fails without the callee and knows its fields', () => {
    const [c] = callFrom({contract: {version: 'v1', fields: ['x', 'y'], changesPerYear: 4}, needsResult: false});
    expect(c).toMatchObject({
      from: 'a',
      to: 'b',
      operations: ['op'],
      advice: 'convert',
      question: "Does a need to wait for b's result?",
      temporal: {level: 'tight', waitMs: 40},
      availability: {level: 'tight'},
      behavioral: {level: 'tight', coordinatedDeploymentsPerYear: 4, fields: ['x', 'y']},
    });
    // 0.999 x 0.001 of a year of 525,600 minutes
    expect(c!.availability.minutesPerYear).toBeCloseTo(0.999 * 0.001 * 525_600, 9);
    expect(c!.temporal.because).toContain('40 ms');
    expect(c!.availability.because).toContain('8.7');
  });

  it('loosen to partial with ignore, fallback, spare target or a probability', () => {
    const levels = (call: object) => {
      const [c] = callFrom(call);
      return [c!.temporal.level, c!.availability.level, c!.behavioral.level];
    };
    expect(levels({onFailure: 'ignore'})).toEqual(['partial', 'loose', 'partial']);
    expect(levels({onFailure: {fallback: 'c'}})).toEqual(['partial', 'partial', 'partial']);
    expect(levels({probability: 0.5})).toEqual(['tight', 'partial', 'partial']);
    expect(levels({to: {of: ['b', 'c'], required: 1}})).toEqual(['partial', 'partial', 'partial']);
    expect(levels({to: {of: ['b', 'c'], required: 2}})).toEqual(['tight', 'tight', 'partial']);
  });

  it('has one entry per target of a group and one per fallback', () => {
    const group = callFrom({to: {of: ['b', 'c'], required: 1}});
    expect(group.map((c) => [c.to, c.group?.required])).toEqual([
      ['b', 1],
      ['c', 1],
    ]);
    const fallback = callFrom({onFailure: {fallback: 'c'}});
    expect(fallback.map((c) => [c.to, c.role])).toEqual([
      ['b', undefined],
      ['c', 'fallback'],
    ]);
  });

  it('counts deployment windows and the requests that they hit', () => {
    // 5 a week are 5 x 365 / 7 a year; each of 30 s meets 10 requests a second
    const [c] = callFrom({}, {deploys: {perWeek: 5, outage: '30s'}});
    expect(c!.temporal.windowsPerYear).toBeCloseTo((5 * 365) / 7, 9);
    expect(c!.temporal.requestsHitPerYear).toBeCloseTo(((5 * 365) / 7) * 300, 6);
  });

  it('advises by the answer to the question, and keeps a datastore synchronous where nothing is said', () => {
    expect(callFrom({needsResult: true})[0]!.advice).toBe('keep-sync');
    expect(callFrom({})[0]!.advice).toBe('ask');
    expect(callFrom({}, {kind: 'datastore'})[0]!.advice).toBe('keep-sync');
  });

  it('multiplies coordinated deployments by the callers that must move', () => {
    const contract = {fields: ['source_ip'], changesPerYear: 2};
    const {couplings} = analyzed({
      services: {
        a: {calls: [{to: 'audit', contract}]},
        b: {calls: [{to: 'audit', contract}]},
        c: {calls: [{to: 'audit', contract}]},
        audit: {},
      },
    });
    expect(couplings.map((c) => c.behavioral.coordinatedDeploymentsPerYear)).toEqual([6, 6, 6]);
  });

  it('costs what the callee takes with all that only it needs, on whatever path it is called', () => {
    const {couplings} = analyzed({
      services: {a: {calls: [{to: 'b'}, {to: 'c'}]}, b: {calls: [{to: 'c'}, {to: 'd'}]}, c: {}, d: {}},
    });
    const cost = (from: string, to: string) =>
      couplings.find((c) => c.from === from && c.to === to)!.availability.minutesPerYear;
    // four variables of 0.999: without c three are left; without b and d (which only b needs) two, a and c
    expect(cost('a', 'c')).toBeCloseTo((0.999 ** 3 - 0.999 ** 4) * 525_600, 6);
    expect(cost('b', 'c')).toBe(cost('a', 'c'));
    expect(cost('a', 'b')).toBeCloseTo((0.999 ** 2 - 0.999 ** 4) * 525_600, 6);
  });

  it('is loose in availability where no operation fails with the callee, whatever its caller does', () => {
    const {couplings} = analyzed({
      services: {a: {calls: [{to: 'b', onFailure: 'ignore'}]}, b: {calls: [{to: 'c'}]}, c: {}},
      operations: {op: {entry: 'a'}},
    });
    expect(couplings.find((c) => c.to === 'c')!.availability).toMatchObject({level: 'loose', minutesPerYear: 0});
    expect(couplings.find((c) => c.to === 'c')!.availability.because).toContain('no operation fails with it');
  });

  it('waits for a fallback as long as the fallback takes', () => {
    expect(callFrom({onFailure: {fallback: 'c'}}).map((c) => c.temporal.waitMs)).toEqual([40, 5]);
  });

  it('counts the requests that a window hits, not their attempts, and says nothing where no rate is known', () => {
    const deploys = {perWeek: 7, outage: '60s'};
    // 10 requests a second, half of which make the call, meet 365 windows of 60 s
    const [c] = callFrom({count: 4, probability: 0.5, retries: {max: 3}, timeout: '1s'}, {deploys});
    expect(c!.temporal.requestsHitPerYear).toBeCloseTo(10 * 0.5 * 365 * 60, 6);
    const {couplings} = analyzed({
      services: {a: {calls: [{to: 'b'}]}, b: {deploys}, other: {}},
      operations: {unknown: {entry: 'a'}, known: {entry: 'other', rate: '5/s'}},
    });
    expect(couplings[0]!.temporal.requestsHitPerYear).toBeNull();
  });

  it('leaves telemetry out and keeps calls that no operation reaches', () => {
    const {couplings, topology} = analyzed({
      services: {a: {calls: [{to: 'otel'}]}, otel: {telemetry: true}, z: {calls: [{to: 'y'}]}, y: {}},
      operations: {op: {entry: 'a'}},
    });
    expect(couplings).toHaveLength(1);
    expect(couplings[0]).toMatchObject({from: 'z', to: 'y', operations: [], availability: {minutesPerYear: 0}});
    expect(topology.calls).toBe(1);
  });
});

describe('a call whose failure is ignored', () => {
  it('is not charged with what its callee costs through other calls', () => {
    const shared = (onFailure: string) => ({
      services: {
        shop: {calls: [{to: 'points', onFailure}, {to: 'profile'}]},
        profile: {calls: [{to: 'points'}]},
        points: {},
      },
    });
    const [ignored] = analyzed(shared('ignore')).couplings;
    expect(ignored!.availability).toMatchObject({level: 'loose'});
    expect(ignored!.availability.because).toMatch(
      /^A failure is ignored: this call takes nothing with it; through other calls points .* cost shop 8\.7\d h a year\.$/,
    );
    expect(analyzed(shared('fail')).couplings[0]!.availability.because).not.toContain('through other calls');
  });
});

describe('what stands between a callee and an operation', () => {
  it('makes its availability coupling partial, for the operation does not fail whenever the callee does', () => {
    const behind = (call: object) =>
      analyzed({
        services: {a: {calls: [call]}, b: {calls: [{to: 'c'}]}, c: {}, spare: {}},
        operations: {op: {entry: 'a'}},
      }).couplings.find(({to}) => to === 'c')!.availability;
    expect(behind({to: 'b'})).toMatchObject({level: 'tight'});
    for (const call of [
      {to: 'b', onFailure: {fallback: 'spare'}},
      {to: 'b', probability: 0.2},
      {to: {of: ['b', 'spare'], required: 1}},
    ]) {
      expect(behind(call).level).toBe('partial');
      expect(behind(call).because).toMatch(/^When c fails, the caller fails, but not every request with it: c /);
    }
    // a fifth of the requests needs b and c: 0.2 x 0.999 x 0.999 x 0.001 of a year
    expect(behind({to: 'b', probability: 0.2}).minutesPerYear).toBeCloseTo(0.2 * 0.999 ** 2 * 0.001 * 525_600, 6);
    expect(behind({to: 'b', onFailure: 'ignore'})).toMatchObject({level: 'loose', minutesPerYear: 0});
  });

  it('is loose where only another endpoint of the callee is needed', () => {
    const {couplings} = analyzed({
      services: {
        a: {calls: [{to: 's/needed'}, {to: 'b', onFailure: 'ignore'}]},
        b: {calls: [{to: 's/other'}]},
        s: {endpoints: {needed: {}, other: {}}},
      },
      operations: {op: {entry: 'a'}},
    });
    const of = (from: string, endpoint: string) =>
      couplings.find((c) => c.from === from && c.toEndpoint === endpoint)!.availability;
    expect(of('a', 'needed')).toMatchObject({level: 'tight'});
    expect(of('b', 'other')).toMatchObject({level: 'loose', minutesPerYear: 0});
  });

  it('makes the windows of a fallback hit only the requests that come to it', () => {
    const hit = (more: object, call: object = {}) =>
      analyzed({
        services: {
          a: {calls: [{to: 'b', onFailure: {fallback: 'spare'}, ...call}]},
          b: {availability: '98%', latency: '40ms', ...more},
          spare: {deploys: {perWeek: 7, outage: '60s'}},
        },
        operations: {op: {entry: 'a', rate: '10/s'}},
      }).couplings.find(({role}) => role === 'fallback')!.temporal;
    // 365 windows of 60 s at 10/s, of which 2 % find b down
    expect(hit({})).toMatchObject({level: 'partial'});
    expect(hit({}).requestsHitPerYear).toBeCloseTo(365 * 60 * 10 * 0.02, 6);
    // half of b's answers come after the timeout
    const late = hit({latency: {p50: '40ms', p99: '90ms'}}, {timeout: '40ms'});
    expect(late.requestsHitPerYear! / (365 * 60 * 10)).toBeCloseTo(0.02 + 0.98 * 0.5, 3);
  });
});

describe('the facets of a conversion', () => {
  it('are all eight, each once: time, place and topology come loose, format and meaning stay, conversation and order cost', () => {
    // Hohpe's eight dimensions; format and semantics are tight in every style, only a topic frees the topology.
    const [{facets}] = callFrom({}) as [ReturnType<typeof callFrom>[number]];
    expect(facets).toEqual({
      loosened: ['temporal', 'location', 'topology'],
      kept: ['technology', 'data format', 'semantics'],
      worse: ['conversation', 'order'],
    });
  });
});

describe('what the caller knows', () => {
  it('is named: path, version, fields, attempts, and who must deploy when it changes', () => {
    const because = (call: object) => callFrom(call)[0]!.behavioral.because;
    const contract = {version: 'v2', fields: ['id', 'text'], changesPerYear: 3};
    expect(because({request: 'POST /v2/mails', retries: {max: 3}, contract})).toBe(
      'The caller knows POST /v2/mails and 2 fields of version v2 (id and text), and that it may be asked 4 times; a new required field makes its caller deploy; 3 changes a year make its caller deploy: 3 deployments.',
    );
    expect(because({})).toBe(
      'The caller knows where b is and how to call it; which fields it must send is not stated.',
    );
    expect(because({contract: {fields: []}})).toContain('it sends no fields');
  });
});
