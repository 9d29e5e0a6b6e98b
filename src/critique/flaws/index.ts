import type {Flaw} from '../critique.ts';
import {basis} from '../evidence.ts';
import type {FlawType} from '../flaw-types.ts';
import type {OpenQuestion} from '../questions.ts';
import {answerNeeded} from './answer-needed.ts';
import {
  dualWrite,
  missingDeadLetter,
  noFailurePath,
  nonIdempotentConsumer,
  publishBeforeFact,
  requestReply,
} from './delivery.ts';
import {
  catchAllTopic,
  commandAsEvent,
  consumerSpecificPayload,
  leakyInternalModel,
  thinEventCallback,
  vagueEvent,
} from './meaning.ts';
import {missingKey, oversizedPayload, piiExposure, wrongKey} from './order-and-data.ts';
import type {Design, FlawRule} from './rule.ts';

/** Every flaw's rule, worst first: needed answers, loss and repetition, coupling, order, privacy, size. */
export const flawRules = {
  'answer-needed': answerNeeded,
  'dual-write': dualWrite,
  'non-idempotent-consumer': nonIdempotentConsumer,
  'missing-dead-letter': missingDeadLetter,
  'publish-before-fact': publishBeforeFact,
  'no-failure-path': noFailurePath,
  'request-reply-over-topics': requestReply,
  'command-as-event': commandAsEvent,
  'consumer-specific-payload': consumerSpecificPayload,
  'leaky-internal-model': leakyInternalModel,
  'vague-event': vagueEvent,
  'thin-event-callback': thinEventCallback,
  'catch-all-topic': catchAllTopic,
  'missing-key': missingKey,
  'wrong-key': wrongKey,
  'pii-exposure': piiExposure,
  'oversized-payload': oversizedPayload,
} satisfies Readonly<Record<FlawType, FlawRule>>;

/** A question that would rule out, or show, the flaws named. */
export type FlawQuestion = OpenQuestion & {readonly flaws: readonly FlawType[]};

/** The flaws that the answers show, and one question for each missing answer that could show another. */
export function flawsOf(design: Design): {readonly flaws: readonly Flaw[]; readonly open: readonly FlawQuestion[]} {
  const flaws: Flaw[] = [];
  const open = new Map<string, FlawQuestion>();
  for (const [type, rule] of Object.entries(flawRules) as [FlawType, FlawRule][]) {
    const finding = rule(design);
    if (finding.flaw) {
      const {because, answers, repair} = finding.flaw;
      flaws.push({type, because: `${because} ${basis(answers, design.quotes)}`, repair});
    }
    for (const question of finding.open) {
      const asked = open.get(question.fact);
      open.set(question.fact, {...question, flaws: [...(asked?.flaws ?? []), type]});
    }
  }
  return {flaws, open: [...open.values()]};
}
