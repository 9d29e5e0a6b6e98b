import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';
import {web} from './web.ts';
import {table} from './words.ts';

type Manner = 'fail' | 'ignore' | 'event' | 'outbox';
const manners: Readonly<Record<Manner, (to: string) => string>> = {
  fail: (to) => `calls ${to}`,
  ignore: (to) => `calls ${to} and goes on if that fails`,
  event: (to) => `publishes to the log and answers when the log has confirmed it; ${to} reads that`,
  outbox: (to) => `writes to a table of its own, from which a job publishes to the log later; ${to} reads that`,
};

/** Whose outage makes the requests to a service fail. */
export const outageReach: Kind = {
  criterion: 'availability-coupling',
  about: /outage|availability coupling|accept path|\bfails? with|becomes an outage|downtimes? add/i,
  draft: (random) => {
    const {names, calls} = web(random, serviceNames(random, random.whole(5, 7)), random.whole(0, 1));
    const [entry] = names as [string];
    const manner = new Map<string, Manner>();
    for (const [from, list] of calls.entries()) {
      for (const to of list)
        manner.set(`${from}>${to}`, random.pick(['fail', 'fail', 'fail', 'ignore', 'event', 'outbox']));
    }
    const how = (from: number, to: number) => manner.get(`${from}>${to}`)!;
    const usesLog = [...manner.values()].some((one) => one === 'event' || one === 'outbox');
    const services = Object.fromEntries(
      names.map((name, i) => [
        name,
        {
          calls: calls[i]!.filter((to) => how(i, to) === 'fail' || how(i, to) === 'ignore').map((to) => ({
            to: names[to],
            onFailure: how(i, to),
          })),
        },
      ]),
    );
    const events = Object.fromEntries(
      calls.flatMap((list, from) =>
        list
          .filter((to) => how(from, to) === 'event' || how(from, to) === 'outbox')
          .map((to) => [
            `E${from}x${to}`,
            {producer: names[from], via: 'log', outbox: how(from, to) === 'outbox', consumers: {[names[to]!]: {}}},
          ]),
      ),
    );
    const {blastRadius} = analysed({
      services,
      operations: {it: {entry}},
      ...(usesLog ? {brokers: {log: {}}, events} : {}),
    }).analysis;
    const asked = [...names.slice(1), ...(usesLog ? ['log'] : [])];
    const fatal = asked.filter((name) => blastRadius[name]!.fails.includes('it'));
    const slip = (name: string, list: readonly string[]) => ({name, answer: {fatal: list}});
    return {
      names,
      prompt: [
        table(
          ['service', 'what it does with a request'],
          names.map((name, i) => [
            name,
            calls[i]!.map((to) => manners[how(i, to)](names[to]!)).join('; ') || 'answers it',
          ]),
        ),
        `Whoever calls waits for the answer, and cannot answer itself without it unless the table says that it goes on${usesLog ? '; "the log" is one broker that keeps messages until they are read' : ''}. Users send requests to ${entry}. Take each of these alone as down for an hour: ${asked.join(', ')}. Which of them make the requests to ${entry} fail during that hour?`,
      ].join('\n\n'),
      measures: {fatal: {kind: 'set', right: fatal, among: asked}},
      slips: [
        slip('everything that is reached', asked),
        slip(
          'only what is called directly',
          asked.filter((name) => calls[0]!.some((to) => names[to] === name)),
        ),
        slip(
          'the broker forgotten',
          fatal.filter((name) => name !== 'log'),
        ),
        slip('the broker always', usesLog ? [...new Set([...fatal, 'log'])] : fatal),
        slip('nothing', []),
      ],
    };
  },
};
