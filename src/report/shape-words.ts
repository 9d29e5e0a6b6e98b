import type {OperationAnalysis} from '../analysis/operation.ts';
import {count} from '../figures.ts';

/** "4 groups of parts that can be up without each other": an operation's architecture quanta; undefined: it is all one. */
export function groupsText(quanta: number): string | undefined {
  return quanta === 1 ? undefined : `${groups(quanta)} of parts that can be up without each other`;
}

/** "1 group", "4 groups". */
export function groups(quanta: number): string {
  return `${count(quanta)} ${quanta === 1 ? 'group' : 'groups'}`;
}

/** What retries and repeated calls make of one request, at the service that most calls reach; undefined: nothing. */
export function amplificationText(most: OperationAnalysis['retryAmplification']): string | undefined {
  if (most === 1) return undefined;
  if (most === 'unbounded') return 'one request causes calls without end further down';
  return `one request causes up to ${count(most)} calls to one service further down`;
}
