import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {availability} from '../../src/analysis/availability.ts';
import {calleeGains} from '../../src/analysis/callee-gains.ts';
import {topologyOf} from './built.ts';
import {fileOf, gridTree, layeredTree, plantTree, type Tree, zoneTree} from './tangled-trees.ts';

function solved(tree: Tree, nodeBudget?: number) {
  const topology = topologyOf(fileOf(tree));
  return availability(topology, topology.operations.get('op')!.entry, {}, nodeBudget);
}

/** Equal to eleven digits. */
const close = (value: number, expected: number) =>
  expect(Math.abs(value / expected - 1), `${value} instead of ${expected}`).toBeLessThan(1e-11);

/**
 * The chance that the root fails as an exact fraction over 10,000 to the power of the events: whole numbers throughout.
 * Conditions on one event after the other and remembers what is left of the tree, as text; nothing here comes from the
 * program.
 */
function fraction({events, gates}: Tree): bigint {
  const known = new Map<string, bigint>();
  /** What of the tree still depends on anything: texts of gates, or true (fails) and false. */
  const left = (state: readonly (boolean | undefined)[]): string | boolean => {
    const texts: (string | boolean)[] = events.map((_, i) => state[i] ?? `e${i}`);
    for (const {least, inputs} of gates) {
      const values = inputs.map((input) => texts[input]!);
      const open = least - values.filter((value) => value === true).length;
      const rest = values.filter((value) => typeof value === 'string').sort();
      texts.push(open <= 0 ? true : open > rest.length ? false : rest.length === 1 ? rest[0]! : `${open}(${rest})`);
    }
    return texts.at(-1)!;
  };
  const scale = 10_000n;
  const below = (i: number, state: readonly (boolean | undefined)[]): bigint => {
    const text = left(state);
    const weight = scale ** BigInt(events.length - i);
    if (text === false) return 0n;
    if (text === true) return weight;
    const key = `${i} ${text}`;
    let sum = known.get(key);
    if (sum === undefined) {
      const chance = BigInt(events[i]!);
      sum = chance * below(i + 1, [...state, true]) + (scale - chance) * below(i + 1, [...state, false]);
      known.set(key, sum);
    }
    return sum;
  };
  return below(0, []);
}

/** A fraction over 10,000 to the power of `events` as a number, right to the last digit but one. */
const asNumber = (sum: bigint, events: number) => Number((sum * 10n ** 40n) / 10_000n ** BigInt(events)) / 1e40;

