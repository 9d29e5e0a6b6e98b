import type {Chance} from '../topology/quantity.ts';
import type {Topology} from '../topology/topology.ts';
import {bounds} from './failure-bounds.ts';
import {BudgetExceeded, fails, failureDiagram, type Ref, works} from './failure-diagram.ts';
import {type Circumstances, type Formula, formulaOf, type Gate} from './failure-formula.ts';
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
  /** The chance if the entry service itself were perfect. */
  readonly ceiling: number;
}

/** Enough for hundreds of entangled services in some seconds; past it bounds are more use than waiting. */
const defaultBudget = 2_000_000;

/**
 * The exact chance that a request to `entry` succeeds: every variable counts once, however many paths lead to it.
 * What must work in any case is multiplied; the rest (fallbacks, spare targets, chances) is a binary decision diagram
 * per independent part, evaluated in the failure domain. Past the node budget the answer is a pair of bounds.
 */
export function availability(
  topology: Topology,
  entry: number,
  circumstances: Circumstances = {},
  nodeBudget = defaultBudget,
): Availability {
  const formula = formulaOf(topology, entry, circumstances);
  try {
    return exactly(formula, nodeBudget);
  } catch (error) {
    if (error instanceof BudgetExceeded) return bounded(formula);
    throw error;
  }
}

/** The failure of one independent part of a formula. */
interface Part {
  readonly variables: readonly Variable[];
  readonly chance: Chance;
  /** By how much its failure grows with each variable's. */
  readonly slopes: Float64Array;
}

/** The exact failure of some gates of a formula, given that all that is certain is up; throws past the node budget. */
export function partOf(formula: Formula, gates: readonly Gate[], nodeBudget = defaultBudget, granted?: number): Part {
  const diagram = failureDiagram(nodeBudget);
  const order: Variable[] = [];
  const indexOf = new Map<Variable, number>();
  const refOf = (variable: Variable): Ref => {
    let index = indexOf.get(variable);
    if (index === undefined) {
      index = order.length;
      order.push(variable);
      indexOf.set(variable, index);
    }
    return diagram.variable(index);
  };
  const root = formula.evaluate<Ref>(
    gates,
    {
      never: works,
      always: fails,
      variable: refOf,
      or: diagram.or,
      and: diagram.and,
      atLeast: diagram.atLeast,
      same: (a, b) => a === b,
    },
    granted,
  );
  const {chance, slopes} = diagram.evaluate(
    root,
    order.map((variable) => variable.chance),
  );
  return {variables: order, chance, slopes};
}

function exactly(formula: Formula, nodeBudget: number): Availability {
  const parts = formula.parts.map((gates) => partOf(formula, gates, nodeBudget));
  const factors = [...formula.certain.map((variable) => variable.chance), ...parts.map((part) => part.chance)];
  const others = productsWithoutOne(factors);
  const chance = inSeries(factors);
  const dependencies: Dependency[] = [];
  const add = (variable: Variable, birnbaum: number) => {
    if (variable.kind === 'draw' || variable === formula.entry) return;
    dependencies.push({name: variable.name, kind: variable.kind, chance: variable.chance, birnbaum});
  };
  for (const [i, variable] of formula.certain.entries()) add(variable, others[i]!);
  for (const [p, part] of parts.entries()) {
    for (const [i, variable] of part.variables.entries()) {
      add(variable, others[formula.certain.length + p]! * part.slopes[i]!);
    }
  }
  return {
    chance,
    exact: true,
    bounds: null,
    dependencies: dependencies.sort((a, b) => b.birnbaum * b.chance.down - a.birnbaum * a.chance.down),
    ceiling: others[formula.certain.indexOf(formula.entry)]!,
  };
}

/**
 * All of `factors` must be up. The failure side is a sum of positive terms; the other side comes from it where failure
 * is rare, because a product of 50,000 factors near 1 loses digits.
 */
export function inSeries(factors: readonly Chance[]): Chance {
  let product = 1;
  let down = 0;
  for (const factor of factors) {
    down += (1 - down) * factor.down;
    product *= factor.up;
  }
  return {up: down < 0.5 ? 1 - down : product, down};
}

/** For each factor the product of all the others (by prefixes and suffixes, so that a factor of 0 is no trouble). */
function productsWithoutOne(factors: readonly Chance[]): number[] {
  const after = new Array<number>(factors.length + 1).fill(1);
  for (let i = factors.length - 1; i >= 0; i -= 1) after[i] = after[i + 1]! * factors[i]!.up;
  let before = 1;
  return factors.map((factor, i) => {
    const product = before * after[i + 1]!;
    before *= factor.up;
    return product;
  });
}

function bounded(formula: Formula): Availability {
  const series = inSeries(formula.certain.map((variable) => variable.chance));
  const [low, high] = bounds(formula);
  const down = [series.down + series.up * low, series.down + series.up * high] as const;
  const up = [series.up * (1 - high), series.up * (1 - low)] as const;
  const others = productsWithoutOne(formula.certain.map((variable) => variable.chance));
  return {
    chance: {up: up[0], down: down[1]},
    exact: false,
    bounds: {up, down},
    dependencies: [],
    ceiling: others[formula.certain.indexOf(formula.entry)]! * (1 - low),
  };
}
