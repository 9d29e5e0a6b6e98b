import {shapeOf} from '../critique/interview/answer-shape.ts';

/** What the questions of the critic call each fact, by its path without the numbers of effects and fields. */
const names: Readonly<Record<string, string>> = {
  effects: 'what the call does',
  'effects.proposed': 'where it is to go',
  'effects.result': 'what is done with the answer',
  'effects.kind': 'what is answered',
  'effects.waiting': 'who cannot go on before it is done',
  'effects.refusal': 'may it be refused',
  'effects.invariant': 'the rule that must hold',
  'effects.compensable': 'may the rule be broken',
  'effects.localCopy': 'a copy of its own',
  'effects.localCopy.tolerated': 'how old a copy may be',
  'effects.localCopy.lag': 'how old a copy gets',
  'effects.localCopy.bootstrap': 'what fills the copy',
  'effects.onRepeat': 'if it comes twice',
  'effects.refusalPlan': 'what follows a refusal',
  'event.says': 'what the event says',
  'event.publisher': 'who publishes it',
  'event.decidedBeforePublish': 'is it decided before it is published',
  'event.publishStep': 'how it is published',
  'event.waitsForReply': 'does anybody wait for a reply',
  'event.callbacks': 'do readers call back',
  'event.ordering': 'the order',
  'event.ordering.needed': 'does the order matter',
  'event.ordering.key': 'the key',
  'event.failures': 'what becomes of a message that cannot be handled',
  'event.lossAccepted': 'may one be lost',
  'event.fields': 'its fields',
  'event.fields.vocabulary': 'whose terms its fields are',
  'event.fields.data': 'what is in its fields',
  'event.audience': 'do all who may read it need it',
  'event.retention': 'is it kept for longer than needed',
  'event.largestPayloadBytes': 'the largest message, in bytes',
  'event.topicHolds': 'what else is on the topic',
};

const path = String.raw`\b(?:effects(?=\[|:|\.[a-z])|event(?=\.[a-z]))(?:\[\d{1,6}\])?(?:\.[a-zA-Z]{1,40}(?:\[\d{1,6}\])?){0,4}`;
const answer = new RegExp(`(${path}): ([a-z-]{1,40})(?![\\w-])`, 'g');
const bare = new RegExp(path, 'g');

const placeOf = (fact: string) => fact.replace(/\[\d+\]/g, '');
const nameOf = (fact: string) => (Object.hasOwn(names, placeOf(fact)) ? names[placeOf(fact)]! : fact);

/** A sentence of the critic in the words of its questions: `what is done with the answer: shows it to somebody`. */
export function inQuestionWords(text: string): string {
  return text
    .replace(answer, (_, fact: string, value: string) => `${nameOf(fact)}: ${answerOf(fact, value)}`)
    .replace(bare, nameOf);
}

function answerOf(fact: string, value: string): string {
  if (!Object.hasOwn(names, placeOf(fact)) || placeOf(fact) === 'event.ordering') return value;
  const shape = shapeOf(fact);
  return (shape.kind === 'choice' && shape.choices.find((one) => String(one.value) === value)?.text) || value;
}

/** What else would help, by the kind that a critique gives it. */
export const alternativeNames = {
  'timeout-and-ignore': 'a short timeout, and going on without it',
  parallel: 'several calls at once',
  breaker: 'a circuit breaker: no calls while it fails',
  'local-copy': 'a copy of the data',
  'accept-and-report-later': 'accept now, report later',
  'command-queue': 'a queue for the order',
} as const;
