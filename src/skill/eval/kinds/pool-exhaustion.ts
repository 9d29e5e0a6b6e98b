import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';

/** When a caller's threads are all taken because a callee answers nobody. */
export const poolExhaustion: Kind = {
  criterion: 'temporal-coupling',
  about: /\bthread|\bpool\b|concurren|\bhang|timeout|temporal/i,
  draft: (random) => {
    const [caller, callee, other] = serviceNames(random, 3) as [string, string, string];
    const rate = random.pick([5, 8, 10, 20, 25, 40, 50, 80, 100]);
    const seconds = random.pick([0.5, 1, 2, 3, 5, 10, 20, 30]);
    const attempts = random.pick([1, 1, 2, 3]);
    const threads = random.pick([20, 50, 60, 80, 100, 120, 200, 240, 400]);
    const held = rate * seconds * attempts;
    if (Math.abs(held / threads - 1) < 0.2) return undefined;
    const {analysis} = analysed({
      services: {
        [caller]: {
          concurrency: threads,
          calls: [{to: other}, {to: callee, timeout: `${seconds}s`, retries: {max: attempts - 1}}],
        },
        [callee]: {},
        [other]: {},
      },
      operations: {it: {entry: caller, rate: `${rate}/s`}},
    });
    const load = analysis.operations['it']!.load.find(({service}) => service === caller)!;
    const full = load.fullAfterSecondsIfHanging[callee] ?? null;
    const slip = (name: string, fills: boolean, after: number) => ({
      name,
      answer: {fills, afterSeconds: fills ? after : 0},
    });
    const tries =
      attempts === 1 ? 'It does not try again.' : `It then tries again at once, ${attempts} attempts in all.`;
    return {
      names: [caller, callee, other],
      prompt: [
        `${caller} has ${threads} threads; a request holds one until it is answered. ${rate} requests a second arrive, evenly. Each of them first calls ${other}, which answers in no time worth counting, and then ${callee}, and waits at most ${seconds} s for it. ${tries} After the last attempt the request is answered with an error and frees its thread.`,
        `At a moment when no thread is taken, ${callee} stops answering anybody, for hours. Will all threads of ${caller} be taken at the same time, and if so, after how many seconds for the first time?`,
      ].join('\n\n'),
      measures: {
        fills: {kind: 'truth', right: full !== null, unit: 'all threads are taken at some time'},
        afterSeconds: {
          kind: 'number',
          right: full ?? 0,
          // Whether the first request comes at once or an interval later is nobody's mistake.
          tolerance: full === null ? 0 : Math.max(full * 0.02, 1.01 / rate),
          unit: 'seconds, 0 if that never happens',
        },
      },
      slips: [
        slip('the timeout', true, seconds * attempts),
        slip('never', false, 0),
        slip('the requests of all attempts at once', true, threads / (rate * attempts)),
        slip('always at the time of the first', true, threads / rate),
        slip('threads times the timeout', true, (threads * seconds) / rate),
      ],
    };
  },
};
