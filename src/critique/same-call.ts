import type {Proposal} from './proposal.ts';

/** What tells one call from another. */
export type Called = Pick<Proposal, 'caller' | 'callee' | 'call'>;

/** Is `kept`, whatever it is, a proposal about this call? */
export function isSameCall(kept: unknown, {caller, callee, call}: Called): boolean {
  if (typeof kept !== 'object' || kept === null) return false;
  const other = kept as Partial<Called>;
  return other.caller === caller && other.callee === callee && (other.call ?? null) === (call ?? null);
}
