import type {EventFacts} from '../facts.ts';
import type {Names} from '../names.ts';
import {sentence} from '../names.ts';
import {askEvent, askFields} from '../questions.ts';
import {sources} from '../sources.ts';
import {asking, clear, type FlawRule, shownBy} from './rule.ts';

/** Order is needed and there is no key. */
export const missingKey = keyed('none', ({event}, entity) => ({
  because: `Without a key the messages about one ${entity} spread over the partitions and overtake each other.`,
  repair: `Give ${event} the id of the ${entity} as its key; or number the messages and let consumers refuse older ones. See ${sources.keys}.`,
}));

/** Order is needed and the key takes one entity apart. */
export const wrongKey = keyed('scatters', ({event}, entity) => ({
  because: `The key puts messages about one ${entity} on different partitions, so an older one can be handled last.`,
  repair: `Key ${event} by the id of the ${entity}; or number the messages and let consumers refuse older ones. See ${sources.keys}.`,
}));

function keyed(
  bad: 'none' | 'scatters',
  shown: (names: Names, entity: string) => {because: string; repair: string},
): FlawRule {
  return ({names, event: {ordering}}) => {
    const {needed, entity, key} = ordering;
    if (needed === false || key === 'keeps') return clear;
    if (key !== null && key !== bad) return clear;
    if (needed === null) return asking(askEvent(names, 'ordering.needed'));
    if (key === null) return asking(askEvent(names, 'ordering.key'));
    const {because, repair} = shown(names, entity ?? 'entity');
    return shownBy(`event.ordering.needed: true; event.ordering.key: ${bad}`, because, repair);
  };
}

const sensitive: ReadonlySet<string | null> = new Set(['personal', 'secret', 'regulated']);

/** Sensitive fields that go further, or stay longer, than they are needed. */
export const piiExposure: FlawRule = ({names, event}) => {
  const {fields, audience, retention} = event;
  const harmless = audience === 'needs-it' && retention === 'as-needed';
  if (harmless || fields?.every(({data}) => data === 'plain' || data === 'public')) return clear;
  const exposed = (fields ?? []).flatMap((field, i) => (sensitive.has(field.data) ? [{...field, i}] : []));
  const [first] = exposed;
  const ways = exposures(event);
  if (first === undefined || ways.length === 0) {
    return asking(
      ...(fields === null ? [askEvent(names, 'fields')] : askFields(names, event, 'data')),
      ...(audience === null ? [askEvent(names, 'audience')] : []),
      ...(retention === null ? [askEvent(names, 'retention')] : []),
    );
  }
  const list = exposed.map(({name, i, data}) => `${name ?? `field ${i + 1}`} (${data})`).join(', ');
  return shownBy(
    `event.fields[${first.i}].data: ${first.data}; ${ways.map(({fact}) => fact).join('; ')}`,
    `${sentence(names.event)} carries ${list}, and ${ways.map(({text}) => text).join(', and ')}.`,
    `Leave these fields out and carry a reference that means nothing outside; or move ${names.event} to a topic that only those who need them may read, kept as long as they are needed, with the fields encrypted per person. See ${sources.privacy}.`,
  );
};

function exposures({audience, retention}: EventFacts): {fact: string; text: string}[] {
  return [
    ...(audience === 'wider' ? [{fact: 'event.audience: wider', text: 'some readers do not need them'}] : []),
    ...(retention === 'longer'
      ? [{fact: 'event.retention: longer', text: 'they stay longer than they are needed'}]
      : []),
  ];
}

/** Above this a message needs raised broker limits: Kafka's default for a batch is about one megabyte. */
const largestBytes = 1_000_000;

/** A message too big for a broker. */
export const oversizedPayload: FlawRule = ({names, event: {largestPayloadBytes: bytes}}) => {
  if (bytes === null) return asking(askEvent(names, 'largestPayloadBytes'));
  if (bytes <= largestBytes) return clear;
  return shownBy(
    `event.largestPayloadBytes: ${bytes}`,
    `Kafka takes batches of about 1 MB by default; beyond that brokers and consumers need more memory for every message.`,
    `Put the bulk into object storage and carry a reference and a checksum in ${names.event}. See ${sources.claimCheck}.`,
  );
};
