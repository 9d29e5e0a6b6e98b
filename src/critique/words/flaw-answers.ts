import type {Proposal} from '../proposal.ts';
import type {DesignFlaw} from './design-flaws.ts';
import type {DesignDoubt, EventReading} from './design-words.ts';
import {type Field, sensitivity} from './field-names.ts';
import type {Quote} from './quote.ts';
import {bytesIn} from './size-words.ts';
import {plainText} from './spelling.ts';

/** The answers that show a flaw, and the question whose answer would tell. */
interface FlawAnswers {
  readonly asks: DesignDoubt['fact'];
  readonly event?: EventReading['answers'];
  readonly effect?: EventReading['effect'];
}

const endless = /\b(?:forever|for ever|endless\w*|until|no limit|unlimited|infinite\w*|blocks?|blocked|stuck|stops?)\b/;
const long =
  /\b(?:years?|forever|for ever|unlimited|indefinite\w*|retention|kept|compacted|never (?:deleted|expires?))\b/;
/** Anything above what a broker takes by default. */
const tooMany = 1_000_001;

type Show = (quote: Quote, proposal: Proposal) => FlawAnswers;

const shows: Readonly<Record<DesignFlaw, Show>> = {
  'dual-write': (quote) => ({asks: 'publishStep', event: {publishStep: {value: 'separate', quote}}}),
  'non-idempotent-consumer': (quote) => ({asks: 'onRepeat', effect: {onRepeat: {value: 'happens-twice', quote}}}),
  'missing-dead-letter': (quote) => ({
    asks: 'failures',
    event: endless.test(plainText(quote.text))
      ? {failures: {value: 'endless', quote}}
      : {failures: {value: 'dropped', quote}, lossAccepted: {value: false, quote}},
  }),
  'publish-before-fact': (quote) => ({
    asks: 'decidedBeforePublish',
    event: {decidedBeforePublish: {value: false, quote}},
  }),
  'no-failure-path': (quote) => ({
    asks: 'refusalPlan',
    effect: {refusal: {value: 'told-later', quote}, refusalPlan: {value: 'none', quote}},
  }),
  'request-reply-over-topics': (quote) => ({asks: 'waitsForReply', event: {waitsForReply: {value: true, quote}}}),
  'command-as-event': (quote) => ({asks: 'says', event: {says: {value: 'command', quote}}}),
  'consumer-specific-payload': (quote, proposal) => ({
    asks: 'fields',
    event: {fields: {value: fields(proposal, () => ({vocabulary: 'consumer'})), quote}},
  }),
  'leaky-internal-model': (quote, proposal) => ({
    asks: 'fields',
    event: {fields: {value: fields(proposal, () => ({vocabulary: 'storage'})), quote}},
  }),
  'vague-event': (quote) => ({asks: 'says', event: {says: {value: 'nothing', quote}}}),
  'thin-event-callback': (quote) => ({asks: 'callbacks', event: {callbacks: {value: 'most-at-once', quote}}}),
  'catch-all-topic': (quote) => ({asks: 'topicHolds', event: {topicHolds: {value: 'unrelated', quote}}}),
  'missing-key': (quote) => ({asks: 'ordering.needed', event: {ordering: {value: order('none'), quote}}}),
  'wrong-key': (quote) => ({asks: 'ordering.key', event: {ordering: {value: order('scatters'), quote}}}),
  'pii-exposure': (quote, proposal) => ({
    asks: 'audience',
    event: {
      fields: {value: exposed(proposal), quote},
      ...(long.test(plainText(quote.text))
        ? {retention: {value: 'longer', quote} as const}
        : {audience: {value: 'wider', quote} as const}),
    },
  }),
  'oversized-payload': (quote) => ({
    asks: 'largestPayloadBytes',
    event: {largestPayloadBytes: {value: Math.max(tooMany, bytesIn(plainText(quote.text)) ?? 0), quote}},
  }),
};

/** What a flaw that was read out of words comes to as answers, with the words. */
export function flawAnswers(flaw: DesignFlaw, quote: Quote, proposal: Proposal): FlawAnswers {
  return shows[flaw](quote, proposal);
}

const order = (key: 'none' | 'scatters') => ({needed: true, entity: null, key});

function fields({proposedEvent: {payload}}: Proposal, about: (name: string | null) => Partial<Field>): Field[] {
  const names = payload === null || payload.length === 0 ? [null] : payload.slice(0, 200);
  return names.map((name) => ({name, vocabulary: 'producer', data: 'plain', ...about(name)}));
}

/** The sensitive fields by their names; all of them where no name tells. */
function exposed(proposal: Proposal): Field[] {
  const found = fields(proposal, (name) => ({data: sensitivity(name ?? '')}));
  return found.some(({data}) => data !== 'plain') ? found : fields(proposal, () => ({data: 'personal'}));
}
