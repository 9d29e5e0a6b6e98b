import type {FlawType} from '../flaw-types.ts';
import type {Agreement, Disagreement} from './agreement.ts';

/** A disagreement as what the skill may lack. */
export interface DisagreementGap {
  readonly criterion: string | null;
  readonly text: string;
  readonly evidence: readonly {readonly source: string; readonly text: string}[];
  readonly source: string;
}

/** The criterion of the kafka-events rubric that treats what a flaw is about. */
const criteria: Readonly<Record<FlawType, string>> = {
  'answer-needed': 'does-the-caller-need-the-result',
  'command-as-event': 'event-vs-command',
  'consumer-specific-payload': 'payload-design',
  'leaky-internal-model': 'payload-design',
  'vague-event': 'event-naming',
  'thin-event-callback': 'payload-design',
  'missing-key': 'keys-and-ordering',
  'wrong-key': 'keys-and-ordering',
  'dual-write': 'dual-write-and-outbox',
  'publish-before-fact': 'dual-write-and-outbox',
  'non-idempotent-consumer': 'idempotent-consumers',
  'request-reply-over-topics': 'when-not-to-use-events',
  'missing-dead-letter': 'retries-and-dead-letters',
  'no-failure-path': 'sagas-and-compensation',
  'pii-exposure': 'personal-data',
  'oversized-payload': 'payload-design',
  'catch-all-topic': 'event-naming',
};

const kinds: Readonly<
  Record<
    Disagreement['about'],
    (what: string, id: string) => {readonly criterion: string | null; readonly text: string}
  >
> = {
  verdict: (what, id) => ({
    criterion: 'does-the-caller-need-the-result',
    text: `Rules and model differ about ${id}: ${what}?`,
  }),
  flaw: (what, id) => ({
    criterion: criteria[what as FlawType],
    text: `Rules and model differ about ${id}: is there the flaw ${what}?`,
  }),
  answer: (what, id) => ({
    criterion: what.startsWith('effects') ? 'does-the-caller-need-the-result' : null,
    text: `A model disputes an answer about ${id}: ${what}.`,
  }),
};

const longest = 4000;

/** Each disagreement about the proposal `id` as a gap that may be recorded, with both arguments as evidence. */
export function disagreementGaps(id: string, critic: string, {disagreements}: Agreement): readonly DisagreementGap[] {
  const source = `critique:${id}`.slice(0, 200);
  return disagreements.map(({about, what, local, model}) => ({
    ...kinds[about](what, id),
    evidence: [
      {source, text: `local: ${local}`.slice(0, longest)},
      {source, text: `${critic}: ${model}`.slice(0, longest)},
    ],
    source,
  }));
}
