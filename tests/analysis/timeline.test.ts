import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {analysis} from '../../src/analysis/analysis.ts';
import {type ListedSpan, timelines} from '../../src/analysis/timeline.ts';
import {topologyOf} from './built.ts';
import {anyTimes} from './latency-file.ts';

function timelineOf(file: object, down: readonly string[] = [], most = 1000) {
  const topology = topologyOf(file);
  const [operation] = topology.operations.values();
  return timelines(topology, new Set(down))(operation!.entry, most);
}

const times = ({name, startMs, endMs, end}: ListedSpan) => [name, startMs, endMs, end];
const parts = (span: ListedSpan | undefined) => span?.parts.map(({kind, startMs, endMs}) => [kind, startMs, endMs]);

describe('the timeline of a request', () => {
  const chapter = {
    services: {
      api: {latency: '50ms', calls: [{to: 'notification', timeout: '30s'}, {to: 'audit'}, {to: 'reminder'}]},
      notification: {latency: '2s'},
      audit: {latency: '500ms'},
      reminder: {latency: '50ms'},
    },
  };

  it("lays the chapter's calls one after the other: 50 + 2000 + 500 + 50 = 2600 ms", () => {
    const {totalMs, failed, spans} = timelineOf(chapter);
    expect([totalMs, failed]).toEqual([2600, false]);
    expect(spans.map(times)).toEqual([
      ['api', 0, 2600, 'answered'],
      ['notification', 50, 2050, 'answered'],
      ['audit', 2050, 2550, 'answered'],
      ['reminder', 2550, 2600, 'answered'],
    ]);
    expect(parts(spans[0])).toEqual([
      ['own', 0, 50],
      ['waits', 50, 2600],
    ]);
  });

  it('ends where the first attempt is cut that nothing makes up for: 50 ms + 30 s, and no audit', () => {
    const {totalMs, failed, spans} = timelineOf(chapter, ['notification']);
    expect([totalMs, failed]).toEqual([30_050, true]);
    expect(spans.map(times)).toEqual([
      ['api', 0, 30_050, 'failed'],
      ['notification', 50, 30_050, 'timed-out'],
    ]);
    expect(parts(spans[1])).toEqual([['cut', 50, 30_050]]);
  });

  it('has no end where nothing is cut and something hangs; what comes after it never begins', () => {
    const {totalMs, failed, spans} = timelineOf(chapter, ['audit']);
    expect([totalMs, failed]).toEqual([Infinity, false]);
    expect(spans.map(times).slice(2)).toEqual([['audit', 2050, Infinity, 'never']]);
  });

  it('starts a parallel group together and goes on after the slowest: 100, then 30', () => {
    const calls = [{to: 'a', parallel: 'p'}, {to: 'c'}, {to: 'b', parallel: 'p'}];
    const services = {s: {latency: '0ms', calls}, a: {latency: '100ms'}, b: {latency: '80ms'}, c: {latency: '30ms'}};
    const {spans} = timelineOf({services});
    expect(spans.map(times).slice(1)).toEqual([
      ['a', 0, 100, 'answered'],
      ['b', 0, 80, 'answered'],
      ['c', 100, 130, 'answered'],
    ]);
    expect(spans.map(({parallel}) => parallel)).toEqual([false, false, true, false]);
  });

  it('shows attempts, pauses and the fallback: two cut after 1 s, 100 ms between them, then 20 ms of the spare', () => {
    const call = {to: 'a', timeout: '1s', retries: {max: 1, backoff: '100ms'}, onFailure: {fallback: 'b'}};
    const services = {s: {latency: '0ms', calls: [call]}, a: {latency: '5s'}, b: {latency: '20ms'}};
    const {totalMs, spans} = timelineOf({services});
    expect(totalMs).toBe(2120);
    expect(parts(spans[1])).toEqual([
      ['cut', 0, 1000],
      ['pause', 1000, 1100],
      ['cut', 1100, 2100],
    ]);
    expect(spans[1]).toMatchObject({attempts: 2, end: 'timed-out'});
    expect(spans[2]).toMatchObject({name: 'b', role: 'fallback', startMs: 2100, endMs: 2120});
  });

  it('no longer waits for a spare target, repeats a counted call, and publishes last', () => {
    const calls = [{to: {of: ['a', 'b'], required: 1}}, {to: 'c', count: 3}];
    const services = {
      s: {latency: '0ms', calls},
      a: {latency: '100ms'},
      b: {latency: '80ms'},
      c: {latency: '10ms'},
      seldom: {latency: '1s'},
    };
    const events = {
      E: {producer: 's', via: 'k', consumers: {a: {}}},
      F: {producer: 's', via: 'k', outbox: true, consumers: {a: {}}},
      G: {producer: 's', via: 'k', probability: '10%', consumers: {a: {}}},
    };
    const {totalMs, spans, seldom} = timelineOf({
      services,
      brokers: {k: {latency: '5ms'}},
      events,
      operations: {op: {entry: 's'}},
    });
    expect(totalMs).toBe(80 + 30 + 5);
    expect(spans.map(times).slice(1)).toEqual([
      ['a', 0, 80, 'not-awaited'],
      ['b', 0, 80, 'answered'],
      ['c', 80, 110, 'answered'],
      ['k', 110, 115, 'answered'],
    ]);
    expect(parts(spans[3])?.at(-1)).toEqual(['again', 90, 110]);
    expect(seldom).toBe(1);
  });

  it('ends at a call back into a cycle, which adds nothing', () => {
    const services = {
      s: {latency: '10ms', calls: [{to: 'a'}]},
      a: {latency: '5ms', calls: [{to: 's'}]},
    };
    const {totalMs, spans} = timelineOf({services, operations: {op: {entry: 's'}}});
    expect(totalMs).toBe(15);
    expect(spans.map(times)).toEqual([
      ['s', 0, 15, 'answered'],
      ['a', 10, 15, 'answered'],
      ['s', 15, 15, 'answered'],
    ]);
  });

  it('breaks down what takes longest where not all fits, and counts the rest', () => {
    const services = {
      s: {calls: [{to: 'quick'}, {to: 'slow'}, {to: 'middling'}]},
      quick: {latency: '1ms', calls: [{to: 'below'}]},
      slow: {latency: '1s', calls: [{to: 'below'}]},
      middling: {latency: '100ms'},
      below: {latency: '5ms'},
    };
    const names = (most: number) => timelineOf({services}, [], most).spans.map(({name, inside}) => [name, inside]);
    expect(names(3)).toEqual([
      ['s', 1],
      ['slow', 1],
      ['middling', 0],
    ]);
    expect(names(5)).toEqual([
      ['s', 0],
      ['quick', 1],
      ['slow', 0],
      ['below', 0],
      ['middling', 0],
    ]);
  });

  it('tells a latency of 0 ms from one that the file does not state', () => {
    const {spans} = timelineOf({services: {s: {calls: [{to: 'a'}]}, a: {latency: '0ms'}}});
    expect(spans.map(({name, stated}) => [name, stated])).toEqual([
      ['s', false],
      ['a', true],
    ]);
  });

  it('is as long as the typical latency, to the last digit, and leaves no gap in what the entry waits for', () => {
    const down = fc.constantFrom([], [], ['x'], ['a'], ['k']);
    fc.assert(
      fc.property(anyTimes, down, (file, hanging) => {
        const {totalMs, spans} = timelineOf(file, hanging);
        const known = analysis(topologyOf(file), {rules: [], down: new Set(hanging)});
        const {typicalMs} = known.operations['op']!.latency;
        expect(Number.isFinite(totalMs) ? totalMs : null).toBe(typicalMs);
        // What the entry waits for, from the spans right below it alone.
        let covered = spans[0]!.parts[0]!.endMs;
        for (const {startMs, endMs} of spans.filter(({depth}) => depth === 1)) {
          expect(startMs).toBeLessThanOrEqual(covered * (1 + 1e-9));
          covered = Math.max(covered, endMs);
        }
        if (Number.isFinite(totalMs)) expect(covered).toBeCloseTo(totalMs, 6);
        else expect(covered).toBe(Infinity);
        for (const [i, span] of spans.entries()) {
          const above = spans.slice(0, i).findLast(({depth}) => depth === span.depth - 1);
          expect(span.startMs).toBeGreaterThanOrEqual((above?.startMs ?? 0) * (1 - 1e-9));
          expect(span.endMs).toBeLessThanOrEqual((above?.endMs ?? totalMs) * (1 + 1e-9));
          for (const part of span.parts) expect(part.endMs).toBeLessThanOrEqual(span.endMs * (1 + 1e-9));
        }
      }),
      {seed: 11, numRuns: 150},
    );
  });

  it('lists no more spans than were asked for, the same total whatever their number', () => {
    fc.assert(
      fc.property(anyTimes, fc.integer({min: 1, max: 12}), (file, most) => {
        const some = timelineOf(file, [], most);
        expect(some.spans.length).toBeLessThanOrEqual(most);
        expect(some.totalMs).toBe(timelineOf(file).totalMs);
      }),
      {seed: 12, numRuns: 100},
    );
  });
});
