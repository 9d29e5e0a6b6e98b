import type {Critique} from '../../src/critique/critique.ts';
import {localCritique} from '../../src/critique/local-critique.ts';
import {type Proposal, proposalSchema} from '../../src/critique/proposal.ts';

/** Answers of an effect that nobody waits for, complete. */
export const free = {
  what: 'send the mail',
  proposed: 'event',
  result: 'ignored',
  kind: 'acknowledgement',
  waiting: 'nobody',
  refusal: 'none',
  deadline: '10m',
  invariant: 'none',
  compensable: true,
  localCopy: 'none',
  onRepeat: 'same-result',
  refusalPlan: 'none',
};

/** Answers of a read whose answer is shown, complete, with a copy that could serve it. */
export const copiedRead = {
  ...free,
  what: 'read the tier',
  kind: 'read',
  result: 'shown',
  waiting: 'person',
  localCopy: {tolerated: '60s', lag: '2s', bootstrap: 'snapshot'},
};

/** Answers of an event without a flaw, complete. */
export const soundEvent = {
  says: 'fact',
  publisher: 'owner',
  decidedBeforePublish: true,
  publishStep: 'outbox',
  waitsForReply: false,
  callbacks: 'none',
  ordering: {needed: true, entity: 'order', key: 'keeps'},
  failures: 'parked',
  lossAccepted: false,
  fields: [{name: 'total', vocabulary: 'producer', data: 'plain'}],
  audience: 'needs-it',
  retention: 'as-needed',
  largestPayloadBytes: 400,
  topicHolds: 'one-type',
};

/** A proposal of shop to replace its call to mailer, with these answers. */
export function proposal(effects: readonly unknown[], event: unknown = soundEvent): Proposal {
  const content = proposalSchema.parse({
    caller: 'shop',
    callee: 'mailer',
    proposedEvent: {name: 'OrderPlaced'},
    facts: {effects, event},
  });
  return {id: 'p', ...content};
}

export function critiqueOf(effects: readonly unknown[], event: unknown = soundEvent): Critique {
  return localCritique(proposal(effects, event));
}

export const flawTypesOf = ({flaws}: Critique): readonly string[] => flaws.map(({type}) => type).sort();
