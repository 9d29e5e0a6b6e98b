import type {Analysis} from './analysis.ts';
import {type CallSubject, synchronousCalls} from './rules/new-synchronous-call.ts';
import type {Finding, Subject} from './rules/rule.ts';
import {numbered, subjectKey} from './rules/subject-key.ts';

/** A finding as it is known again: its line, its severity and its words may change. */
export interface KnownFinding {
  readonly rule: string;
  readonly subject: Subject;
}

/** What a team has seen and lives with: later runs tell what is new. Equal entries count: two of a kind are two. */
export interface Baseline {
  readonly findings: readonly KnownFinding[];
  /** Every synchronous call, so that a new one is told. */
  readonly calls: readonly CallSubject[];
}

/** An analysis beside a baseline. */
export interface AgainstBaseline {
  /** With only the findings that the baseline does not have. */
  readonly analysis: Analysis;
  readonly known: readonly Finding[];
  /** Entries of the baseline that are not found any more. */
  readonly stale: Baseline;
}

/** The baseline that an analysis is, in an order that only its content decides. A new call is kept as a call, not as a finding. */
export function baselineOf({findings, couplings}: Analysis): Baseline {
  return {
    findings: sorted(
      findings.filter(({rule}) => rule !== 'new-synchronous-call').map(({rule, subject}) => ({rule, subject})),
      findingKey,
    ),
    calls: sorted(subjects(couplings), subjectKey),
  };
}

/** The calls of a baseline as `newSynchronousCall` takes them. */
export function knownCalls({calls}: Baseline): ReadonlySet<string> {
  return new Set(numbered(calls.map(subjectKey)));
}

/** Compares by rule and subject alone; what rules say that were not `judged` (they are off) is not gone. Of several findings with one key, the least severe are taken for the known ones. */
export function againstBaseline(
  analysis: Analysis,
  baseline: Baseline,
  judged: ReadonlySet<string> = new Set(baseline.findings.map(({rule}) => rule)),
): AgainstBaseline {
  // The most severe stand first and are counted last.
  const findings = compared([...analysis.findings].reverse(), baseline.findings, findingKey);
  return {
    analysis: {...analysis, findings: findings.added.reverse()},
    known: findings.kept.reverse(),
    stale: {
      findings: findings.gone.filter(({rule}) => judged.has(rule)),
      calls: compared(subjects(analysis.couplings), baseline.calls, subjectKey).gone,
    },
  };
}

/** A finding as JSON on one line, as a baseline keeps it. */
export function findingKey({rule, subject}: KnownFinding): string {
  return `{"rule":${JSON.stringify(rule)},"subject":${subjectKey(subject)}}`;
}

function subjects(couplings: Analysis['couplings']): readonly CallSubject[] {
  return synchronousCalls(couplings).map(([subject]) => subject);
}

/** What of `now` was not there before, what was, and what of `before` is gone, by key and as often as it occurs. */
function compared<N extends B, B>(now: readonly N[], before: readonly B[], key: (entry: B) => string) {
  const [keysNow, keysBefore] = [numbered(now.map(key)), numbered(before.map(key))];
  const [isNow, wasBefore] = [new Set(keysNow), new Set(keysBefore)];
  return {
    added: now.filter((_, i) => !wasBefore.has(keysNow[i]!)),
    kept: now.filter((_, i) => wasBefore.has(keysNow[i]!)),
    gone: before.filter((_, i) => !isNow.has(keysBefore[i]!)),
  };
}

function sorted<T>(entries: readonly T[], key: (entry: T) => string): readonly T[] {
  const keyed = entries.map((entry) => [key(entry), entry] as const);
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, entry]) => entry);
}
