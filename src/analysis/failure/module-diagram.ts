import type {Chance} from '../../topology/quantity.ts';
import {BudgetExceeded, diagram, fails, type NodeRef, type Nodes, works} from './diagram.ts';
import {chancesOf, evaluated} from './evaluated.ts';
import {kindOf, type Ref} from './gate-graph.ts';
import type {Walk} from './order.ts';
import {atLeastOf, exactly, isExact, type Range} from './range.ts';

/** The failure of one module as a diagram, as far as its budget went. */
export interface ModuleFailure {
  readonly range: Range;
  /** The leaves and modules that it looks at, and by how much its failure grows with theirs; none where it is not whole. */
  readonly ends: readonly Ref[];
  readonly slopes: Float64Array;
  /** Is this the function itself, not what is known of its parts? */
  readonly whole: boolean;
  readonly cost: number;
}

/** The diagrams of the gates of one module, as far as a budget went. */
interface Built {
  readonly nodes: Nodes;
  readonly values: ReadonlyMap<Ref, NodeRef>;
  /** Of the gate that was too much: its inputs so far as one, and those that are missing. */
  readonly part: {readonly ref: Ref; readonly items: readonly NodeRef[]} | undefined;
  readonly cost: number;
}

/** Diagrams with the variables in this order, from the leaves up, until one would cost more than `budget` nodes in all. */
export function built({graph, refs, isEnd}: Walk, order: readonly Ref[], budget: number): Built {
  const made = diagram(budget);
  const values = new Map<Ref, NodeRef>();
  let part: Built['part'];
  const build = () => {
    for (const [i, ref] of order.entries()) values.set(ref, made.variable(i));
    for (const ref of refs) {
      if (isEnd(ref)) continue;
      // From what stands last in the diagram up: then least of what is there has to be made anew.
      const lastFirst = graph.inputs[ref]!.map((input) => values.get(input)!).sort(
        (a, b) => made.top(b) - made.top(a) || b - a,
      );
      const kind = kindOf(graph, ref);
      if (kind === 'some') values.set(ref, made.atLeast(graph.least[ref]!, lastFirst));
      else {
        const [combine, neutral] = kind === 'all' ? [made.and, fails] : [made.or, works];
        let done: NodeRef = neutral;
        for (const [i, input] of lastFirst.entries()) {
          part = {ref, items: [done, ...lastFirst.slice(i)]};
          done = combine(done, input);
        }
        values.set(ref, done);
      }
      part = undefined;
    }
  };
  try {
    build();
  } catch (error) {
    if (!(error instanceof BudgetExceeded)) throw error;
  }
  return {nodes: made.nodes(), values, part, cost: made.cost()};
}

/**
 * The failure of the root of `walk`, from a diagram with the variables in this order. Where it would cost more than
 * `budget` nodes, from the diagrams of the gates that were finished: those are combined by what holds of any gates that
 * share parts.
 */
export function moduleFailure(
  walk: Walk,
  order: readonly Ref[],
  rangeOf: (end: Ref) => Range,
  budget: number,
): ModuleFailure {
  const {graph, refs, root, isEnd} = walk;
  const {nodes, values, part, cost} = built(walk, order, budget);
  const top = values.get(root);
  const ranges = order.map(rangeOf);
  const least = ranges.map((range) => range.least);
  const most = ranges.every(isExact) ? undefined : ranges.map((range) => range.most);
  if (top !== undefined) {
    const {chance, slopes} = evaluated(nodes, top, least);
    const range = most ? {least: chance, most: evaluated(nodes, top, most).chance} : exactly(chance);
    return {range, ends: order, slopes, whole: true, cost};
  }

  const last = nodes.size - 1;
  const low = chancesOf(nodes, last, least);
  const high = most ? chancesOf(nodes, last, most) : low;
  const chanceAt = ({up, down}: typeof low, ref: NodeRef): Chance => ({up: up[ref]!, down: down[ref]!});
  const rangeAt = (ref: NodeRef): Range => ({least: chanceAt(low, ref), most: chanceAt(high, ref)});
  const known = new Map<Ref, Range>();
  for (const ref of refs) {
    const value = values.get(ref);
    if (isEnd(ref)) known.set(ref, rangeOf(ref));
    else if (value !== undefined) known.set(ref, rangeAt(value));
    else if (ref === part?.ref) {
      const items = part.items.map(rangeAt);
      known.set(ref, atLeastOf(kindOf(graph, ref) === 'all' ? items.length : 1, items));
    } else {
      known.set(
        ref,
        atLeastOf(
          graph.least[ref]!,
          graph.inputs[ref]!.map((input) => known.get(input)!),
        ),
      );
    }
  }
  return {range: known.get(root)!, ends: [], slopes: new Float64Array(0), whole: false, cost};
}
