import type {Algebra, Formula} from './failure-formula.ts';

/**
 * Bounds of the chance that any gate fails, for formulas too entangled for a diagram. Failures of a monotone system
 * are positively associated (Esary, Proschan and Walkup 1967): P(A and B) >= P(A)P(B), P(A or B) <= 1-(1-P(A))(1-P(B)).
 */
export function bounds(formula: Formula): readonly [number, number] {
  type Range = readonly [number, number];
  const or = (a: Range, b: Range): Range => [Math.max(a[0], b[0]), a[1] + b[1] - a[1] * b[1]];
  const and = (a: Range, b: Range): Range => [a[0] * b[0], Math.min(a[1], b[1])];
  const algebra: Algebra<Range> = {
    never: [0, 0],
    always: [1, 1],
    variable: ({chance}) => [chance.down, chance.down],
    or,
    and,
    atLeast: (least, items) => {
      let row: Range[] = [[1, 1], ...new Array<Range>(least).fill([0, 0])];
      for (const item of items) row = row.map((range, k) => (k === 0 ? [1, 1] : or(range, and(item, row[k - 1]!))));
      return row[least]!;
    },
    same: () => false,
  };
  return formula.parts
    .map((gates) => formula.evaluate(gates, algebra))
    .reduce<Range>((a, b) => [a[0] + b[0] - a[0] * b[0], a[1] + b[1] - a[1] * b[1]], [0, 0]);
}
