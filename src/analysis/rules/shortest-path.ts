/**
 * The shortest path from `start` to `goal`, both included, over `next` (breadth first); a path from a node to itself is
 * a cycle of one step or more. undefined: there is none.
 */
export function shortestPath<T>(start: T, goal: T, next: (at: T) => Iterable<T>): T[] | undefined {
  const cameFrom = new Map<T, T>();
  const open = [start];
  for (const at of open) {
    for (const to of next(at)) {
      if (cameFrom.has(to)) continue;
      cameFrom.set(to, at);
      if (to === goal) return pathTo(goal, start, cameFrom);
      open.push(to);
    }
  }
  return undefined;
}

function pathTo<T>(goal: T, start: T, cameFrom: ReadonlyMap<T, T>): T[] {
  const path = [goal];
  for (let at = cameFrom.get(goal)!; ; at = cameFrom.get(at)!) {
    path.push(at);
    if (at === start) return path.reverse();
  }
}
