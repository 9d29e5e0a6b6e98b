import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {samples} from '../../../src/import/traces/samples.ts';
import {timeCovered} from '../../../src/import/traces/time-covered.ts';
import {draftOf, type Told} from './traced.ts';

const clock = (starts: readonly number[]) => {
  const list = samples();
  for (const start of starts) list.push(start);
  return list;
};
const every = (count: number, from: number, step: number) => Array.from({length: count}, (_, i) => from + i * step);

describe('the time that traces cover', () => {
  it('is from the first to the last, of all services that begin traces', () => {
    expect(timeCovered([clock(every(50, 100, 10)), clock(every(20, 300, 30))])).toMatchObject({
      firstUs: 100,
      lastUs: 870,
      aside: 0,
    });
    expect(timeCovered([])).toEqual({firstUs: 0, lastUs: 0, aside: 0});
  });

  it('leaves single traces aside that are far from all others, and a service whose clock is', () => {
    const single = timeCovered([clock([...every(50, 0, 10), 86_400_000_000])]);
    expect(single).toMatchObject({firstUs: 0, lastUs: 490, aside: 1});
    const service = timeCovered([clock(every(50, 0, 10)), clock(every(20, -3_600_000_000, 10))]);
    expect(service).toMatchObject({firstUs: 0, lastUs: 490, aside: 20});
  });

  it('is all of it where traffic comes in bursts', () => {
    const bursts = [...every(50, 0, 1), ...every(10, 100_000, 1)];
    expect(timeCovered([clock(bursts)])).toMatchObject({firstUs: 0, lastUs: 100_009, aside: 0});
  });

  it('lies between the first and the last start, and leaves at most one in twenty of one clock aside', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: 0, max: 1e9}), {minLength: 1, maxLength: 80}), (starts) => {
        const {firstUs, lastUs, aside} = timeCovered([clock(starts)]);
        expect(firstUs).toBeGreaterThanOrEqual(Math.min(...starts));
        expect(lastUs).toBeLessThanOrEqual(Math.max(...starts));
        expect(firstUs).toBeLessThanOrEqual(lastUs);
        expect(aside).toBeLessThanOrEqual(starts.length / 20);
      }),
      {seed: 1},
    );
  });
});

describe('a clock that is wrong', () => {
  /** Every 100 ms a request; the callee's clock is off in those that `off` names. */
  const traces = (off: (i: number) => number): Told[] =>
    every(101, 0, 100).flatMap((at, i): Told[] => [
      {trace: i + 1, id: 1, service: 'web', name: 'GET /', kind: 'server', at, ms: 20},
      {trace: i + 1, id: 2, parent: 1, service: 'web', kind: 'client', at: at + 3, ms: 10},
      {trace: i + 1, id: 3, parent: 2, service: 'ads', kind: 'server', at: at + 4 + off(i), ms: 8},
    ]);
  const hour = 3_600_000;

  it('of a callee changes no rate', async () => {
    for (const off of [() => -hour, (i: number) => (i === 50 ? 24 * hour : 0)]) {
      const draft = await draftOf(traces(off));
      // 101 requests in 10 s.
      expect(draft.operations).toMatchObject([{rate: 10.1}]);
      expect(draft.notes[0]).toContain('begun within 10 s');
    }
  });

  it('of a callee changes nothing about which traces began in a window of time', async () => {
    const epochMs = 1_780_000_000_000;
    const window = {since: epochMs + 1950, until: epochMs + 7050};
    const draft = await draftOf(
      traces(() => -hour / 2),
      window,
    );
    // From 2 s to 7 s, both included.
    expect(draft.notes[0]).toBe('153 spans in 51 traces, begun within 5 s.');
    expect(draft.calls).toMatchObject([{observed: {perRequest: 1}}]);
  });

  it('of one trace changes no rate and is told', async () => {
    const draft = await draftOf([
      ...traces(() => 0),
      {trace: 500, id: 1, service: 'web', name: 'GET /', kind: 'server', at: 24 * hour},
    ]);
    // 102 requests, 101 of them in 10 s.
    expect(draft.operations).toMatchObject([{rate: 10.2}]);
    expect(draft.notes.join('\n')).toContain('1 trace begins far from all others');
  });
});
