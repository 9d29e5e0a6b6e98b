import type {Picture} from './picture.ts';

/** For each node how many arrows meet its busier side; those in `back` lead from right to left. */
export function arrowsAt({nodes, edges}: Picture, back: ReadonlySet<number>): readonly number[] {
  const sides = nodes.map(() => ({left: 0, right: 0}));
  for (const [index, {from, to}] of edges.entries()) {
    if (from === to) continue;
    const [left, right] = back.has(index) ? [to, from] : [from, to];
    sides[left]!.right++;
    sides[right]!.left++;
  }
  return sides.map(({left, right}) => Math.max(left, right));
}

/** For each part that gets an outline its nodes. */
export function membersOfParts({nodes}: Picture): ReadonlyMap<number, readonly number[]> {
  const members = new Map<number, number[]>();
  for (const [index, {part}] of nodes.entries()) {
    if (part === undefined) continue;
    const known = members.get(part);
    if (known) known.push(index);
    else members.set(part, [index]);
  }
  return members;
}
