import type {Kind} from '../case.ts';
import {keyNumber} from './murmur2.ts';
import {serviceNames} from './names.ts';
import {table} from './words.ts';

const growths: readonly (readonly [number, number])[] = [
  [2, 3],
  [2, 4],
  [3, 4],
  [3, 6],
  [4, 6],
  [4, 8],
  [5, 8],
  [5, 10],
  [6, 8],
  [6, 12],
  [8, 10],
  [8, 12],
  [10, 12],
  [10, 20],
  [12, 20],
];

/**
 * Which keys are found in another partition after a topic got more of them. The hashes of the keys are given: nobody
 * works out murmur2 by hand, and what is asked is what growing does, not whether somebody can run a hash.
 */
export const partitionGrowth: Kind = {
  criterion: 'keys-and-ordering',
  about: /partition|\bkeys?\b|hash|ordering|order of/i,
  draft: (random) => {
    const [service] = serviceNames(random, 1) as [string];
    const [before, after] = random.pick(growths);
    const prefix = random.pick(['order', 'user', 'cart', 'task', 'device', 'account', 'trip']);
    const keys = [...new Set(Array.from({length: 7}, () => `${prefix}-${random.whole(100, 99_999)}`))];
    const moved = keys.filter((key) => keyNumber(key) % before !== keyNumber(key) % after);
    if (moved.length === 0 || moved.length === keys.length) return undefined;
    const slip = (name: string, list: readonly string[]) => ({name, answer: {elsewhere: list}});
    return {
      names: [service],
      prompt: [
        `${service} writes to a Kafka topic with its client's default settings. For these keys the client's hash function gives these numbers (sign already removed):`,
        table(
          ['key', 'number'],
          keys.map((key) => [key, String(keyNumber(key))]),
        ),
        `The topic has ${before} partitions and is altered to have ${after}; then the clients are restarted. For which of these keys do new records go to another partition than the old records of the same key?`,
      ].join('\n\n'),
      measures: {elsewhere: {kind: 'set', right: moved, among: keys}},
      slips: [
        slip('none: a key stays where it is', []),
        slip('all: everything is dealt anew', keys),
        slip(
          'the others',
          keys.filter((key) => !moved.includes(key)),
        ),
        slip(
          'only what lands in a new partition, counted by the old number',
          keys.filter((key) => keyNumber(key) % before >= after - before),
        ),
      ],
    };
  },
};
