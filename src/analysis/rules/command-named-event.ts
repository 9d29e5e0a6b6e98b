import type {EventType} from '../../topology/topology.ts';
import {isPastTense, nameWords} from './name-words.ts';
import type {Rule} from './rule.ts';

/** Words that order something where a name starts with them; those that are as often nouns (order, report, release) are left out. */
const imperatives: ReadonlySet<string> = new Set(
  'add apply approve archive assign authorize calculate cancel charge check close collect compute confirm create deactivate delete deliver disable dispatch do enable ensure execute fetch fulfil fulfill generate get handle initiate install invoke make merge move notify pay perform prepare process provision publish recalculate refresh refund register reject remove renew reserve reset resolve restart resend retry revoke save send ship start stop submit suspend sync synchronize terminate trigger unlock update upload validate verify withdraw write'.split(
    ' ',
  ),
);

/**
 * An event on a topic whose name orders something (SendEmail, QuoteRequest, ShipCommand), or a fact by name that goes
 * through a queue to one addressee. A name is weak evidence, so it is never more than info. English names only.
 */
export const commandNamedEvent: Rule = {
  id: 'command-named-event',
  source:
    'Martin Fowler, "What do you mean by “Event-Driven”?", martinfowler.com (2017); Oskar Dudycz, "Passive-Aggressive Events", event-driven.io',
  judge: ({topology}) => ({
    findings: [...topology.events.values()].flatMap((event) => {
      const said = event.channel === 'queue' ? factOnQueue(event) : orderOnTopic(event);
      if (said === undefined) return [];
      return [{severity: 'info' as const, subject: {event: event.name}, ...said, line: topology.lineOf(event.path)}];
    }),
    blindSpots: [],
  }),
};

function orderOnTopic({name}: EventType): {readonly message: string; readonly advice: string} | undefined {
  const {words, qualified} = ownWords(name);
  const [first] = words;
  if (first === undefined || words.some(isPastTense)) return undefined;
  const orders = imperatives.has(first) && (words.length > 1 || qualified);
  const order = orders
    ? first
    : (words.find((word) => word === 'request') ?? (words.at(-1) === 'command' ? 'command' : undefined));
  if (order === undefined) return undefined;
  return {
    message: `${name} sounds like an order ("${order}"), but on a topic anybody may read it and nobody has to act.`,
    advice:
      'Name what has happened, in the past tense; or, if one receiver is to act, keep the name and send it through a queue (channel: queue).',
  };
}

function factOnQueue({name, addressedTo}: EventType): {readonly message: string; readonly advice: string} | undefined {
  if (addressedTo === undefined || !ownWords(name).words.some(isPastTense)) return undefined;
  return {
    message: `${name} sounds like a fact, but it goes through a queue to ${addressedTo} alone: ${addressedTo} is told to act on it.`,
    advice: `Name what ${addressedTo} is to do, as a command; or publish the fact on a topic (channel: topic) without an address.`,
  };
}

/** The words after the last dot, slash or colon (`com.shop.OrderPlaced.v1`: order, placed), and whether something stood before. */
function ownWords(name: string): {readonly words: readonly string[]; readonly qualified: boolean} {
  const segments = name.split(/[./:]/).filter((segment) => segment !== '' && !/^v?\d+$/i.test(segment));
  const words = nameWords(segments.at(-1) ?? '').filter((word) => word !== 'event');
  return {words, qualified: segments.length > 1};
}
