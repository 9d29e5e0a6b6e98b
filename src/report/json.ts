import type {Analysis} from '../analysis/analysis.ts';
import type {Coupling} from '../analysis/couplings.ts';
import type {Subject} from '../analysis/rules/rule.ts';

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
      .filter((f) => operation === undefined || concerns(f.subject, operation, couplings))
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

/** Is a finding about this operation, or about a call or service that its requests come to? */
export function concerns(subject: Subject, operation: string, couplings: readonly Coupling[]): boolean {
  if ('operation' in subject) return subject.operation === operation;
  const side = (service: string, endpoint: string | undefined) =>
    endpoint === undefined ? service : `${service}/${endpoint}`;
  if ('service' in subject) return couplings.some((c) => c.from === subject.service || c.to === subject.service);
  return couplings.some(
    (c) =>
      side(c.from, c.fromEndpoint) === subject.from &&
      side(c.to, c.toEndpoint) === subject.to &&
      c.name === subject.name,
  );
}

const reach = (radius: Analysis['blastRadius'][string]) =>
  radius.fails.length * 1e6 + radius.starves.length * 1e3 + radius.degrades.length + radius.late.length / 1e3;
