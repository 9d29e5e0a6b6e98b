import type {FlawType} from '../flaw-types.ts';

/** Flaws of a design that has no answer to wait for: all but `answer-needed`. */
export type DesignFlaw = Exclude<FlawType, 'answer-needed'>;

export const designFlaws: readonly DesignFlaw[] = [
  'dual-write',
  'non-idempotent-consumer',
  'missing-dead-letter',
  'publish-before-fact',
  'no-failure-path',
  'request-reply-over-topics',
  'command-as-event',
  'consumer-specific-payload',
  'leaky-internal-model',
  'vague-event',
  'thin-event-callback',
  'catch-all-topic',
  'missing-key',
  'wrong-key',
  'pii-exposure',
  'oversized-payload',
];
