import type {Chance} from '../../topology/quantity.ts';
import type {Algebra, Formula} from '../failure-formula.ts';
import type {Part} from '../independent-parts.ts';
import {once} from '../once.ts';
import type {Variable} from '../variables.ts';
import {blame} from './blame.ts';
import {always, gateGraph, never, type Ref} from './gate-graph.ts';
import {exactly, isExact, type Range} from './range.ts';
import {type Effort, type Solution, solver} from './solver.ts';
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
/** What a diagram with a switch for every node may cost, and those of all parts together. */
const switchedPart = 1_000_000;
const switchEffort = 4_000_000;
/** What reading a node of a formula costs, in nodes of a diagram. */
const readingCost = 10;

/** Solves parts of formulas over the same variables. */
export interface PartFailures {
  readonly of: (formula: Formula, part: Part) => PartFailure;
  /** The failure of a part much like those before it; undefined once the effort for all such answers is used up. */
  readonly again: (formula: Formula, part: Part) => Range | undefined;
}

/**
 * Solves parts of formulas where a diagram may have `nodeBudget` nodes, or `nodesEach` for each node of the part where
 * that is more. What never fails has no place in a large
 * diagram: how much it would matter comes from putting a failure in its place.
 */
export function partFailures(nodeBudget: number, nodesEach: number): PartFailures {
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
  const switches = new Map<number, Ref>();
  /** A node that fails always when its own failure counts, and never when it is taken to answer. */
  const switchOf = (node: number): Ref => {
    let leaf = switches.get(node);
    if (leaf === undefined) {
      leaf = graph.leaf();
      switches.set(node, leaf);
      ranges.set(leaf, exactly({up: 0, down: 1}));
    }
    return leaf;
  };
  const withoutPerfect: Algebra<Ref> = {...algebra, variable: (v) => (v.chance.down === 0 ? never : leafOf(v))};
  const forGrants: Effort = {module: nodeBudget, left: grantEffort, bounds: 0};
  const forSwitches: Effort = {module: switchedPart, left: switchEffort, bounds: 0};
  const forPerfect: Effort = {module: nodeBudget, left: perfectEffort, bounds: 0};
  let anySimple = false;
  /** Reading the formula anew is work as well. */
  const affordable = (part: Part, effort: Effort): boolean => {
    effort.left -= readingCost * part.nodes.length;
    return effort.left > 0;
  };

  const of = (formula: Formula, part: Part): PartFailure => {
    const perfect = part.variables.some(({chance}) => chance.down === 0);
    const most = Math.max(nodeBudget, nodesEach * part.nodes.length);
    const limit = perfect ? Math.min(smallPart, most) : most;
    let by = small;
    let watched = watching(algebra, graph.inner);
    let root = never;
    const worked = (own: Algebra<Ref>, effort: Effort): Solution => {
      watched = watching(own, graph.inner);
      let isCut = false;
      const from = (start: Ref) => () => {
        isCut = true;
        return start;
      };
      root = formula.evaluate(part.gates, {...watched.algebra, cut: from(always)});
      const above = by.solve(root, effort);
      if (!isCut) return above;
      const below = by.solve(formula.evaluate(part.gates, {...own, cut: from(never)}), effort);
      return {range: {least: below.range.least, most: above.range.most}, slopes: new Map()};
    };
    let whole = worked(algebra, {module: limit, left: 3 * limit, bounds: perfect ? 0 : nodeBudget});
    const isSimple = perfect && !isExact(whole.range);
    if (isSimple) {
      by = large;
      anySimple = true;
      whole = worked(withoutPerfect, {module: most, left: 3 * most, bounds: nodeBudget});
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
      const effort = {module: fullPart, left: 2 * fullPart, bounds: 0};
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
    /**
     * By how much its failure grows with the switch that each node's failure is behind: as much as there is to gain if
     * the node always answered, for all nodes at once. Undefined where a diagram with the switches takes too long.
     */
    const switched = once((): ((node: number) => number) | undefined => {
      if (!affordable(part, forSwitches)) return undefined;
      const instead = (node: number, failure: Ref): Ref =>
        failure === never ? failure : graph.atLeast(2, [switchOf(node), failure]);
      const most = Math.min(forSwitches.left, 2 * switchedPart);
      const effort = {module: switchedPart, left: most, bounds: 0};
      const {range: same, slopes: own} = by.solve(formula.evaluate(part.gates, {...plain, instead}), effort);
      forSwitches.left -= most - effort.left;
      return isExact(same) ? (node) => own.get(switchOf(node)) ?? 0 : undefined;
    });
    /** On a circle a node has no failure of its own to switch. */
    const alone = (node: number) => (watched.anyFailureOf(node) === undefined ? undefined : switched()?.(node));
    const granted = (node: number): Chance | undefined => {
      if (!isExact(range)) return undefined;
      const own = moduleAt(node);
      const gain = own ? own.slope * own.chance.down : alone(node);
      if (gain !== undefined) return {up: chance.up + gain, down: chance.down - gain};
      if (affordable(part, forGrants)) {
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
