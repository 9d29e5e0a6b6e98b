import type {Column, Packed} from '../../../src/skill/judge/learned.ts';
import {aboutColumns, mistakable, orderColumn, statesColumns, unit, type Weighed} from './columns.ts';
import {ids, type Read} from './readings.ts';

/** Smaller weights than this many units are left out. */
const smallest = 3;
/** Features that fewer passages have are left out. */
const fewest = 2;

/** Learns what passages are about, what they state and in what order their words stand. */
export function learn(all: readonly Read[]): Packed {
  const names = frequent(all.map(({features}) => features));
  const orders = frequent(all.flatMap(({order, disorder}) => [order, disorder]));
  const numbers = numbered(names);
  const known = all.map(({features}) => features.flatMap((feature) => numbers.get(feature) ?? []));
  const about = aboutColumns(all, known, names.length);
  const states = statesColumns(all, known, names.length, mistakable(all, known, about));
  const order = orderColumn(all, numbered(orders));
  const features = [...kept(names, [...states, ...about]), ...kept(orders, [order])];
  const places = numbered(features);
  return {
    criteria: ids,
    unit,
    features: features.join('\n'),
    states: states.map((column) => packed(column, names, places)),
    about: about.map((column) => packed(column, names, places)),
    order: packed(order, orders, places),
  };
}

function frequent(all: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const features of all) for (const one of features) counts.set(one, (counts.get(one) ?? 0) + 1);
  return [...counts].flatMap(([one, count]) => (count >= fewest ? [one] : [])).sort();
}

function numbered(names: readonly string[]): ReadonlyMap<string, number> {
  return new Map(names.map((name, i) => [name, i]));
}

/** The names that some column weighs. */
function kept(names: readonly string[], columns: readonly Weighed[]): readonly string[] {
  return names.filter((_, i) => columns.some(({weights}) => Math.abs(weights.get(i) ?? 0) >= smallest));
}

function packed({bias, weights}: Weighed, names: readonly string[], places: ReadonlyMap<string, number>): Column {
  const used = [...weights]
    .filter(([, weight]) => Math.abs(weight) >= smallest)
    .map(([feature, weight]) => ({place: places.get(names[feature]!)!, weight}))
    .sort((a, b) => a.place - b.place);
  return {
    bias: Math.round(bias * 1e4) / 1e4,
    steps: used.map(({place}, i) => place - (used[i - 1]?.place ?? -1)),
    weights: used.map(({weight}) => weight),
  };
}