describe('tangled systems', () => {
  it('are answered as exact fractions say: every state of small ones, to eleven digits of the failure', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 1e6}),
        fc.integer({min: 3, max: 11}),
        fc.integer({min: 2, max: 14}),
        (seed, events, gates) => {
          const tree = layeredTree(seed, events, gates);
          const sum = fraction(tree);
          const {exact, chance} = solved(tree);
          expect(exact).toBe(true);
          close(chance.down, asNumber(sum, events));
          close(chance.up, asNumber(10_000n ** BigInt(events) - sum, events));
        },
      ),
      {seed: 21, numRuns: 150},
    );
  });

  it('say by how much every service matters: the difference that it makes between surely down and surely up', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 1e6}),
        fc.integer({min: 3, max: 8}),
        fc.integer({min: 2, max: 10}),
        (seed, events, gates) => {
          const tree = layeredTree(seed, events, gates);
          const {dependencies} = solved(tree);
          const given = (i: number, chance: number) =>
            asNumber(fraction({...tree, events: tree.events.with(i, chance)}), events);
          for (const {name, birnbaum} of dependencies) {
            if (!name.startsWith('e')) continue;
            const i = Number(name.slice(1));
            expect(Math.abs(birnbaum - (given(i, 10_000) - given(i, 0)))).toBeLessThan(1e-12);
          }
        },
      ),
      {seed: 22, numRuns: 60},
    );
  });

  it('cost what a callee costs: the failure less that with the callee granted', () => {
    fc.assert(
      fc.property(
        fc.integer({min: 0, max: 1e6}),
        fc.integer({min: 3, max: 9}),
        fc.integer({min: 2, max: 12}),
        (seed, events, gates) => {
          const tree = layeredTree(seed, events, gates);
          const topology = topologyOf(fileOf(tree));
          const gain = calleeGains(topology, topology.operations.get('op')!.entry, {});
          const now = asNumber(fraction(tree), events);
          for (const [g] of tree.gates.slice(0, -1).entries()) {
            // More than it has inputs never fail.
            const granted = {...tree, gates: tree.gates.with(g, {least: 99, inputs: tree.gates[g]!.inputs})};
            const node = topology.services.get(`g${g}`)!.nodes[0]!;
            expect(gain(node).exact).toBe(true);
            expect(Math.abs(gain(node).share - (now - asNumber(fraction(granted), events)))).toBeLessThan(1e-12);
          }
        },
      ),
      {seed: 23, numRuns: 60},
    );
  });

  it('of thirty events and more agree with conditioning on one event after the other in whole numbers', () => {
    for (const [seed, events, gates] of [
      [1, 30, 40],
      [2, 36, 30],
      [3, 40, 60],
    ] as const) {
      const tree = layeredTree(seed, events, gates);
      close(solved(tree).chance.down, asNumber(fraction(tree), events));
    }
  });

  it('may be networks of 420 nodes: as column after column gives it, state by state', () => {
    const [columns, rows, chance] = [60, 7, 500];
    const q = chance / 10_000;
    // Chance of each set of working nodes in a column.
    let states = new Float64Array(2 ** rows);
    const own = (working: number, reachable: number) => {
      let product = 1;
      for (let row = 0; row < rows; row += 1) {
        if ((reachable >> row) & 1) product *= (working >> row) & 1 ? 1 - q : q;
      }
      return product;
    };
    const all = 2 ** rows - 1;
    for (let working = 0; working <= all; working += 1) states[working] = own(working, all);
    for (let column = 1; column < columns; column += 1) {
      const next = new Float64Array(2 ** rows);
      for (const [state, p] of states.entries()) {
        const reachable = (state | (state << 1) | (state >> 1)) & all;
        for (let working = reachable; ; working = (working - 1) & reachable) {
          next[working] = next[working]! + p * own(working, reachable);
          if (working === 0) break;
        }
      }
      states = next;
    }
    const {exact, chance: found} = solved(gridTree(columns, rows, chance));
    expect(exact).toBe(true);
    close(found.down, states[0]!);
  });

  it('may be 150 services of three replicas over six zones: as the states of the zones give it', () => {
    const [services, zones, count, required] = [150, 6, 3, 2];
    let down = 0;
    for (let state = 0; state < 2 ** zones; state += 1) {
      let weight = 1;
      for (let zone = 0; zone < zones; zone += 1) weight *= (state >> zone) & 1 ? 1e-3 : 1 - 1e-3;
      // Sum of the chances that the first service to fail is this one.
      let [fails, upSoFar] = [0, 1];
      for (let s = 0; s < services; s += 1) {
        const q = (100 + s) / 10_000;
        let failed = [1, 0, 0, 0];
        for (let i = 0; i < count; i += 1) {
          const p = (state >> ((s + i * (1 + (s % 2))) % zones)) & 1 ? 1 : q;
          failed = failed.map((chance, n) => chance * (1 - p) + (n > 0 ? failed[n - 1]! * p : 0));
        }
        const broken = failed.slice(count - required + 1).reduce((a, b) => a + b, 0);
        fails += upSoFar * broken;
        upSoFar *= 1 - broken;
      }
      down += weight * fails;
    }
    const tree = zoneTree(services, zones, count, required);
    expect([tree.events.length, tree.gates.length]).toEqual([456, 601]);
    const {exact, chance} = solved(tree);
    expect(exact).toBe(true);
    close(chance.down, down);
  });

  it('answer for calls and for what never fails as a state of the whole system would, in large ones too', () => {
    // Too large for a diagram with all that never fails in it.
    const file = fileOf(plantTree(5, 6, 3, 4));
    const of = (circumstances: {down?: ReadonlySet<string>; granted?: number}) => {
      const topology = topologyOf(file);
      return availability(topology, topology.operations.get('op')!.entry, circumstances);
    };
    const topology = topologyOf(file);
    const gain = calleeGains(topology, topology.operations.get('op')!.entry, {});
    const {chance, dependencies, exact} = of({});
    expect(exact).toBe(true);
    const gates = dependencies.filter(({chance: own}) => own.down === 0);
    expect(gates.length).toBeGreaterThan(100);
    for (const [i, {name, birnbaum}] of gates.entries()) {
      if (i % 20 !== 0) continue;
      const surely = of({down: new Set([name])}).chance.down - chance.down;
      expect(Math.abs(birnbaum - surely), name).toBeLessThan(1e-11);
      const node = topology.services.get(name)!.nodes[0]!;
      expect(Math.abs(gain(node).share - (chance.down - of({granted: node}).chance.down)), name).toBeLessThan(1e-11);
    }
  });

  it('do not change with the order of their services, nor with what is written twice', () => {
    const tree = plantTree(1, 4, 2, 3);
    const {services, operations} = fileOf(tree);
    const turned = {services: Object.fromEntries(Object.entries(services).reverse()), operations};
    const topology = topologyOf(turned);
    const before = solved(tree).chance.down;
    close(availability(topology, topology.operations.get('op')!.entry).chance.down, before);
    const last = tree.events.length + tree.gates.length - 1;
    const twice = {
      ...tree,
      gates: [...tree.gates, {least: 2, inputs: [last, last]}, {least: 1, inputs: [last, last + 1]}],
    };
    close(solved(twice).chance.down, before);
  });

  it('turn round with their gates and chances: what fails is then what works', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 1e6}), (seed) => {
        const {events, gates} = layeredTree(seed, 25, 35);
        const dual: Tree = {
          events: events.map((chance) => 10_000 - chance),
          gates: gates.map(({least, inputs}) => ({least: inputs.length - least + 1, inputs})),
        };
        const [one, other] = [solved({events, gates}).chance, solved(dual).chance];
        close(one.down, other.up);
        close(one.up, other.down);
      }),
      {seed: 24, numRuns: 25},
    );
  });

  it('are bounded where the budget is too small: the truth lies between, and no figure is called exact', () => {
    let bounded = 0;
    for (const tree of [plantTree(2, 4, 3, 4), gridTree(12, 6, 300), zoneTree(30, 5, 4, 2), layeredTree(7, 60, 120)]) {
      const truth = solved(tree);
      expect(truth.exact).toBe(true);
      for (const budget of [2, 50, 200, 1000]) {
        const {exact, bounds, chance, dependencies} = solved(tree, budget);
        if (exact) {
          close(chance.down, truth.chance.down);
          continue;
        }
        bounded += 1;
        expect(dependencies).toEqual([]);
        expect(bounds!.down[0]).toBeLessThanOrEqual(truth.chance.down * (1 + 1e-12));
        expect(bounds!.down[1]).toBeGreaterThanOrEqual(truth.chance.down * (1 - 1e-12));
        expect(bounds!.up[0]).toBeLessThanOrEqual(truth.chance.up * (1 + 1e-12));
        expect(bounds!.up[1]).toBeGreaterThanOrEqual(truth.chance.up * (1 - 1e-12));
        expect([chance.up, chance.down]).toEqual([bounds!.up[0], bounds!.down[1]]);
      }
    }
    expect(bounded).toBeGreaterThan(8);
  });
});
