import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';

/** How long a consumer needs to catch up after an outage, or what it finds deleted. */
export const lagDrain: Kind = {
  criterion: 'consumer-lag',
  about: /\blag|backlog|catch(?:es)? up|retention|behind/i,
  draft: (random) => {
    const [producer, consumer] = serviceNames(random, 2) as [string, string];
    const rate = random.pick([5, 8, 10, 20, 30, 40, 50, 80, 120]);
    const handlingMs = random.pick([10, 20, 25, 40, 50, 100, 200, 250]);
    const handlers = random.whole(1, 24);
    const long = random.chance(0.4);
    const outageHours = long ? random.whole(2, 90) : random.whole(10, 240) / 60;
    const retentionHours = long ? random.pick([6, 12, 24, 36, 48, 72]) : 168;
    const {analysis} = analysed({
      services: {[producer]: {}, [consumer]: {}},
      brokers: {log: {retention: `${retentionHours}h`}},
      events: {
        Noted: {
          producer,
          via: 'log',
          rate: `${rate}/s`,
          consumers: {[consumer]: {handling: `${handlingMs}ms`, handlers}},
        },
      },
      operations: {it: {entry: producer}},
    });
    const lag = analysis.lag[0]!;
    const capacity = lag.capacity ?? 0;
    if (Math.abs(capacity / rate - 1) < 0.15) return undefined;
    const story = `${producer} publishes ${rate} records a second to a topic, day and night; records are deleted after ${retentionHours} hours. ${consumer} handles ${handlers} of them at a time, each in ${handlingMs} ms, and the partitions allow that.`;
    const outage = Math.round(outageHours * 3600);
    if (long) {
      const kept = Math.min(outage, (lag.lostAfterMs ?? 0) / 1000);
      if (outageHours === retentionHours) return undefined;
      const slip = (name: string, deleted: number, waiting: number) => ({name, answer: {deleted, waiting}});
      return {
        names: [producer, consumer],
        prompt: `${story}\n\n${consumer} had read everything when it was switched off, for ${outageHours} hours. At the moment when it is back: how many records that it never read have been deleted, and how many are waiting for it? Take deletion to be exact to the second.`,
        measures: {
          deleted: {kind: 'number', right: rate * (outage - kept), tolerance: rate, unit: 'records'},
          waiting: {kind: 'number', right: rate * kept, tolerance: rate, unit: 'records'},
        },
        slips: [
          slip('a log loses nothing', 0, rate * outage),
          slip('everything lost', rate * outage, 0),
          slip('what is kept is lost', rate * kept, rate * (outage - kept)),
          slip('less what it could have handled', 0, Math.max(0, (rate - capacity) * outage)),
        ],
      };
    }
    const seconds =
      lag.catchUpSecondsPerOutageMinute === null ? null : (lag.catchUpSecondsPerOutageMinute * outage) / 60;
    const slip = (name: string, catchesUp: boolean, after: number) => ({
      name,
      answer: {catchesUp, seconds: catchesUp ? after : 0},
    });
    return {
      names: [producer, consumer],
      prompt: `${story}\n\n${consumer} had read everything when it was switched off, for ${outage / 60} minutes. Then it is back with its full speed. Does it ever get to the end of the topic again, and if so, after how many seconds?`,
      measures: {
        catchesUp: {kind: 'truth', right: seconds !== null, unit: 'it gets to the end'},
        seconds: {
          kind: 'number',
          right: seconds ?? 0,
          tolerance: (seconds ?? 0) * 0.01,
          unit: 'seconds after it is back, 0 if never',
        },
      },
      slips: [
        slip('new records forgotten', true, (rate * outage) / capacity),
        slip('as long as the outage', true, outage),
        slip('never', false, 0),
        slip('one at a time', true, (rate * outage * handlingMs) / 1000),
      ],
    };
  },
};
