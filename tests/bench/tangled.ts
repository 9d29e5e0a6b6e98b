import {availability} from '../../src/analysis/availability.ts';
import {topologyOf} from '../analysis/built.ts';
import {fileOf, gridTree, layeredTree, plantTree, rarely, type Tree, zoneTree} from '../analysis/tangled-trees.ts';

/** One tangled system and what its availability costs. */
export interface TangledRow {
  readonly family: string;
  /** What can fail. */
  readonly events: number;
  readonly gates: number;
  /** Reading left out. */
  readonly seconds: number;
  readonly unavailability: number;
  /** null: the figure is exact; else how far apart the bounds are, as a share of the upper one. */
  readonly apart: number | null;
  /** Memory of the whole process afterwards. */
  readonly megabytes: number;
}

const families: readonly (readonly [string, () => Tree])[] = [
  ['plant, 2 trains', () => plantTree(1, 12, 2, 8)],
  ['plant, 3 trains', () => plantTree(2, 10, 3, 8)],
  ['plant, 4 trains', () => plantTree(3, 8, 4, 8)],
  ['plant, 4 trains, 10 supports', () => plantTree(5, 8, 4, 10)],
  ['plant, 3 trains, 16 systems', () => plantTree(7, 16, 3, 10)],
  ['network 60 x 8', () => gridTree(60, 8, 500)],
  ['network 40 x 12', () => gridTree(40, 12, 500)],
  ['replicas over 6 zones', () => zoneTree(160, 6, 3, 2)],
  ['layers, 60 events', () => layeredTree(7, 60, 120)],
  ['layers, 200 events', () => layeredTree(8, 200, 500)],
  ['layers, 500 events', () => layeredTree(9, 500, 1600)],
  ['layers, 500 rare events', () => rarely(9, layeredTree(9, 500, 1600))],
];

/** Every family of tangled systems, solved once each: figures for people, never a test. */
export function tangledRows(): TangledRow[] {
  return families.map(([family, make]) => {
    const tree = make();
    const topology = topologyOf(fileOf(tree));
    const start = performance.now();
    const {exact, chance, bounds} = availability(topology, topology.operations.get('op')!.entry);
    return {
      family,
      events: tree.events.length,
      gates: tree.gates.length,
      seconds: (performance.now() - start) / 1000,
      unavailability: chance.down,
      apart: exact ? null : 1 - bounds!.down[0] / bounds!.down[1],
      megabytes: process.memoryUsage().rss / 1e6,
    };
  });
}
