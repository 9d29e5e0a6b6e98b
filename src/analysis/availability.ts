import type {Chance} from '../topology/quantity.ts';
import type {Topology} from '../topology/topology.ts';
import {failureOf} from './failure/failure-of.ts';
import {productsWithoutOne} from './failure/series.ts';
import type {Circumstances} from './failure-formula.ts';
import type {Variable} from './variables.ts';

/** How much one service, broker or shared fate matters to an operation. */
export interface Dependency {
  readonly name: string;
  readonly kind: 'service' | 'broker' | 'sharedFate';
  readonly chance: Chance;
  /** Birnbaum importance: how much the operation's availability grows per unit of this one's. */
  readonly birnbaum: number;
}

export interface Availability {
  readonly chance: Chance;
  readonly exact: boolean;
  /** Only where not exact: the chances lie between these. */
  readonly bounds: {readonly up: readonly [number, number]; readonly down: readonly [number, number]} | null;
  /** Everything in the operation's cone but its entry, most important for the outcome first. Empty where not exact. */
  readonly dependencies: readonly Dependency[];
  /** Does nothing miss among them because it took too long to work out? */
  readonly dependenciesComplete: boolean;
  /** The chance if the entry service itself were perfect. */
  readonly ceiling: number;
}

/**
 * The exact chance that a request to `entry` succeeds: every variable counts once, however many paths lead to it.
 * What must work in any case is multiplied; the rest (fallbacks, spare targets, chances) is a binary decision diagram
 * per independent part, evaluated in the failure domain. Past the node budget the answer is a pair of bounds.
 */
export function availability(
  topology: Topology,
  entry: number,
  circumstances: Circumstances = {},
  nodeBudget?: number,
): Availability {
  const {formula, parts, range, exact} = failureOf(topology, entry, circumstances, nodeBudget);
  const {certain} = formula;
  const at = certain.indexOf(formula.entry);
  const own = certain.map((variable) => variable.chance);
  if (!exact) {
    const {least, most} = range;
    const rarest = productsWithoutOne([...own, ...parts.map((part) => part.range.least)]);
    return {
      chance: most,
      exact: false,
      bounds: {up: [most.up, least.up], down: [least.down, most.down]},
      dependencies: [],
      dependenciesComplete: false,
      ceiling: rarest[at]!,
    };
  }
  const others = productsWithoutOne([...own, ...parts.map((part) => part.range.most)]);
  const dependencies: Dependency[] = [];
  let complete = true;
  const add = (variable: Variable, birnbaum: number | undefined) => {
    if (variable.kind === 'draw' || variable === formula.entry) return;
    if (birnbaum === undefined) complete = false;
    else dependencies.push({name: variable.name, kind: variable.kind, chance: variable.chance, birnbaum});
  };
  for (const [i, variable] of certain.entries()) add(variable, others[i]!);
  for (const [p, {variables}] of formula.parts.entries()) {
    const other = others[certain.length + p]!;
    for (const variable of variables) {
      if (variable.kind === 'draw') continue;
      const slope = parts[p]!.slopeOf(variable);
      add(variable, slope === undefined ? undefined : other * slope);
    }
  }
  return {
    chance: range.most,
    exact: true,
    bounds: null,
    dependenciesComplete: complete,
    dependencies: dependencies.sort((a, b) => b.birnbaum * b.chance.down - a.birnbaum * a.chance.down),
    ceiling: others[at]!,
  };
}
