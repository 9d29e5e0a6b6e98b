import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {bottomUp} from '../../src/analysis/bottom-up.ts';
import {callGraph} from '../../src/analysis/call-graph.ts';
import {chainDepth} from '../../src/analysis/chain-depth.ts';
import {dominators} from '../../src/analysis/dominators.ts';
import {followed} from '../../src/analysis/followed.ts';
import {analyzed, topologyOf} from './built.ts';

const names = (count: number) => Array.from({length: count}, (_, i) => `s${i}`);

/** A file whose service i calls those that `callees` says. */
function fileOf(count: number, callees: (i: number) => readonly number[], more: object = {}) {
  return {
    services: Object.fromEntries(
      names(count).map((name, i) => [
        name,
        {latency: '1ms', concurrency: 200, ...more, calls: callees(i).map((to) => ({to: `s${to}`, timeout: '10s'}))},
      ]),
    ),
    operations: {op: {entry: 's0', rate: '50/s'}},
  };
}

/** Callees of each of at most eight nodes, every one reachable from the first; circles and repetitions included. */
const graph = fc
  .array(fc.tuple(fc.nat(20), fc.array(fc.nat(7), {maxLength: 3})), {minLength: 2, maxLength: 8})
  .map((rows) => {
    const next = rows.map(([, more]) => more.filter((to) => to < rows.length));
    for (const [i, [above]] of rows.entries()) if (i > 0) next[above % i]!.push(i);
    return next;
  });

/** Everything that can be reached from the first node without going through `without`. */
function reachedWithout(next: readonly (readonly number[])[], without: number): ReadonlySet<number> {
  const seen = new Set(without === 0 ? [] : [0]);
  for (const node of seen) for (const to of next[node]!) if (to !== without) seen.add(to);
  return seen;
}

describe('what is worked out in one pass', () => {
  it('gives dominators: without a node exactly what it dominates is out of reach', () => {
    fc.assert(
      fc.property(graph, (next) => {
        const {enter, leave, topDown} = dominators(next);
        for (const node of next.keys()) {
          const left = reachedWithout(next, node);
          const below = [...next.keys()].filter((x) => enter[node]! <= enter[x]! && enter[x]! < leave[node]!);
          expect(below).toEqual([...next.keys()].filter((x) => !left.has(x)));
        }
        expect(topDown.toSorted((a, b) => a - b)).toEqual([...next.keys()]);
      }),
      {seed: 3, numRuns: 500},
    );
  });

  it('gives every node what a walk from it alone gives, where no call leads back', () => {
    const down = graph.map((next) => next.map((targets, i) => targets.filter((to) => to > i)));
    fc.assert(
      fc.property(down, (next) => {
        const topology = topologyOf(fileOf(next.length, (i) => next[i]!));
        const paths = (node: number): number => next[node]!.reduce((sum, to) => sum + paths(to), 1);
        const counted = bottomUp<number>(callGraph(topology), (node, callee) =>
          next[node]!.reduce((sum, to) => sum + callee(to)!, 1),
        );
        for (const node of next.keys()) expect(counted.of(node)).toBe(paths(node));
        expect(counted.below(0).get(0)).toBe(paths(0));
      }),
      {seed: 4, numRuns: 200},
    );
  });

  it('goes around a cycle from each of its members, and calls back into it add nothing', () => {
    // From each of a ring's members the whole ring, once; a node that calls into it has one more.
    const around = (count: number) => {
      const topology = topologyOf(fileOf(count + 1, (i) => (i === count ? [1] : [(i + 1) % count])));
      const members = bottomUp<number>(
        callGraph(topology),
        (_, callee) => 1 + (callee(_ === count ? 1 : (_ + 1) % count) ?? 0),
      );
      return names(count + 1).map((_, i) => members.of(i));
    };
    expect(around(4)).toEqual([4, 4, 4, 4, 5]);
    // Of a large one only the first member in file order is taken as the entry: the last of it is called back from there.
    expect(around(30)).toEqual([...Array.from({length: 30}, (_, i) => 30 - i), 30]);
  });

  it('finds the longest path through twelve services that all call each other', () => {
    const count = 12;
    const everyone = Array.from({length: count}, (_, i) => i);
    const topology = topologyOf(
      fileOf(count + 1, (i) => (i === count ? [] : [...everyone, count].filter((to) => to !== i))),
    );
    expect(chainDepth(callGraph(topology), 0)).toBe(12);
  });
});

describe('a hang', () => {
  const callees = (count: number, far: number) => (i: number) =>
    i === 0 ? Array.from({length: count}, (_, k) => k + 1) : i <= 2 ? [far] : [];

  it('does the same below a service whatever else it calls: a hundred callees that take no time', () => {
    // Full after 200 places / 50 requests a second.
    for (const count of [3, 100]) {
      const {load} = analyzed(fileOf(count + 2, callees(count, count + 1), {latency: '0ms'})).operations['op']!;
      const {fullAfterSecondsIfHanging: full} = load.find(({service}) => service === 's0')!;
      expect(full['s1']).toBe(4);
      expect(full['s2']).toBe(4);
    }
  });

  it('is followed to every direct caller, however large the system', () => {
    const count = 2000;
    const hub = analyzed({
      ...fileOf(count, (i) => (i === count - 1 ? [] : [count - 1])),
      operations: Object.fromEntries([0, 700, 1990].map((i) => [`op${i}`, {entry: `s${i}`, rate: '50/s'}])),
    });
    expect(followed({nodes: {length: count}} as never)).toBe(1000);
    for (const {load} of Object.values(hub.operations))
      expect(load[0]!.fullAfterSecondsIfHanging[`s${count - 1}`]).toBe(4);
    expect(hub.blastRadius[`s${count - 1}`]!.fails).toEqual(['op0', 'op700', 'op1990']);
    expect(hub.assumptions.at(-1)).toContain('the 1000 nearest services above it');
  });
});

it('a chain of 20,000 calls is analyzed without running out of stack', () => {
  const count = 20_000;
  const {operations, couplings} = analyzed(fileOf(count, (i) => (i + 1 < count ? [i + 1] : [])));
  const {chainDepth: depth, dependencies, latency} = operations['op']!;
  expect(depth).toBe(count - 1);
  expect(dependencies).toHaveLength(count - 1);
  // Nobody states an availability: 0.999 each; a millisecond each, nothing of which reaches a timeout of 10 s but the sum.
  expect(operations['op']!.availability).toBeCloseTo(0.999 ** count, 12);
  expect(latency.p50Ms).toBe(10_001);
  expect(couplings).toHaveLength(count - 1);
});
