import type {EventType, Topology} from '../../topology/topology.ts';
import {firstFew} from './first-few.ts';
import {isPastTense, nameWords} from './name-words.ts';
import {producingService} from './parties.ts';
import type {BlindSpot, Reported, Rule} from './rule.ts';

/** Words of a service's name that say what kind of program it is, not what it is about. */
const programWords: ReadonlySet<string> = new Set(
  'api app consumer handler listener ms processor service svc worker'.split(' '),
);
/** Words that make a field the reference to a thing: `orderId` is the producer's, though a consumer is called order. */
const reference: ReadonlySet<string> = new Set(['id', 'ids', 'ref', 'uuid']);
/** No field repeats a longer name; the bound keeps the search linear. */
const mostWords = 4;

/**
 * An event on a topic that is made for one of its consumers: addressed to it, or with its name inside the name of the
 * event or of a field. Names are compared by whole words; a field that is just the consumer's name, or that plus `id`,
 * is taken for a word of the business. By names alone it is a guess (info).
 */
export const consumerSpecificPayload: Rule = {
  id: 'consumer-specific-payload',
  source:
    'Gregor Hohpe, "The Many Facets of Coupling", enterpriseintegrationpatterns.com: data format and semantics stay coupled',
  judge: ({topology}) => {
    const findings: Reported[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    for (const event of topology.events.values()) {
      if (event.consumers.length === 0) continue;
      if (event.payload === undefined) blindSpots.push({field: 'payload', subject: event.name});
      const found = judged(topology, event);
      if (found) findings.push(found);
    }
    return {findings, blindSpots};
  },
};

function judged(topology: Topology, {name, path, ...event}: EventType): Reported | undefined {
  const consumers = consumersByWords(topology, event);
  const about = nameWords(name).filter((word) => word !== 'event' && !isPastTense(word));
  const inName = consumerIn(about, consumers);
  const fields = [...(event.payload?.keys() ?? [])].flatMap((field) => {
    const consumer = consumerIn(nameWords(field), consumers);
    return consumer === undefined ? [] : [{field, consumer}];
  });
  const address = event.channel === 'queue' ? undefined : event.addressedTo;
  if (inName === undefined && fields.length === 0 && address === undefined) return undefined;
  const [first] = fields;
  const signs = [
    ...(address === undefined ? [] : [`it is addressed to ${address}`]),
    ...(inName === undefined ? [] : [`its name holds that of ${inName}`]),
    ...(first === undefined
      ? []
      : [
          `${firstFew(fields.map(({field}) => field))} ${fields.length === 1 ? 'is' : 'are'} named after ${firstFew([...new Set(fields.map(({consumer}) => consumer))])}`,
        ]),
  ];
  const others = event.consumers.length > 1;
  return {
    // With one reader the order in the form of a fact is the graver side of it, and passive-aggressive-event says so.
    severity: address !== undefined && others ? 'warning' : 'info',
    subject: {event: name},
    message: `${name} ${others ? `has ${event.consumers.length} consumers` : 'is published'}, but looks made for one: ${signs.join('; ')}. When that consumer changes its mind, the producer has to deploy.`,
    advice:
      'Carry what happened in the words of the producer and let each consumer work out what it needs from that; who reads it is no part of a fact.',
    line: (first && topology.lineOf([...path, 'payload', first.field])) ?? topology.lineOf(path),
  };
}

/** The consumers of an event by the words of their service's name, but the producer itself. */
function consumersByWords(topology: Topology, event: Pick<EventType, 'consumers' | 'producers'>): Map<string, string> {
  const producer = producingService(topology, event);
  const own = producer === undefined ? '' : essential(producer);
  const result = new Map<string, string>();
  for (const {service} of event.consumers) {
    const words = essential(service);
    if (words.length > 1 && words !== own) result.set(words, service);
  }
  return result;
}

const essential = (service: string) =>
  nameWords(service)
    .filter((word) => !programWords.has(word))
    .join(' ');

/** The consumer whose whole name stands within these words, with something besides that is no mere reference. */
function consumerIn(words: readonly string[], consumers: ReadonlyMap<string, string>): string | undefined {
  for (let from = 0; from < words.length; from++) {
    for (let length = 1; length <= mostWords && from + length <= words.length; length++) {
      const consumer = consumers.get(words.slice(from, from + length).join(' '));
      if (consumer === undefined) continue;
      const rest = [...words.slice(0, from), ...words.slice(from + length)];
      if (rest.some((word) => !reference.has(word))) return consumer;
    }
  }
  return undefined;
}
