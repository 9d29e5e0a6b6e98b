import type {Names} from '../names.ts';

type Ask = (names: Names, what: string) => string;

/** What is asked where the possible answers stand below the question and need not be part of it. */
const asks: Readonly<Record<string, Ask>> = {
  effects: ({caller, callee}) =>
    `What happens when ${caller} calls ${callee}? Name each effect that could happen on its own.`,
  'effects.result': ({caller, callee}, what) =>
    `What does ${caller} do with ${callee}'s answer about "${what}"? Think of it coming an hour late: what could nobody do?`,
  'effects.kind': (_, what) => `What kind of answer is the one about "${what}"?`,
  'effects.waiting': (_, what) => `Who cannot go on before "${what}" is done?`,
  'effects.refusal': ({callee}, what) =>
    `May ${callee} refuse "${what}" for a business reason: sold out, declined, not allowed?`,
  'effects.invariant': (_, what) =>
    `Which rule must hold before "${what}" is answered (unique, once only, nothing oversold, access, safety)?`,
  'effects.localCopy': ({caller, callee}, what) =>
    `Could ${caller} keep its own copy of the data behind "${what}", fed by events of ${callee}?`,
  'effects.localCopy.bootstrap': (_, what) => `What loads the copy for "${what}" the first time?`,
  'effects.onRepeat': ({event}, what) => `If ${event} is delivered twice, what becomes of "${what}"?`,
  'event.says': ({event}) => `What does ${event} say?`,
  'event.publisher': () => 'Who publishes?',
  'event.publishStep': ({event}) => `How is ${event} published?`,
  'event.callbacks': ({event}) => `Must the readers of ${event} call back before they can act?`,
  'event.ordering.key': ({event}) => `Which key does ${event} have for the messages about one thing?`,
  'event.failures': () => 'Where does a message go that cannot be handled?',
  'event.fields': ({event}) => `Which fields does ${event} carry?`,
  'event.topicHolds': ({event}) => `What else stands on the topic of ${event}?`,
};

/** The question about a fact without the list of its answers; undefined where its usual text has none. */
export function shortQuestion(fact: string, names: Names, what: string): string | undefined {
  const ask = asks[fact.replace(/\[\d+\]/g, '')];
  return ask?.(names, what);
}
