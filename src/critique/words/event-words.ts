import type {Effect, EventFacts} from '../facts.ts';
import type {Proposal} from '../proposal.ts';
import {earlyWords, failureWords, lossWords, publishStepWords, replyWords} from './delivery-words.ts';
import {type DesignDoubt, designDoubts} from './design-doubts.ts';
import {nameSays} from './event-name.ts';
import {copyWords} from './local-copy-words.ts';
import {orderWords} from './order-words.ts';
import {fieldWords, sizeWords} from './payload-words.ts';
import type {Quote, Read} from './quote.ts';
import {audienceWords, callbackWords, retentionWords, topicWords} from './readers-words.ts';
import {repeatWords} from './repeat-words.ts';
import type {Told} from './told.ts';

/** The answers about the event that were read out of words, and what only hints at a flaw. */
export interface EventReading {
  readonly answers: {readonly [K in keyof EventFacts]?: Read<NonNullable<EventFacts[K]>>};
  readonly onRepeat: Read<NonNullable<Effect['onRepeat']>> | null;
  readonly doubts: readonly DesignDoubt[];
}

const vagueText =
  /\b(?:one|single|same) (?:message|event|type|topic)(?: type)? for (?:any|all|every)\w*\b|\bfor any (?:kind of )?(?:change|update)\b|\b(?:readers?|consumers?|they) (?:have to |must )?(?:compare|find out|guess|diff)\b/;

/** Reads the event's design out of its name, its fields, the flags and the text. */
export function eventWords(proposal: Proposal, words: Told): EventReading {
  const {purpose, consistency, notes, noteSentences} = words;
  const all = [...purpose, ...consistency, ...notes];
  const vague = notes.find(({plain}) => vagueText.test(plain));
  const named = nameSays(proposal.proposedEvent.name);
  const says = vague && named?.value !== 'command' ? ({value: 'nothing', quote: vague} as const) : named;
  const fields = fieldWords(proposal, notes);
  const order = orderWords(proposal, [...all, ...noteSentences]);
  const publisher = copyWords(notes, consistency)?.publisher ?? null;
  const answers = defined({
    says,
    publisher: publisher === null ? null : ({value: 'owner', quote: publisher} as const),
    decidedBeforePublish: earlyWords([...notes, ...noteSentences]),
    publishStep: publishStepWords(proposal, [...notes, ...noteSentences]),
    waitsForReply: replyWords([...notes, ...noteSentences]),
    callbacks: callbackWords([...notes, ...noteSentences], purpose),
    ordering: order,
    failures: failureWords(proposal, notes),
    lossAccepted: lossWords(all),
    fields,
    audience: audienceWords(all, fields?.value ?? null),
    retention: retentionWords(all),
    largestPayloadBytes: sizeWords(proposal, [...notes, ...purpose]),
    topicHolds: topicWords(proposal, notes),
  });
  const onRepeat = repeatWords(proposal, notes, purpose);
  const spent = new Set(
    [...Object.values(answers), ...(onRepeat ? [onRepeat] : [])].map(({quote}: {quote: Quote}) => quote.text),
  );
  return {answers, onRepeat, doubts: designDoubts(notes, spent)};
}

function defined<T extends Record<string, unknown>>(values: T): {[K in keyof T]?: NonNullable<T[K]>} {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: NonNullable<T[K]>;
  };
}
