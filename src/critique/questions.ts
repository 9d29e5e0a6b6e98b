import type {Effect, EventFacts} from './facts.ts';
import type {JudgedEffect} from './judged-effect.ts';
import {type Names, sentence} from './names.ts';

/** A question whose answer is missing: where the answer belongs, and how to ask for it. */
export interface OpenQuestion {
  readonly fact: string;
  readonly text: string;
}

type CopyFact = 'localCopy.tolerated' | 'localCopy.lag' | 'localCopy.bootstrap';
export type EffectFact = Exclude<keyof Effect, 'what' | 'deadline'> | CopyFact;
export type EventFact =
  | Exclude<keyof EventFacts, 'ordering' | 'fields'>
  | 'ordering.needed'
  | 'ordering.key'
  | 'fields';
export type FieldFact = 'vocabulary' | 'data';

const ofEffect: Readonly<Record<EffectFact, (names: Names, what: string, effect: Effect) => string>> = {
  proposed: ({event}, what) => `Does the proposal keep "${what}" in the call, or move it to ${event}?`,
  result: ({caller, callee}, what) =>
    `What does ${caller} do with ${callee}'s answer about "${what}": nothing, try again if it failed, show it, return it, work on with it, or decide by it? If that answer came an hour late, what could nobody do?`,
  kind: (_, what) =>
    `What is the answer about "${what}": a mere acknowledgement, data that is looked up, a decision, or a value made for this call?`,
  waiting: (_, what) => `Who cannot go on before "${what}" is done: nobody, a person, or a device?`,
  refusal: ({callee, caller}, what) =>
    `May ${callee} refuse "${what}" for a business reason (sold out, declined, not allowed)? If so, must the user of ${caller} learn it now, or is later enough?`,
  invariant: (_, what) =>
    `Which rule must hold before "${what}" is answered (unique, once only, nothing oversold, access, safety)? Or is there none?`,
  compensable: (_, what, {invariant}) =>
    `Would the business accept that "${what}" breaks the rule "${invariant ?? ''}" now and then and that it is repaired later?`,
  localCopy: ({caller, callee}, what) =>
    `Could ${caller} keep its own copy of the data behind "${what}", fed by events of ${callee}? If so: how old may it be, how far does it run behind, and what loads it the first time?`,
  'localCopy.tolerated': (_, what) => `How old may the copied data be when "${what}" uses it?`,
  'localCopy.lag': (_, what) => `How far behind the owner does the copy for "${what}" run?`,
  'localCopy.bootstrap': (_, what) =>
    `What loads the copy for "${what}" the first time: a snapshot, a refill from the topic, or nothing?`,
  onRepeat: ({event}, what) =>
    `${sentence(event)} is delivered twice: does "${what}" give the same result, is the repeat recognised, or does it happen twice?`,
  refusalPlan: ({caller}, what) =>
    `If "${what}" is refused later: what tells the user of ${caller}, and what undoes or replaces the rest?`,
};

const ofEvent: Readonly<Record<EventFact, (names: Names) => string>> = {
  says: ({event}) =>
    `Does ${event} say what happened, tell somebody what to do, ask for something, or none of it? Would it be published without its one receiver?`,
  publisher: ({caller}) => `Who publishes: the owner of the data, or ${caller}?`,
  decidedBeforePublish: ({event}) => `When ${event} leaves, has what it states been decided and committed?`,
  publishStep: ({event}) =>
    `How is ${event} published: alone (nothing else is committed), through an outbox, by change data capture, or as a second step beside the commit?`,
  waitsForReply: ({caller, event}) => `After publishing ${event}, does ${caller} wait for a reply message?`,
  callbacks: ({event}) =>
    `Must the readers of ${event} call back before they can act: never, on demand, or most of them at once?`,
  'ordering.needed': ({event}) =>
    `Would two ${event} messages about one thing leave a wrong result if they were handled in the wrong order?`,
  'ordering.key': ({event}) =>
    `Which key does ${event} have: one that keeps the messages about one thing together, one that scatters them, or none?`,
  failures: () => 'Where does a message go that cannot be handled: parked, dropped, or tried again without end?',
  lossAccepted: ({event}) => `Would the business live with one ${event} message gone for good?`,
  fields: ({event}) =>
    `Which fields does ${event} carry, in whose vocabulary is each, and which are personal, secret or regulated?`,
  audience: ({event}) => `Does every reader of ${event} need its personal, secret or regulated fields?`,
  retention: ({event}) => `Is ${event} kept longer than its personal, secret or regulated fields are needed?`,
  largestPayloadBytes: ({event}) => `How many bytes has the largest ${event}?`,
  topicHolds: ({event}) =>
    `What else stands on the topic of ${event}: nothing, events that belong together, or unrelated ones?`,
};

const ofField: Readonly<Record<FieldFact, (names: Names, fields: string) => string>> = {
  vocabulary: (_, fields) =>
    `In whose vocabulary: ${fields}? The producer's, that of one consumer, or that of your tables?`,
  data: (_, fields) => `Which data: ${fields}? Plain, public, personal, secret or regulated?`,
};

/** What to ask first when nothing is known about a call. */
export function askForEffects({caller, callee}: Names, call: string | null): OpenQuestion {
  const which = call === null ? '' : ` (${call})`;
  return {
    fact: 'effects',
    text: `What happens when ${caller} calls ${callee}${which}? List each effect that could happen on its own.`,
  };
}

/** What to ask beside that: for most calls its answer alone decides. */
export function askForUse({caller, callee}: Names): OpenQuestion {
  return {
    fact: 'effects[0].result',
    text: `What does ${caller} do with ${callee}'s answer: nothing, try again if it failed, show it, return it, work on with it, or decide by it?`,
  };
}

export function askEffect(names: Names, {index, what, effect}: JudgedEffect, fact: EffectFact): OpenQuestion {
  return {fact: `effects[${index}].${fact}`, text: ofEffect[fact](names, what, effect)};
}

export function askEvent(names: Names, fact: EventFact): OpenQuestion {
  return {fact: `event.${fact}`, text: ofEvent[fact](names)};
}

/** One question about all fields that lack the same answer; `fact` is the place of the first. */
export function askFields(names: Names, {fields}: EventFacts, fact: FieldFact): readonly OpenQuestion[] {
  const missing = (fields ?? []).flatMap((field, i) =>
    field[fact] === null ? [{i, name: field.name ?? `field ${i + 1}`}] : [],
  );
  const [first] = missing;
  if (first === undefined) return [];
  return [
    {fact: `event.fields[${first.i}].${fact}`, text: ofField[fact](names, missing.map(({name}) => name).join(', '))},
  ];
}
