import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import {analysed} from './analysed.ts';
import {serviceNames} from './names.ts';
import {web} from './web.ts';
import {table} from './words.ts';

const shares = ['99.99', '99.95', '99.9', '99.8', '99.7', '99.5', '99.2', '99'];

/** How available an operation is whose services call each other; some of them are reached on two ways. */
export const combinedAvailability: Kind = {
  criterion: 'availability-arithmetic',
  about: /availab|uptime|downtime|99\.\d|\bproduct\b|multipl/i,
  draft: (random) => {
    const count = random.whole(3, 6);
    const {names, calls} = web(random, serviceNames(random, count), random.whole(0, Math.min(2, count - 2)));
    const percents = names.map(() => random.pick(shares));
    // A call whose failure does not matter, where there is one that nobody else makes.
    const spare = random.chance(0.5) ? names.length - 1 : -1;
    const goesOn = (to: number) => to === spare;
    const services = Object.fromEntries(
      names.map((name, i) => [
        name,
        {
          availability: `${percents[i]}%`,
          calls: calls[i]!.map((to) => ({to: names[to]!, onFailure: goesOn(to) ? 'ignore' : 'fail'})),
        },
      ]),
    );
    const {operations} = analysed({services, operations: {it: {entry: names[0]}}}).analysis;
    const share = percents.map((text) => Number(text) / 100);
    const onEveryWay = (i: number): number =>
      calls[i]!.reduce((product, to) => product * (goesOn(to) ? 1 : onEveryWay(to)), share[i]!);
    const all = share.reduce((a, b) => a * b, 1);
    const measures: Measures = {
      availabilityPercent: {
        kind: 'number',
        right: 100 * operations['it']!.availability,
        tolerance: 0.0015,
        unit: 'percent, four decimals',
      },
    };
    const slip = (name: string, value: number) => ({name, answer: {availabilityPercent: 100 * value}});
    return {
      names,
      prompt: [
        table(
          ['service', 'up', 'calls'],
          names.map((name, i) => [
            name,
            `${percents[i]} % of the time`,
            calls[i]!.map((to) => (goesOn(to) ? `${names[to]} (goes on if it fails)` : names[to]!)).join(', ') || '-',
          ]),
        ),
        `Outages come independently of each other. A request to ${names[0]} makes all of these calls, and so do the requests that follow from it. A service that is up fails a request when a call fails that it does not go on without. Which share of the requests to ${names[0]} succeeds?`,
      ].join('\n\n'),
      measures,
      slips: [
        slip('product over every path', onEveryWay(0)),
        slip('the lowest of all', Math.min(...share)),
        slip('everything counts', all),
        slip('the entry forgotten', operations['it']!.availability / share[0]!),
        slip('the mean', share.reduce((a, b) => a + b, 0) / share.length),
      ],
    };
  },
};
