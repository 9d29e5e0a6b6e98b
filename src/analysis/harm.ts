import type {Topology} from '../topology/topology.ts';
import {type Circumstances, formulaOf} from './failure-formula.ts';

/** Whether requests fail when a node does: all of them, some (a fallback, a spare target or a chance stands between), or none. */
export type Harm = 'always' | 'sometimes' | 'never';

/** For every node what its failure does to requests to `entry`. */
export function harms(topology: Topology, entry: number, circumstances: Circumstances): (node: number) => Harm {
  const formula = formulaOf(topology, entry, circumstances);
  let sometimes: Set<number> | undefined;
  return (node) => {
    if (formula.certainNodes.has(node)) return 'always';
    sometimes ??= new Set(formula.parts.flatMap((part) => part.nodes));
    return sometimes.has(node) ? 'sometimes' : 'never';
  };
}
