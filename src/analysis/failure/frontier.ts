import {fails, type NodeRef, works} from './diagram.ts';
import {kindOf, type Ref} from './gate-graph.ts';
import type {Walk} from './order.ts';
import {type Bounds, bound, boundsEach as each, leastDown, leastUp, mostDown, mostUp} from './state-bounds.ts';

/**
 * The gates of a module that have no diagram, over the pieces that have one. `values`: diagrams of gates; `part`: of
 * one gate that has none what its inputs came to.
 */
export function frontier(
  {graph, refs, root}: Walk,
  values: ReadonlyMap<Ref, NodeRef>,
  part: {readonly ref: Ref; readonly items: readonly NodeRef[]} | undefined,
) {
  const open = refs.filter((ref) => !values.has(ref));
  const places = new Map<NodeRef, number>();
  const placeOf = (piece: NodeRef): number => {
    if (!places.has(piece)) places.set(piece, places.size);
    return places.get(piece)!;
  };
  // Of each gate above its inputs: pieces as their places, gates as ~index.
  const indexOf = new Map(open.map((ref, i) => [ref, i]));
  const inputs = open.map((ref) =>
    ref === part?.ref
      ? part.items.map(placeOf)
      : graph.inputs[ref]!.map((input) => (values.has(input) ? placeOf(values.get(input)!) : ~indexOf.get(input)!)),
  );
  const rootInput = values.has(root) ? placeOf(values.get(root)!) : ~indexOf.get(root)!;
  const pieces = Int32Array.from(places.keys());
  const at = (input: number): number => each * (input < 0 ? pieces.length + ~input : input);
  const from = inputs.map((list) => Int32Array.from(list, at));
  const least = open.map((ref, i) => (kindOf(graph, ref) === 'all' ? from[i]!.length : graph.least[ref]!));
  const top = at(rootInput);

  return {
    pieces,
    /** How many numbers are looked at to know what a state comes to. */
    size: pieces.length + 2 * from.reduce((sum, list) => sum + list.length, 0),
    /**
     * What holds of the root in a state, where `down` and `up` are the chances of diagrams. What cannot matter any more
     * in the state is set to works, so that states which come to the same are the same.
     */
    evaluation({up, down}: {readonly up: Float64Array; readonly down: Float64Array}) {
      const figures = new Float64Array(each * (pieces.length + open.length));
      const isNeeded = new Uint8Array(pieces.length + open.length);
      return (state: Int32Array): Bounds => {
        for (let i = 0; i < state.length; i += 1) {
          const ref = state[i]!;
          figures[each * i + leastDown] = figures[each * i + mostDown] = down[ref]!;
          figures[each * i + leastUp] = figures[each * i + mostUp] = up[ref]!;
        }
        for (const [g, list] of from.entries()) bound(figures, each * (pieces.length + g), least[g]!, list);
        isNeeded.fill(0);
        isNeeded[top / each] = 1;
        for (let g = from.length - 1; g >= 0; g -= 1) {
          const own = each * (pieces.length + g);
          const isKnown = figures[own + leastDown] === 1 || figures[own + mostDown] === 0;
          if (isNeeded[own / each] === 0 || isKnown) continue;
          for (const input of from[g]!) isNeeded[input / each] = 1;
        }
        for (let i = 0; i < state.length; i += 1) if (isNeeded[i] === 0 && state[i] !== fails) state[i] = works;
        return figures.subarray(top, top + each);
      };
    },
  };
}
