/**
 * For every node (a number below `nodes`) the groups that hold it, as positions in `groups` in ascending order: linear in
 * the sizes of the groups. A group lists nothing twice.
 */
export function reachedBy(nodes: number, groups: readonly Iterable<number>[]): (node: number) => Int32Array {
  const start = new Int32Array(nodes + 1);
  for (const group of groups) for (const node of group) start[node + 1]! += 1;
  for (let node = 0; node < nodes; node += 1) start[node + 1]! += start[node]!;
  const filled = start.slice(0, nodes);
  const all = new Int32Array(start[nodes]!);
  for (const [position, group] of groups.entries()) {
    for (const node of group) {
      all[filled[node]!] = position;
      filled[node]! += 1;
    }
  }
  return (node) => all.subarray(start[node]!, start[node + 1]!);
}
