import type {Link} from './links.ts';

/**
 * The broker that each broker counts as: those that one variable lists together (`kafka-1:9092,kafka-2:9092`) are the nodes
 * of one cluster, named after the first of them. Union-find with path halving.
 */
export function clustersOf(brokers: readonly string[], links: readonly Link[]): ReadonlyMap<string, string> {
  const place = new Map(brokers.map((name, index) => [name, index]));
  const above = new Map(brokers.map((name) => [name, name]));
  const root = (name: string): string => {
    let at = name;
    while (above.get(at) !== at) {
      above.set(at, above.get(above.get(at)!)!);
      at = above.get(at)!;
    }
    return at;
  };
  let last: Link | undefined;
  for (const link of links) {
    if (!place.has(link.to)) continue;
    if (last !== undefined && last.setting === link.setting && last.mention.variable === link.mention.variable) {
      const [a, b] = [root(last.to), root(link.to)];
      const [first, other] = place.get(a)! <= place.get(b)! ? [a, b] : [b, a];
      above.set(other, first);
    }
    last = link;
  }
  return new Map(brokers.map((name) => [name, root(name)]));
}
