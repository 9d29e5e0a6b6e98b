import type {Proposal} from '../proposal.ts';
import {type Clause, clausesOf} from './clauses.ts';

/** All clauses of a proposal by the field that they stand in. */
export interface Told {
  readonly uses: readonly Clause[];
  readonly purpose: readonly Clause[];
  readonly consistency: readonly Clause[];
  readonly notes: readonly Clause[];
  readonly volume: readonly Clause[];
  readonly call: readonly Clause[];
}

/** Splits a proposal's free text into clauses; a field that holds nothing but "n/a" is empty. */
export function told({caller, callee, call, purpose, callerUsesResponse, consistency, volume, notes}: Proposal): Told {
  const names = [caller, callee].map((name) => name.toLowerCase());
  const read = (field: Parameters<typeof clausesOf>[0], text: string | null) => clausesOf(field, text, names);
  const uses = saysNothing.test(callerUsesResponse ?? '') ? [] : read('callerUsesResponse', callerUsesResponse);
  return {
    // "n/a" is no answer either where only an order to the critic stands beside it.
    uses: uses.every(({text}) => saysNothing.test(text)) ? [] : uses,
    purpose: read('purpose', purpose),
    consistency: read('consistency', consistency),
    notes: read('notes', notes),
    volume: read('volume', volume),
    call: clausesOf('call', call),
  };
}

/** What stands in a field that its author left empty. */
const saysNothing = /^\W*(?:null|n\.?\/?a\.?|undefined|unknown|tbd|todo|empty|see\s+(?:above|below))?\W*$/i;
