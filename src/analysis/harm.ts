import type {Formula} from './failure-formula.ts';

/** Whether requests fail when a node does: all of them, some (a fallback, a spare target or a chance stands between), or none. */
export type Harm = 'always' | 'sometimes' | 'never';

/** For every node what its failure does to the requests whose failure `formula` is. */
export function harms(formula: Formula): (node: number) => Harm {
  let sometimes: Set<number> | undefined;
  return (node) => {
    if (formula.certainNodes.has(node)) return 'always';
    sometimes ??= new Set(formula.parts.flatMap((part) => part.nodes));
    return sometimes.has(node) ? 'sometimes' : 'never';
  };
}
