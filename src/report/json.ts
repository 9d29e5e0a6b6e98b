import type {Analysis} from '../analysis/analysis.ts';

/**
 * The analysis as the JSON contract has it. Times without end are null. `top` limits couplings, findings, dependencies
 * and blast radius to those that cost most; `operation` leaves one operation.
 */
export function analysisJson(
  analysis: Analysis,
  {top = Infinity, operation}: {readonly top?: number | undefined; readonly operation?: string | undefined} = {},
): Analysis {
  const operations = Object.entries(analysis.operations).filter(
    ([name]) => operation === undefined || name === operation,
  );
  const couplings = analysis.couplings.filter((c) => operation === undefined || c.operations.includes(operation));
  const costliest = new Set(
    [...couplings].sort((a, b) => b.availability.minutesPerYear - a.availability.minutesPerYear).slice(0, top),
  );
  return {
    ...analysis,
    operations: Object.fromEntries(
      operations.map(([name, o]) => [name, {...o, dependencies: o.dependencies.slice(0, top)}]),
    ),
    couplings: couplings.filter((c) => costliest.has(c)),
    findings: analysis.findings
      .filter((f) => operation === undefined || f.operations.includes(operation))
      .slice(0, top),
    blastRadius: Object.fromEntries(
      top === Infinity
        ? Object.entries(analysis.blastRadius)
        : Object.entries(analysis.blastRadius)
            .sort(([, a], [, b]) => reach(b) - reach(a))
            .slice(0, top),
    ),
  };
}

const reach = (radius: Analysis['blastRadius'][string]) =>
  radius.fails.length * 1e6 + radius.starves.length * 1e3 + radius.degrades.length + radius.late.length / 1e3;
