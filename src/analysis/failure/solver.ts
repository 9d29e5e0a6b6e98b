import {once} from '../once.ts';
import {explored} from './exploration.ts';
import {always, type GateGraph, kindOf, never, type Ref} from './gate-graph.ts';
import {type ModuleFailure, moduleFailure} from './module-diagram.ts';
import {grouped, modules} from './modules.ts';
import {orders, type Walk, walkBelow} from './order.ts';
import {exactly, isExact, narrowed, type Range} from './range.ts';
import {reduced} from './reduced.ts';

/** The failure of a gate. */
export interface Solution {
  readonly range: Range;
  /** By how much it grows with the failure of a leaf, or of a module: a gate below that shares nothing with the rest. Empty where not exact. */
  readonly slopes: ReadonlyMap<Ref, number>;
}

/**
 * Rounds of a diagram's budget in nodes: an order that suits needs few, so each has its turn before any gets many. In
 * the last rounds only the orders that came closest are tried.
 */
const budgets = [20_000, 200_000, 1_000_000, 5_000_000];
/** A long chain needs some nodes for each of its gates, and is no tangle. */
const nodesPerGate = 4;
const roundsForAll = 2;
const closestTried = 2;
/** An order that five times the nodes brought no closer than this is given up. */
const hardlyCloser = 0.98;

/** What solving may cost, in nodes of diagrams: for one module, in all, and then for bounds. Counts down. */
export interface Effort {
  module: number;
  left: number;
  bounds: number;
}

/**
 * Solves gates of one graph, where `rangeOf` tells the chances of leaves. Every module is a diagram of its own and a
 * single variable in what looks at it; what is known of a module is remembered, so that a graph that differs in a few
 * gates costs as much as these.
 */
export function solver(graph: GateGraph, rangeOf: (leaf: Ref) => Range) {
  const known = new Map<Ref, ModuleFailure>();
  const best: Favourite = {order: 0, cost: 0};
  const standIns = new Map<Ref, Ref>();
  const outer = new Map<Ref, Solution>();

  /** One module without modules: simplified first, which may show modules after all. */
  const simplified = (root: Ref, effort: Effort): Solution => {
    const rangeHere = (ref: Ref) => (known.get(ref) ?? outer.get(ref))?.range ?? rangeOf(ref);
    const body = grouped(graph, reduced(graph, root));
    if (kindOf(graph, body) === 'leaf') return {range: rangeHere(body), slopes: new Map([[body, 1]])};
    const inner = modules(graph, body);
    const isInner = new Set(inner);
    for (const ref of inner) {
      if (known.has(ref)) continue;
      known.set(
        ref,
        solved(
          walkBelow(graph, ref, (one) => isInner.has(one)),
          rangeHere,
          effort,
          best,
        ),
      );
    }
    const {range} = known.get(body)!;
    const slopes = new Map<Ref, number>();
    if (!isExact(range)) return {range, slopes};
    const weights = new Map<Ref, number>([[body, 1]]);
    for (const ref of inner.toReversed()) {
      const {ends, slopes: own} = known.get(ref)!;
      for (const [i, end] of ends.entries())
        (isInner.has(end) ? weights : slopes).set(end, weights.get(ref)! * own[i]!);
    }
    return {range, slopes};
  };

  const bodyOf = (root: Ref, isModule: (ref: Ref) => boolean): Ref => {
    const {refs, isEnd} = walkBelow(graph, root, isModule);
    const made = new Map<Ref, Ref>();
    for (const ref of refs) {
      if (isEnd(ref)) made.set(ref, standIns.get(ref) ?? ref);
      else
        made.set(
          ref,
          graph.atLeast(
            graph.least[ref]!,
            graph.inputs[ref]!.map((input) => made.get(input)!),
          ),
        );
    }
    return made.get(root)!;
  };

  /** The failure of `root`, with the slopes of all leaves and of all modules as the graph is. */
  const solve = (root: Ref, effort: Effort): Solution => {
    if (root === never || root === always) {
      return {range: exactly(root === never ? {up: 1, down: 0} : {up: 0, down: 1}), slopes: new Map()};
    }
    if (kindOf(graph, root) === 'leaf') return {range: rangeOf(root), slopes: new Map([[root, 1]])};
    const all = modules(graph, root);
    const isModule = new Set(all);
    const from = new Map<Ref, Ref>();
    for (const ref of all) {
      let stand = standIns.get(ref);
      if (stand === undefined) {
        const solution = simplified(
          bodyOf(ref, (one) => isModule.has(one)),
          effort,
        );
        stand = graph.leaf();
        standIns.set(ref, stand);
        outer.set(stand, solution);
      }
      from.set(stand, ref);
    }
    const slopes = new Map<Ref, number>([[root, 1]]);
    for (const ref of all.toReversed()) {
      const weight = slopes.get(ref) ?? 0;
      for (const [end, slope] of outer.get(standIns.get(ref)!)!.slopes)
        slopes.set(from.get(end) ?? end, weight * slope);
    }
    const {range} = outer.get(standIns.get(root)!)!;
    return {range, slopes: isExact(range) ? slopes : new Map()};
  };
  return {
    solve,
    /** The chance of a leaf, or of a module of what has been solved; undefined for other gates. */
    rangeOf: (ref: Ref): Range | undefined =>
      outer.get(standIns.get(ref) ?? ref)?.range ?? (kindOf(graph, ref) === 'leaf' ? rangeOf(ref) : undefined),
  };
}

