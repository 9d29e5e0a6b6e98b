import type {Picture} from './picture.ts';

/**
 * The edges that lead back into something that is still being entered when everything is walked depth-first from the
 * operations, in drawing order: turned round, nothing is left of the circles that they close. Without recursion.
 */
export function backEdges({nodes, edges}: Picture): ReadonlySet<number> {
  const out: number[][] = nodes.map(() => []);
  for (const [index, {from}] of edges.entries()) out[from]!.push(index);
  const entered = nodes.map(() => false);
  const left = nodes.map(() => false);
  const back = new Set<number>();
  for (const start of startsFirst({nodes, edges})) {
    if (entered[start]) continue;
    entered[start] = true;
    const frames = [{node: start, step: 0}];
    for (let frame = frames.at(-1); frame; frame = frames.at(-1)) {
      const index = out[frame.node]![frame.step++];
      if (index === undefined) {
        left[frame.node] = true;
        frames.pop();
        continue;
      }
      const {to} = edges[index]!;
      if (entered[to] && !left[to]) back.add(index);
      if (entered[to]) continue;
      entered[to] = true;
      frames.push({node: to, step: 0});
    }
  }
  return back;
}

/** Nodes that nothing leads to, then the others. */
function startsFirst({nodes, edges}: Pick<Picture, 'nodes' | 'edges'>): number[] {
  const reached = new Set(edges.map(({to}) => to));
  const all = [...nodes.keys()];
  return [...all.filter((index) => !reached.has(index)), ...all.filter((index) => reached.has(index))];
}
