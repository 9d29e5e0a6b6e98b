import type {Analysis} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';

/**
 * The analysis as the JSON contract has it. Times without end are null. `top` limits couplings, findings, dependencies
 * and blast radius to those that cost most; `operation` leaves one operation, and the outages that it notices.
 */
export function analysisJson(
  analysis: Analysis,
  {top = Infinity, operation}: {readonly top?: number | undefined; readonly operation?: string | undefined} = {},
): Analysis {
  const operations = Object.entries(analysis.operations).filter(
    ([name]) => operation === undefined || name === operation,
  );
  const couplings =
    operation === undefined ? analysis.couplings : analysis.couplings.filter((c) => c.operations.includes(operation));
  const radius = Object.entries(analysis.blastRadius).flatMap(([name, whole]): [string, BlastRadius][] => {
    const own = operation === undefined ? whole : radiusOf(whole, operation);
    return own ? [[name, own]] : [];
  });
  return {
    ...analysis,
    operations: Object.fromEntries(
      operations.map(([name, o]) => [name, {...o, dependencies: o.dependencies.slice(0, top)}]),
    ),
    couplings: top < couplings.length ? costliest(couplings, top) : couplings,
    findings: analysis.findings
      .filter((f) => operation === undefined || f.operations.includes(operation))
      .slice(0, top),
    blastRadius: Object.fromEntries(
      top === Infinity ? radius : radius.sort(([, a], [, b]) => reach(b) - reach(a)).slice(0, top),
    ),
  };
}

/** The couplings that cost most, in file order. */
function costliest(couplings: Analysis['couplings'], top: number): Analysis['couplings'] {
  const byCost = couplings.toSorted((a, b) => b.availability.minutesPerYear - a.availability.minutesPerYear);
  const chosen = new Set(byCost.slice(0, top));
  return couplings.filter((c) => chosen.has(c));
}

/** What an outage does to one operation; undefined where it does nothing. */
function radiusOf(radius: BlastRadius, operation: string): BlastRadius | undefined {
  const own = (names: readonly string[]) => (names.includes(operation) ? [operation] : []);
  const narrow = {
    fails: own(radius.fails),
    starves: own(radius.starves),
    degrades: own(radius.degrades),
    late: own(radius.late),
  };
  if (Object.values(narrow).every((names) => names.length === 0)) return undefined;
  const after = Object.entries(radius.starvesAfterSeconds).filter(([name]) => name === operation);
  return {...narrow, starvesAfterSeconds: Object.fromEntries(after)};
}

const reach = (radius: BlastRadius) =>
  radius.fails.length * 1e6 + radius.starves.length * 1e3 + radius.degrades.length + radius.late.length / 1e3;
