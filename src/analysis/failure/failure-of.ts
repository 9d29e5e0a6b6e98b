import type {Chance} from '../../topology/quantity.ts';
import type {Topology} from '../../topology/topology.ts';
import {type Circumstances, type Formula, formulaOf} from '../failure-formula.ts';
import {type Variables, variables} from '../variables.ts';
import {type PartFailure, type PartFailures, partFailures} from './part-failures.ts';
import {exactly, isExact, type Range} from './range.ts';
import {inSeries} from './series.ts';

/** The failure of requests to one entry, and what it is made of. */
export interface Failure {
  readonly formula: Formula;
  /** One for each part of the formula. */
  readonly parts: readonly PartFailure[];
  readonly range: Range;
  readonly exact: boolean;
  /** The failure if this certain node always answered, whatever it is and needs; undefined where that took too long. */
  readonly granted: (node: number) => Chance | undefined;
}

/** Some seconds and some hundred megabytes; past it bounds are more use than waiting. */
const mostNodes = 4_000_000;
/** All operations together may take some times as long; each of them gets its share, whatever the others need. */
const nodesOfAll = 8_000_000;
const leastNodes = 20_000;
/** A long chain is worked out whole whatever else there is: it takes some nodes of a diagram for each of its own. */
const nodesEach = 12;

/** The nodes of a diagram that each operation of `topology` may have where it is tangled. */
function shareOf({operations}: Topology): number {
  return Math.min(mostNodes, Math.max(leastNodes, Math.floor(nodesOfAll / Math.max(1, operations.size))));
}

/** The failure of requests to `entry`; a diagram of it may have `nodeBudget` nodes, by default its share of all effort. */
export function failureOf(
  topology: Topology,
  entry: number,
  circumstances: Circumstances,
  nodeBudget?: number,
): Failure {
  const {known, failures} = groundOf(topology, circumstances.down ?? new Set(), nodeBudget);
  const formula = formulaOf(topology, entry, circumstances, known);
  const parts = formula.parts.map((part) => failures.of(formula, part));
  const range = whole(
    formula,
    parts.map((part) => part.range),
  );
  return {
    formula,
    parts,
    range,
    exact: isExact(range),
    granted: (node) => {
      if (!isExact(range)) return undefined;
      const then = formulaOf(topology, entry, {...circumstances, granted: node}, known);
      const again = then.parts.flatMap((part) => failures.again(then, part) ?? []);
      return again.length === then.parts.length && again.every(isExact) ? whole(then, again).most : undefined;
    },
  };
}

/** What all operations of a topology share: solving a part that several of them need costs once. */
interface Ground {
  readonly known: Variables;
  readonly failures: PartFailures;
}

const grounds = new WeakMap<Topology, Map<string, Ground>>();

function groundOf(topology: Topology, down: ReadonlySet<string>, nodeBudget: number | undefined): Ground {
  const states = grounds.get(topology) ?? new Map<string, Ground>();
  grounds.set(topology, states);
  const key = JSON.stringify([nodeBudget, ...down]);
  let ground = states.get(key);
  if (!ground) {
    const failures =
      nodeBudget === undefined ? partFailures(shareOf(topology), nodesEach) : partFailures(nodeBudget, 0);
    ground = {known: variables(topology, down), failures};
    states.set(key, ground);
  }
  return ground;
}

/** Everything certain and every part must be up. */
export function whole({certain}: Formula, parts: readonly Range[]): Range {
  const own = certain.map((variable) => variable.chance);
  const most = inSeries([...own, ...parts.map((part) => part.most)]);
  return parts.every(isExact) ? exactly(most) : {least: inSeries([...own, ...parts.map((part) => part.least)]), most};
}
