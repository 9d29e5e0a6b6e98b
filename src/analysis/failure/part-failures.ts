import type {Chance} from '../../topology/quantity.ts';
import type {Algebra, Formula} from '../failure-formula.ts';
import type {Part} from '../independent-parts.ts';
import {once} from '../once.ts';
import type {Variable} from '../variables.ts';
import {blame} from './blame.ts';
import {always, gateGraph, never, type Ref} from './gate-graph.ts';
import {exactly, isExact, type Range} from './range.ts';
import {type Effort, solver} from './solver.ts';
import {watching} from './watching.ts';

/** The failure of one independent part of a formula. */
export interface PartFailure {
  readonly range: Range;
  /** By how much its failure grows with a variable's; undefined where that took too long. */
  readonly slopeOf: (variable: Variable) => number | undefined;
  /** Its failure if a node that is not certain always answered; undefined where that took too long. */
  readonly granted: (node: number) => Chance | undefined;
  /** At most how much less often it would fail then; costs little. */
  readonly mostGain: (node: number) => number;
}

/** Below this a part is solved with all that it has; above, what never fails is looked at apart. */
const smallPart = 20_000;
/** What putting all that never fails back into a large part may cost, in nodes. */
const fullPart = 1_000_000;
/** For what nodes cost, and for how much what never fails matters, of all parts together: some seconds each. */
const grantEffort = 4_000_000;
const perfectEffort = 1_000_000;
/** What reading a node of a formula costs, in nodes of a diagram. */
const readingCost = 10;

/** Solves parts of formulas over the same variables. */
export interface PartFailures {
  readonly of: (formula: Formula, part: Part) => PartFailure;
  /** The failure of a part much like those before it; undefined once the effort for all such answers is used up. */
  readonly again: (formula: Formula, part: Part) => Range | undefined;
}

/**
 * Solves parts of formulas where a diagram may have `nodeBudget` nodes. What never fails has no place in a large
 * diagram: how much it would matter comes from putting a failure in its place.
 */
export function partFailures(nodeBudget: number): PartFailures {
  const graph = gateGraph();
  const leaves = new Map<Variable, Ref>();
  const ranges = new Map<Ref, Range>();
  const leafOf = (variable: Variable): Ref => {
    let leaf = leaves.get(variable);
    if (leaf === undefined) {
      leaf = graph.leaf();
      leaves.set(variable, leaf);
      ranges.set(leaf, exactly(variable.chance));
    }
    return leaf;
  };
  const rangeOf = (leaf: Ref) => ranges.get(leaf)!;
  const algebra: Algebra<Ref> = {
    never,
    always,
    variable: leafOf,
    atLeast: graph.atLeast,
    same: (a, b) => a === b,
  };
  const small = solver(graph, rangeOf);
  const large = solver(graph, rangeOf);
  const withoutPerfect: Algebra<Ref> = {...algebra, variable: (v) => (v.chance.down === 0 ? never : leafOf(v))};
  const forGrants: Effort = {module: nodeBudget, left: grantEffort};
  const forPerfect: Effort = {module: nodeBudget, left: perfectEffort};
  let anySimple = false;
  /** Reading the formula anew is work as well. */
  const affordable = (part: Part, effort: Effort): boolean => {
    effort.left -= readingCost * part.nodes.length;
    return effort.left > 0;
  };

  const of = (formula: Formula, part: Part): PartFailure => {
    const perfect = part.variables.some(({chance}) => chance.down === 0);
    const limit = perfect ? Math.min(smallPart, nodeBudget) : nodeBudget;
    let by = small;
    let watched = watching(algebra, graph.inner);
    let root = formula.evaluate(part.gates, watched.algebra);
    let whole = by.solve(root, {module: limit, left: 3 * limit});
    const isSimple = perfect && !isExact(whole.range);
    if (isSimple) {
      by = large;
      anySimple = true;
      watched = watching(withoutPerfect, graph.inner);
      root = formula.evaluate(part.gates, watched.algebra);
      whole = by.solve(root, {module: nodeBudget, left: 3 * nodeBudget});
    }
    const {range, slopes} = whole;
    const chance = range.most;
    const plain = isSimple ? withoutPerfect : algebra;
    const blamed = once(() => blame(graph, root, by.rangeOf, chance.down));
    /** The failure of a node that is a module, and by how much the part's grows with it. */
    const moduleAt = (node: number | undefined) => {
      const ref = node === undefined ? undefined : watched.failureOf(node);
      const slope = ref === undefined ? undefined : slopes.get(ref);
      return slope === undefined ? undefined : {slope, chance: by.rangeOf(ref!)!.most};
    };
    /** With everything in its place once more, which may cost several times as much. */
    const withPerfect = once(() => {
      const effort = {module: fullPart, left: 2 * fullPart};
      return by.solve(formula.evaluate(part.gates, algebra), effort);
    });
    const slopeOf = (variable: Variable): number | undefined => {
      if (!isSimple || variable.chance.down > 0) return slopes.get(leafOf(variable)) ?? 0;
      const own = moduleAt(watched.userOf(variable));
      if (own) return own.slope * own.chance.up;
      const together = withPerfect();
      if (isExact(together.range)) return together.slopes.get(leafOf(variable)) ?? 0;
      if (!affordable(part, forPerfect)) return undefined;
      const failing = {...plain, variable: (v: Variable) => (v === variable ? always : plain.variable(v))};
      const {range: then} = by.solve(formula.evaluate(part.gates, failing), forPerfect);
      return isExact(then) ? then.most.down - chance.down : undefined;
    };
    const granted = (node: number): Chance | undefined => {
      const own = moduleAt(node);
      if (own) {
        const gain = own.slope * own.chance.down;
        return {up: chance.up + gain, down: chance.down - gain};
      }
      if (isExact(range) && affordable(part, forGrants)) {
        const {range: then} = by.solve(formula.evaluate(part.gates, plain, node), forGrants);
        if (isExact(then)) return then.most;
      }
      return undefined;
    };
    const mostGain = (node: number): number => {
      const ref = watched.anyFailureOf(node);
      return ref === undefined ? chance.down : blamed()(ref);
    };
    return {range, slopeOf, granted, mostGain};
  };
  const again = (formula: Formula, part: Part): Range | undefined => {
    if (!affordable(part, forGrants)) return undefined;
    return anySimple
      ? large.solve(formula.evaluate(part.gates, withoutPerfect), forGrants).range
      : small.solve(formula.evaluate(part.gates, algebra), forGrants).range;
  };
  return {of, again};
}
