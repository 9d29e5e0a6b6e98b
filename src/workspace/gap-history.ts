import type {FoundGap, Gap, GapEvidence, GapStatus} from './gap.ts';
import {gapId} from './gap.ts';

/** What each gap has come to after `records`, in the order in which the gaps were first seen. */
export function currentGaps(records: readonly Gap[]): readonly Gap[] {
  const gaps = new Map<string, Gap>();
  // A later record may name either of two ids that turned out to be one gap.
  const idOf = new Map<string, string>();
  for (const record of records) {
    const content = gapId(record);
    const id = idOf.get(record.id) ?? idOf.get(content) ?? record.id;
    idOf.set(record.id, id);
    const known = gaps.get(id);
    if (known === undefined) idOf.set(content, id);
    gaps.set(id, known === undefined ? withEvidence(record, []) : continued(known, record));
  }
  return [...gaps.values()];
}

const statusWhenSeenAgain = {
  open: 'open',
  drafted: 'drafted',
  // New evidence against a mended passage: it did not help.
  merged: 'open',
  // A person said no; seeing it once more is no reason to ask again.
  rejected: 'rejected',
} as const satisfies Record<GapStatus, GapStatus>;

/** Does `found` show anything that `known`, the same gap, has no evidence of yet? */
export function saysMore(known: Gap, found: FoundGap): boolean {
  return missingFrom(known.evidence, found.evidence).length > 0;
}

/** The record that `found` was seen at `at`; `known` is the same gap, where it was seen before. */
export function foundRecord(known: Gap | undefined, found: FoundGap, at: string): Gap {
  const {criterion, text, source} = found;
  const [id, status] = known ? [known.id, statusWhenSeenAgain[known.status]] : [gapId(found), 'open' as const];
  return {id, criterion, text, evidence: missingFrom(known?.evidence ?? [], found.evidence), source, status, at};
}

/** A new status of a gap, given at `at` (ISO 8601), with the reason where there is one. */
export interface StatusChange {
  readonly status: GapStatus;
  readonly at: string;
  readonly why?: string;
}

/** The record that gives `known` another status. */
export function statusRecord({id, criterion, text, source}: Gap, change: StatusChange): Gap {
  return {id, criterion, text, evidence: [], source, ...change};
}

/** Identity is the first record's, status and time the latest one's, evidence everybody's. */
function continued(known: Gap, {status, at, why, evidence}: Gap): Gap {
  const {why: before, ...rest} = known;
  const reason = why ?? (status === known.status ? before : undefined);
  return withEvidence({...rest, status, at, ...(reason === undefined ? {} : {why: reason})}, evidence);
}

function withEvidence(gap: Gap, more: readonly GapEvidence[]): Gap {
  const evidence = missingFrom([], [...gap.evidence, ...more]);
  return {...gap, evidence};
}

function missingFrom(known: readonly GapEvidence[], offered: readonly GapEvidence[]): readonly GapEvidence[] {
  const key = ({source, text}: GapEvidence) => JSON.stringify([source, text]);
  const seen = new Set(known.map(key));
  return offered.filter((evidence) => {
    const isNew = !seen.has(key(evidence));
    seen.add(key(evidence));
    return isNew;
  });
}
