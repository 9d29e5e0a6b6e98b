import type {Reported} from './rule.ts';

/** A finding, and how bad it is beside others of its rule: any measure that grows with the harm. */
export interface Weighed {
  readonly finding: Reported;
  readonly weight: number;
  /** The same where weights are equal. */
  readonly tie?: number;
}

/** The findings of one rule, the worst first; equals stay in file order. */
export function worstFirst(found: readonly Weighed[]): readonly Reported[] {
  const more = (a = 0, b = 0) => (a === b ? 0 : b - a);
  return found.toSorted((a, b) => more(a.weight, b.weight) || more(a.tie, b.tie)).map(({finding}) => finding);
}
