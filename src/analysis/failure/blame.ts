import {below, type GateGraph, type Ref} from './gate-graph.ts';
import {atLeastOf, type Range} from './range.ts';

/**
 * At most how often each gate or leaf takes `root` down: by how much the failure of `root` would shrink if it never
 * failed. For that it must have failed, and one of the gates that look at it, and so on up to the root: no more often
 * than it fails, nor than those above it do together. `rangeOf` says what is known; undefined: worked out from below.
 * 0 for what the root does not look at. Linear in the graph.
 */
export function blame(
  graph: GateGraph,
  root: Ref,
  rangeOf: (ref: Ref) => Range | undefined,
  whole: number,
): (ref: Ref) => number {
  const refs = below(graph, root);
  const ranges = new Map<Ref, Range>();
  for (const ref of refs) {
    const known = rangeOf(ref);
    const inputs = known ? [] : graph.inputs[ref]!.map((input) => ranges.get(input)!);
    ranges.set(ref, known ?? atLeastOf(graph.least[ref]!, inputs));
  }
  const most = new Map<Ref, number>([[root, whole]]);
  for (const ref of refs.toReversed()) {
    const own = Math.min(most.get(ref)!, ranges.get(ref)!.most.down);
    most.set(ref, own);
    for (const input of graph.inputs[ref]!) most.set(input, (most.get(input) ?? 0) + own);
  }
  return (ref) => most.get(ref) ?? 0;
}