/** The order of the largest diagram that was finished, and what it cost. */
interface Favourite {
  order: number;
  cost: number;
}

/** The best that the orders and the effort give, bounds if nothing else; what suited the largest module before is tried first. */
function solved(walk: Walk, rangeOf: (end: Ref) => Range, effort: Effort, favourite: Favourite): ModuleFailure {
  let best: ModuleFailure | undefined;
  const ordered = orders.map((order) => once(() => order(walk)));
  const attempt = (order: number, budget: number): ModuleFailure | undefined => {
    const variables = ordered[order]!();
    if (!variables) return undefined;
    const failure = moduleFailure(walk, variables, rangeOf, Math.max(0, Math.min(budget, limit())));
    effort.left -= failure.cost;
    best = best && !failure.whole ? {...failure, range: narrowed(best.range, failure.range)} : failure;
    if (failure.whole && failure.cost > favourite.cost) Object.assign(favourite, {order, cost: failure.cost});
    return failure;
  };
  const limit = () => Math.min(effort.module, effort.left);
  const first = Math.max(budgets[0]!, nodesPerGate * walk.refs.length);
  // Mostly a variant of it that costs much the same.
  if (favourite.cost > first && attempt(favourite.order, 2 * favourite.cost)?.whole) return best!;
  let closest = 0;
  let before = new Map<number, number>();
  let next = [...orders.keys()];
  search: for (const [round, budget] of budgets.entries()) {
    const widths = new Map<number, number>();
    for (const order of next) {
      if (best && limit() < budgets[0]!) break search;
      const failure = attempt(order, Math.max(budget, first));
      if (!failure) continue;
      const {whole, range} = failure;
      if (whole) return best!;
      widths.set(order, range.most.down - range.least.down);
    }
    if (Math.max(budget, first) >= limit()) break;
    const closestFirst = [...widths.keys()].sort((a, b) => widths.get(a)! - widths.get(b)! || a - b);
    closest = closestFirst[0] ?? closest;
    if (round + 1 < roundsForAll) continue;
    const isCloser = (order: number) => round < roundsForAll || widths.get(order)! < hardlyCloser * before.get(order)!;
    next = closestFirst.slice(0, closestTried).filter(isCloser);
    before = widths;
  }
  if (effort.bounds > 0) {
    const range = explored(walk, ordered[closest]!()!, rangeOf, effort.bounds);
    effort.bounds = 0;
    best = {...best!, range: narrowed(best!.range, range)};
  }
  return best!;
}
