import type {Kind} from '../case.ts';
import {serviceNames} from './names.ts';

type When = 'before' | 'after' | 'each';
const telling: Readonly<Record<When, string>> = {
  before: 'commits the offset of the whole batch as soon as it has fetched it, then handles its records one by one',
  after: 'handles the records of a batch one by one, then commits the offset of the whole batch',
  each: 'handles the records of a batch one by one and commits the offset after each of them',
};

/**
 * What a crash leaves, played through: of `records` records in batches of `size`, `handled` have been handled when the
 * process dies, right after handling the last of them and before anything else. The next one begins at the committed offset.
 */
export function afterCrash(when: When, records: number, size: number, handled: number): {twice: number; never: number} {
  const times = Array.from({length: records}, (_, i) => (i < handled ? 1 : 0));
  const batch = Math.floor((handled - 1) / size);
  const committed = {before: Math.min(records, (batch + 1) * size), after: batch * size, each: handled - 1}[when];
  for (let i = committed; i < records; i += 1) times[i]! += 1;
  return {twice: times.filter((n) => n > 1).length, never: times.filter((n) => n === 0).length};
}

/** How many records are handled twice and how many never, when a consumer dies between handling and committing. */
export const offsetOrder: Kind = {
  criterion: 'delivery-guarantees',
  about: /at.least.once|at.most.once|exactly.once|offset|commit(?:s|ted)? (?:before|after)|delivery guarantee/i,
  draft: (random) => {
    const [consumer] = serviceNames(random, 1) as [string];
    const size = random.pick([5, 8, 10, 12, 20, 25, 50, 100]);
    const records = size * random.whole(3, 9);
    const handled = random.whole(1, records - 1);
    const when = random.pick(['before', 'before', 'after', 'after', 'each'] as const);
    const {twice, never} = afterCrash(when, records, size, handled);
    const inBatch = ((handled - 1) % size) + 1;
    const slip = (name: string, a: number, b: number) => ({name, answer: {twice: a, never: b}});
    return {
      names: [consumer],
      prompt: [
        `A partition holds ${records} records, and no more come. ${consumer} fetches them in batches of ${size}, in order; it ${telling[when]}. Handling a record sends a letter and cannot be taken back.`,
        `Right after the letter for record number ${handled} (the first one is number 1) was sent, and before it does anything else, ${consumer} dies. It is started again as the same group and runs to the end. For how many records are two letters sent, and for how many none?`,
      ].join('\n\n'),
      measures: {
        twice: {kind: 'number', right: twice, tolerance: 0, unit: 'records with two letters'},
        never: {kind: 'number', right: never, tolerance: 0, unit: 'records with none'},
      },
      slips: [
        slip('exactly once', 0, 0),
        slip('the other way round', never, twice),
        slip('the rest of the batch twice', size - inBatch, 0),
        slip('the whole batch twice', size, 0),
        slip('the last letter forgotten', Math.max(0, twice - 1), never),
        slip('everything again', handled, 0),
      ],
    };
  },
};
