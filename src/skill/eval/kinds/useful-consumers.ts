import type {Kind} from '../case.ts';
import type {Measures} from '../measure.ts';
import {serviceNames} from './names.ts';
import {letters, table} from './words.ts';

/** Who reads at the same time: a consumer group gives each partition to one member, a share group gives records to all. */
export function busyConsumers(partitions: number, consumers: number, group: 'consumer' | 'share'): number {
  return group === 'share' ? consumers : Math.min(partitions, consumers);
}

/** How many consumers get records at the same time, for three groups that read one topic. */
export const usefulConsumers: Kind = {
  criterion: 'consumer-groups',
  about: /consumer groups?|share groups?|group\.protocol|rebalanc|\bidle\b|consumers? .{0,40}partitions?/i,
  draft: (random) => {
    const names = serviceNames(random, 3);
    const partitions = random.whole(3, 24);
    const groups = names.map((name) => {
      const processes = random.whole(1, 10);
      const threads = random.pick([1, 1, 2, 3, 4]);
      const group = random.chance(0.25) ? ('share' as const) : ('consumer' as const);
      return {name, processes, threads, group, consumers: processes * threads};
    });
    const right = groups.map(({consumers, group}) => busyConsumers(partitions, consumers, group));
    const limited = groups.filter(({consumers, group}) => consumers > partitions && group === 'consumer').length;
    if (limited === 0 || limited === groups.length) return undefined;
    const measures: Measures = Object.fromEntries(
      right.map((count, i) => [
        letters[i]!,
        {kind: 'number', right: count, tolerance: 0, unit: `whole number for ${names[i]}`},
      ]),
    );
    const all = (name: string, count: (one: (typeof groups)[number], i: number) => number) => ({
      name,
      answer: Object.fromEntries(groups.map((one, i) => [letters[i]!, count(one, i)])),
    });
    const dealt = groups.reduce((sum, {consumers}) => sum + consumers, 0);
    return {
      names,
      prompt: [
        table(
          ['', 'service', 'reads as', 'processes', 'consumers in each process'],
          groups.map(({name, group, processes, threads}, i) => [
            letters[i]!,
            name,
            `a ${group} group of its own`,
            String(processes),
            String(threads),
          ]),
        ),
        `All three subscribe to one Kafka 4.2 topic with ${partitions} partitions, all of which get many records all the time. How many consumers of each service get records?`,
      ].join('\n\n'),
      measures,
      slips: [
        all('every consumer', ({consumers}) => consumers),
        all('one for each partition', () => partitions),
        all('one for each process', ({processes}) => Math.min(processes, partitions)),
        all('partitions divided among the services', ({consumers}) => Math.floor((partitions * consumers) / dealt)),
        all('share groups bound to partitions as well', ({consumers}) => Math.min(consumers, partitions)),
      ],
    };
  },
};
