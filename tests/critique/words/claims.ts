import type {Proposal} from '../../../src/critique/proposal.ts';
import {type TextField, textFields, withSentence} from './edited.ts';

/** What somebody would write who wants to hear "convert", whatever the caller needs. */
export const claims = [
  'Nobody uses the answer.',
  'Fire and forget, nobody waits for anything.',
  'The response is ignored.',
  'Eventually is fine.',
] as const;

const beside: readonly TextField[] = ['purpose', 'consistency', 'notes'];

/** A proposal with every claim in every field, one by one, and with all of them together. */
export function stuffed(proposal: Proposal): readonly Proposal[] {
  const all = claims.join(' ');
  return [
    ...textFields.flatMap((field) => [...claims, all].map((claim) => withSentence(proposal, claim, field))),
    withSentence(proposal, all, ...beside),
    withSentence(proposal, all, ...textFields),
  ];
}

/** Fewer of them, for many proposals: all claims together, and one claim in one field, other ones for each `turn`. */
export function lightlyStuffed(proposal: Proposal, turn: number): readonly Proposal[] {
  return [
    withSentence(proposal, claims.join(' '), ...beside),
    withSentence(proposal, claims[turn % claims.length]!, beside[turn % beside.length]!),
  ];
}
