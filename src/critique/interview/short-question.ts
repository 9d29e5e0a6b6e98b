import type {Names} from '../names.ts';

/** `what` is the effect, or the fields, that are asked about. */
type Ask = (names: Names, what: string) => string;

/** What is asked where the possible answers stand below the question and need not be part of it. */
const asks: Readonly<Record<string, Ask>> = {
  effects: ({caller, callee}) =>
    `What happens when ${caller} calls ${callee}? Name each effect that could happen without the others.`,
  'effects.result': ({caller, callee}, what) =>
    `What does ${caller} do with ${callee}'s answer about "${what}"? If it came an hour late, what could nobody do?`,
  'effects.kind': ({callee}, what) => `What does ${callee} answer about "${what}"?`,
  'effects.waiting': (_, what) => `Who cannot go on before "${what}" is done?`,
  'effects.refusal': ({callee}, what) =>
    `May ${callee} refuse "${what}" for a business reason: sold out, declined, not allowed?`,
  'effects.invariant': ({callee}, what) =>
    `Which rule must hold before ${callee} answers about "${what}": unique, once only, nothing oversold, access, safety?`,
  'effects.localCopy': ({caller, callee}, what) =>
    `Could ${caller} keep its own copy of the data behind "${what}", kept up to date by events of ${callee}?`,
  'effects.localCopy.bootstrap': (_, what) => `What fills the copy for "${what}" the first time?`,
  'effects.onRepeat': ({event}, what) => `If ${event} is delivered twice, what becomes of "${what}"?`,
  'event.says': ({event}) => `What does ${event} say?`,
  'event.publisher': ({event}) => `Who publishes ${event}?`,
  'event.decidedBeforePublish': ({event}) =>
    `Is what ${event} states decided and committed before the message is published?`,
  'event.publishStep': ({event}) => `How is ${event} published?`,
  'event.callbacks': ({event}) => `Must the readers of ${event} call back for more before they can act?`,
  'event.ordering.key': ({event}) => `Which key do the messages of ${event} about one thing have?`,
  'event.failures': () => 'What becomes of a message that cannot be handled?',
  'event.fields': ({event}) => `Which fields does ${event} carry?`,
  'event.fields.vocabulary': (_, fields) => `Whose terms are these: ${fields}?`,
  'event.fields.data': (_, fields) => `What is in ${fields}?`,
  'event.topicHolds': ({event}) => `What else is on the topic of ${event}?`,
};

/** The question about a fact without the list of its answers; undefined where its usual text has none. */
export function shortQuestion(fact: string, names: Names, what: string): string | undefined {
  const ask = asks[fact.replace(/\[\d+\]/g, '')];
  return ask?.(names, what);
}
