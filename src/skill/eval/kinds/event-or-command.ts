import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import type {Random} from '../random.ts';
import {serviceNames} from './names.ts';
import {letters} from './words.ts';

/** What a message is about, apart from what it is called. */
interface Message {
  readonly text: string;
  /** Does its sender want data back? May its receiver decline what it asks for? */
  readonly wantsData: boolean;
  readonly mayDecline: boolean;
}

const odd = ['Happened', 'Wanted', 'Request', 'Task', 'Changed', 'Order', 'Updated', 'Done', 'Notice', 'Sent'];

const contents: readonly ((random: Random, from: string, to: string) => Message)[] = [
  (random, from) => ({
    text: `${from} states in it what it has committed; ${random.whole(1, 6)} others read it, and ${from} does not know which`,
    wantsData: false,
    mayDecline: false,
  }),
  (_, from) => ({
    text: `${from} states in it what is the case since a moment ago. Today nobody reads it`,
    wantsData: false,
    mayDecline: false,
  }),
  (random, _, to) => ({
    text: `it is meant for ${to}, which then does what it says, or does not when its limit of ${random.whole(2, 90)} a day is reached`,
    wantsData: false,
    mayDecline: true,
  }),
  (_, from, to) => ({
    text: `${from} would not send it without ${to}: it says what ${to} has to do next, and ${to} checks whether it may`,
    wantsData: false,
    mayDecline: true,
  }),
  (_, from, to) => ({
    text: `${from} waits for what ${to} sends back, looks one number up in it and forgets it; ${to} changes nothing`,
    wantsData: true,
    mayDecline: false,
  }),
  (_, __, to) => ({
    text: `${to} sends back a list that it has, on a second topic, with the number of this message on it; nothing is changed by that`,
    wantsData: true,
    mayDecline: false,
  }),
];

/** What a message is, by what it wants: data is a question, an act that may be declined a command, else it states a fact. */
function messageKind({wantsData, mayDecline}: Pick<Message, 'wantsData' | 'mayDecline'>) {
  if (wantsData) return 'query';
  return mayDecline ? 'command' : 'event';
}

/** What five messages are, whose names say nothing, or the wrong thing. */
export const eventOrCommand: Kind = {
  criterion: 'event-vs-command',
  about: /\bcommand|past tense|\bfacts?\b|imperative|refuse|passive-aggressive/i,
  draft: (random) => {
    const count = 5;
    const services = serviceNames(random, count * 2);
    const endings = random.some(odd, count);
    const labels = endings.map((ending, i) => `${capital(services[2 * i]!)}${ending}`);
    const messages = labels.map((_, i) => random.pick(contents)(random, services[2 * i]!, services[2 * i + 1]!));
    const kinds = messages.map(messageKind);
    if (new Set(kinds).size < 3) return undefined;
    const among = ['event', 'command', 'query'];
    const measures: Measures = Object.fromEntries(kinds.map((right, i) => [letters[i]!, {kind: 'word', right, among}]));
    const all = (name: string, answer: (i: number) => string) => ({
      name,
      answer: Object.fromEntries(kinds.map((_, i) => [letters[i]!, answer(i)])),
    });
    return {
      names: services,
      prompt: [
        labels.map((label, i) => `${letters[i]}: ${label}: ${messages[i]!.text}.`).join('\n\n'),
        'All of these are messages on topics of a log. What is each of them really: an event, a command or a query? The names were given in a hurry.',
      ].join('\n\n'),
      measures,
      slips: [
        all('all on a log are events', () => 'event'),
        all('by the name', (i) => (/(?:ed|Sent|Done)$/.test(labels[i]!) ? 'event' : 'command')),
        all('a question is a command', (i) => (kinds[i] === 'query' ? 'command' : kinds[i]!)),
        all('one reader makes a command', (i) =>
          /nobody reads/.test(messages[i]!.text) ? 'command' : kinds[i] === 'query' ? 'event' : kinds[i]!,
        ),
      ],
    };
  },
};

const capital = (name: string) =>
  name
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
