import type {Kind} from '../case.ts';
import {serviceNames} from './names.ts';
import {table} from './words.ts';

interface Step {
  readonly name: string;
  /** What undoes it; null where it changes nothing. */
  readonly undo: string | null;
}

/**
 * What has to be undone, in order, when step `at` (from 0) ends a saga: everything before it that changed something, the
 * last one first; itself as well where nobody knows whether it was done.
 */
export function compensations(steps: readonly Step[], at: number, unknown: boolean): readonly string[] {
  const done = steps.slice(0, unknown ? at + 1 : at);
  return done.toReversed().flatMap(({undo}) => undo ?? []);
}

const acts: readonly (readonly [string, string | null])[] = [
  ['reserve a seat', 'free-seat'],
  ['charge a deposit', 'return-deposit'],
  ['book a courier', 'cancel-courier'],
  ['block a room', 'release-room'],
  ['grant a voucher', 'void-voucher'],
  ['open a folder', 'close-folder'],
  ['take a part out of stock', 'put-part-back'],
  ['read the address', null],
  ['check the age', null],
  ['look up the price list', null],
  ['enter a claim', 'withdraw-claim'],
];

/** What a saga undoes, and in which order, when one of its steps does not work out. */
export const compensation: Kind = {
  criterion: 'sagas-and-compensation',
  about: /\bsagas?\b|compensat|undo|reverse order|pivot/i,
  draft: (random) => {
    const count = random.whole(5, 7);
    const chosen = random.some(acts, count);
    const names = serviceNames(random, count);
    const steps = chosen.map(([name, undo]) => ({name, undo}));
    const at = random.whole(2, count - 1);
    const unknown = random.chance(0.5);
    if (steps[at]!.undo === null) return undefined;
    const right = compensations(steps, at, unknown);
    if (right.length < 2) return undefined;
    const among = steps.flatMap(({undo}) => undo ?? []).toSorted();
    const slip = (name: string, undo: readonly string[]) => ({name, answer: {undo}});
    const what = unknown
      ? `In step ${at + 1} ${names[at]} does not answer, and it stays unknown whether it did its part; after a day the whole is to be given up.`
      : `In step ${at + 1} ${names[at]} answers that it will not do its part and has changed nothing; the whole is to be given up.`;
    return {
      names,
      prompt: [
        table(
          ['step', 'service', 'does', 'can be undone by'],
          steps.map(({name, undo}, i) => [String(i + 1), names[i]!, name, undo ?? 'changes nothing']),
        ),
        `The steps run one after the other, each in a database of its own; later ones build on earlier ones. Undoing what was never done does no harm. ${what} Which of the undoing actions are carried out, in which order?`,
      ].join('\n\n'),
      measures: {undo: {kind: 'order', right, among}},
      slips: [
        slip('first done, first undone', right.toReversed()),
        slip('the step that failed as well', compensations(steps, at, true)),
        slip('the step that failed never', compensations(steps, at, false)),
        slip('everything', compensations(steps, count - 1, true)),
        slip('nothing', []),
      ],
    };
  },
};
