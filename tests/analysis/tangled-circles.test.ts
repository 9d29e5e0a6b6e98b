import {expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import {topologyOf} from './built.ts';

/** The next of a sequence between 0 and 1 (Lehmer 1951, with the numbers of Park and Miller). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

/** Services that may all call each other, each call with a fallback: by number, what fails of itself and what is called. */
function entangled(size: number, seed: number) {
  const next = sequence(seed);
  const any = () => Math.floor(next() * size);
  return Array.from({length: size}, (_, i) => ({
    down: i === 0 ? 0.001 : 0.02 + next() / 10,
    calls: Array.from({length: 2}, () => [any(), any()] as const),
  }));
}

/** How often the first fails, played through: nothing on a circle fails only because something on it would. */
function share(services: ReturnType<typeof entangled>, draws: number, seed: number): number {
  const next = sequence(seed);
  let failures = 0;
  for (let n = 0; n < draws; n += 1) {
    const fails = services.map(({down}) => next() < down);
    for (let changed = true; changed; ) {
      changed = false;
      for (const [i, {calls}] of services.entries()) {
        if (fails[i] || !calls.some(([to, spare]) => fails[to] && fails[spare])) continue;
        fails[i] = changed = true;
      }
    }
    if (fails[0]) failures += 1;
  }
  return failures / draws;
}

/** Nodes of a diagram: what is left open does not matter here. */
const budget = 20_000;

it('a circle that takes too many rounds is bounded, and what is counted by playing it through lies between', () => {
  for (const [size, seed] of [
    [100, 1],
    [140, 2],
  ] as const) {
    const services = entangled(size, seed);
    const name = (i: number) => `s${i}`;
    const topology = topologyOf({
      services: Object.fromEntries(
        services.map(({down, calls}, i) => [
          name(i),
          {
            availability: 1 - down,
            calls: calls.map(([to, spare], k) => ({to: name(to), name: `c${k}`, onFailure: {fallback: name(spare)}})),
          },
        ]),
      ),
      operations: {op: {entry: 's0'}},
    });
    const entry = topology.operations.get('op')!.entry;
    const {exact, bounds} = availability(topology, entry, {}, budget);
    expect(exact).toBe(false);
    const [least, most] = bounds!.down;
    const draws = 20_000;
    const counted = share(services, draws, 7);
    // Five standard deviations of what is counted.
    const error = 5 * Math.sqrt((counted * (1 - counted)) / draws);
    expect(least).toBeLessThanOrEqual(counted + error);
    expect(most).toBeGreaterThanOrEqual(counted - error);
    expect(least).toBeGreaterThan(0);
    // Whatever a service costs, it is no more than all that fails.
    const gain = calleeGains(topology, entry, {}, budget);
    for (const {index} of topology.nodes.slice(1)) {
      const {share: cost, exact: isKnown} = gain(index);
      expect(isKnown).toBe(cost === 0);
      expect(cost).toBeLessThanOrEqual(most);
    }
  }
});
