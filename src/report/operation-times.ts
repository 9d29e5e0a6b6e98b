import type {OperationAnalysis, Target} from '../analysis/operation.ts';
import {knownSpan} from '../figures.ts';

/** An operation's times, and how much of them the file states. */
export type Times = Pick<OperationAnalysis['latency'], 'unstated'>;

/** One of an operation's times: "2.6 s", "at least 80 ms" where some part states none, "not known", or `endless` for null. */
export function timeOf(ms: number | null, {unstated}: Times, endless: string): string {
  return ms === null ? endless : knownSpan(ms, unstated.parts === 0);
}

/** Why a time is not known, or not as a whole: "no latency is stated", "3 of 11 parts state none"; undefined: it is known. */
function whatIsUnstated({unstated: {parts, of}}: Times): string | undefined {
  if (parts === 0) return undefined;
  return parts === of ? 'no latency is stated' : `${parts} of ${of} parts state none`;
}

/** The typical time with the reason why it is not known, or not as a whole. */
export function typicalTime(times: Times & Pick<OperationAnalysis['latency'], 'typicalMs'>, suffix = ''): string {
  const {typicalMs} = times;
  const said = timeOf(typicalMs, times, 'no answer');
  const why = whatIsUnstated(times);
  if (why === undefined || typicalMs === null) return `${said}${suffix}`;
  return typicalMs === 0 ? `${said}: ${why}` : `${said}${suffix} (${why})`;
}

/** Why a p99 target is missed: too many are given up in time, its own work, or its calls. */
export function whyTooSlow({value, target, feasible}: Pick<Target, 'value' | 'target' | 'feasible'>): string {
  if (value !== null && value <= target) return 'more than 1 % of the requests are given up, which is no answer';
  return feasible ? 'its own work is what is too slow' : 'its calls alone take longer';
}

/** Is nothing known of an operation's times? */
export function isUntimed({typicalMs, p99Ms, unstated}: OperationAnalysis['latency']): boolean {
  return unstated.parts > 0 && typicalMs === 0 && p99Ms === 0;
}

/** The entry's own share of the typical time; null: it is down, or the file does not state it. */
export function ownMs({aloneMs, unstated}: OperationAnalysis['latency']): number | null {
  return unstated.entry ? null : aloneMs;
}
