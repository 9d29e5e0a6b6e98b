import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';
import {table} from './words.ts';

/** How long a caller waits whose calls run one after the other, at the same time, or were replaced by an event. */
export const waitingTime: Kind = {
  criterion: 'temporal-coupling',
  about: /\bwait|latency|\bms\b|in parallel|one after the other|same moment|temporal|timeout|thread|\bpool\b/i,
  draft: (random) => {
    const count = random.whole(4, 6);
    const [entry, ...others] = serviceNames(random, count + 1) as [string, ...string[]];
    const tenths = () => random.whole(2, 90) * 10;
    const usual = others.map(tenths);
    const slow = usual.map((ms) => ms * random.whole(3, 6));
    const own = random.whole(1, 12) * 10;
    const readers = random.chance(0.6) ? 1 : 0;
    const called = others.slice(0, count - readers);
    const together = random.whole(2, called.length - 1);
    const start = random.whole(0, called.length - together);
    const isTogether = (i: number) => i >= start && i < start + together;
    const below = random.whole(0, called.length - 1);
    const deeper = random.chance(0.5) ? serviceNames(random, 1)[0]! : null;
    const deeperMs = tenths();
    if (deeper !== null && [entry, ...others].includes(deeper)) return undefined;
    const services: Record<string, object> = {
      [entry]: {
        latency: `${own}ms`,
        calls: called.map((to, i) => ({to, ...(isTogether(i) ? {parallel: 'one'} : {})})),
      },
    };
    for (const [i, name] of others.entries()) {
      const calls = deeper !== null && i === below ? [{to: deeper}] : [];
      services[name] = {latency: `${usual[i]}ms`, calls};
    }
    if (deeper !== null) services[deeper] = {latency: `${deeperMs}ms`};
    const events = readers > 0 ? {Noted: {producer: entry, via: 'log', consumers: {[others.at(-1)!]: {}}}} : undefined;
    const operations = {it: {entry}};
    const system = {services, operations, ...(events ? {events, brokers: {log: {latency: '5ms'}}} : {})};
    const waited = analysed(system).analysis.operations['it']!.latency.typicalMs;
    if (waited === null) return undefined;
    const publish = readers > 0 ? 5 : 0;
    const nested = called.map((_, i) => usual[i]! + (deeper !== null && i === below ? deeperMs : 0));
    const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
    const slip = (name: string, ms: number) => ({name, answer: {milliseconds: ms}});
    const row = (name: string, ms: number, high: string, what: string) => [name, `${ms} ms`, high, what];
    return {
      names: [entry, ...others, ...(deeper === null ? [] : [deeper])],
      prompt: [
        table(
          ['service', 'own work, usually', 'own work, slowest 1 in 100', 'what it does'],
          [
            row(
              entry,
              own,
              `${own} ms`,
              called
                .map(
                  (name, i) =>
                    `${i + 1}. ${isTogether(i) ? 'at the same time as the others marked so' : 'call'}: ${name}`,
                )
                .join('; ') +
                (readers > 0 ? `; last: publish to a log, which takes 5 ms; ${others.at(-1)} reads it there` : ''),
            ),
            ...others.map((name, i) =>
              row(name, usual[i]!, `${slow[i]} ms`, deeper !== null && i === below ? `calls ${deeper}` : '-'),
            ),
            ...(deeper === null ? [] : [row(deeper, deeperMs, `${deeperMs * 3} ms`, '-')]),
          ],
        ),
        `Every call waits for its answer. The numbered calls run in this order; those marked as at the same time start together, and the next one starts when all of them have answered. Everybody takes the usual time. After how many milliseconds has ${entry} finished a request?`,
      ].join('\n\n'),
      measures: {milliseconds: {kind: 'number', right: waited, tolerance: 0.5, unit: 'milliseconds'}},
      slips: [
        slip('everything one after the other', own + sum(nested) + publish),
        slip('only the slowest', own + Math.max(...nested) + publish),
        slip('own work forgotten', waited - own),
        slip('the reader waited for', waited + (readers > 0 ? usual.at(-1)! : 0)),
        slip('sum of the slowest in a hundred', own + sum(slow.slice(0, called.length))),
      ],
    };
  },
};
