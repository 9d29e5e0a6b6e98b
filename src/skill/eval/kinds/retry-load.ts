import type {Kind} from '../case.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';
import {table} from './words.ts';

/** How many requests reach the last service of a chain in which every layer tries again. */
export const retryLoad: Kind = {
  criterion: 'retries-and-dead-letters',
  about: /retr(?:y|ies)|attempts?|dead.?letter|back-?off/i,
  draft: (random) => {
    const names = serviceNames(random, random.whole(3, 5));
    const retries = names.slice(1).map(() => random.pick([0, 1, 2, 2, 3, 4]));
    const counts = names.slice(1).map(() => random.pick([1, 1, 1, 2]));
    const services = Object.fromEntries(
      names.map((name, i) => [
        name,
        i === names.length - 1 ? {} : {calls: [{to: names[i + 1], retries: {max: retries[i]}, count: counts[i]}]},
      ]),
    );
    const factor = analysed({services, operations: {it: {entry: names[0]}}}).analysis.operations['it']!
      .retryAmplification;
    if (factor === 'unbounded' || factor < 4) return undefined;
    const product = (list: readonly number[]) => list.reduce((a, b) => a * b, 1);
    const slip = (name: string, requests: number) => ({name, answer: {requests}});
    const said = (i: number) => (retries[i] === 0 ? 'never tries again' : `tries again up to ${retries[i]} times`);
    return {
      names,
      prompt: [
        table(
          ['service', 'what it does for one request'],
          names.map((name, i) => {
            if (i === names.length - 1) return [name, 'answers every request with an error'];
            const times =
              counts[i] === 2
                ? `needs two answers of ${names[i + 1]}, one after the other, and asks for the second one whatever came of the first`
                : `needs an answer of ${names[i + 1]}`;
            return [name, `${times}; when a request fails it ${said(i)}, then it answers with an error itself`];
          }),
        ),
        `One user sends one request to ${names[0]} and does not try again. How many requests does ${names.at(-1)} get because of it?`,
      ].join('\n\n'),
      measures: {requests: {kind: 'number', right: factor, tolerance: 0.4, unit: 'whole number'}},
      slips: [
        slip(
          'attempts added up',
          retries.reduce((sum, r) => sum + r + 1, 0),
        ),
        slip('the first attempt not counted', product(retries.map((r, i) => Math.max(1, r) * counts[i]!))),
        slip('only the last caller', (retries.at(-1)! + 1) * counts.at(-1)!),
        slip('calls made twice not counted', product(retries.map((r) => r + 1))),
      ],
    };
  },
};
