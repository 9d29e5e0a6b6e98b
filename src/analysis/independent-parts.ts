import type {Gate} from './failure-formula.ts';
import type {Variable} from './variables.ts';

/** Groups gates that share a variable (other than the certain ones): union-find over variables. */
export function independentParts(
  gates: readonly Gate[],
  touched: (gate: Gate) => ReadonlySet<Variable>,
  certain: ReadonlySet<Variable>,
): Gate[][] {
  const parent = gates.map((_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) root = parent[root]!;
    parent[i] = root;
    return root;
  };
  const firstWith = new Map<Variable, number>();
  for (const [i, gate] of gates.entries()) {
    for (const variable of touched(gate)) {
      if (certain.has(variable)) continue;
      const other = firstWith.get(variable);
      if (other === undefined) firstWith.set(variable, i);
      else parent[find(i)] = find(other);
    }
  }
  const parts = new Map<number, Gate[]>();
  for (const [i, gate] of gates.entries()) {
    const root = find(i);
    parts.set(root, [...(parts.get(root) ?? []), gate]);
  }
  return [...parts.values()];
}
