import {localCritique} from '../../../src/critique/local-critique.ts';
import type {Proposal} from '../../../src/critique/proposal.ts';
import {flawTypesOf} from '../proposals.ts';

/** The fields in which an author writes freely. */
export const textFields = ['purpose', 'callerUsesResponse', 'consistency', 'notes'] as const;
export type TextField = (typeof textFields)[number];

/** The proposal with every text field that is not empty as `change` leaves it. */
export function changed(proposal: Proposal, change: (text: string) => string): Proposal {
  return {
    ...proposal,
    ...Object.fromEntries(textFields.map((field) => [field, proposal[field] && change(proposal[field])])),
  };
}

/** The proposal with one more sentence at the end of each of these fields. */
export function withSentence(proposal: Proposal, sentence: string, ...fields: readonly TextField[]): Proposal {
  return {
    ...proposal,
    ...Object.fromEntries(
      fields.map((field) => {
        const before = proposal[field];
        return [field, before === null ? sentence : `${before.replace(/([^.!?])$/, '$1.')} ${sentence}`];
      }),
    ),
  };
}

/** The verdict and the flaws that the local critic reads out of words, as one text to compare. */
export function judged(proposal: Proposal): string {
  const critique = localCritique(proposal);
  return [critique.verdict, ...flawTypesOf(critique)].join(' ');
}

/** Whether the critic would have the call, or all that it does, become an event. */
export function published(proposal: Proposal): boolean {
  const {verdict} = localCritique(proposal);
  return verdict === 'convert' || verdict === 'needs-work';
}
