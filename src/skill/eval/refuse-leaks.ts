import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Skill} from '../skill.ts';
import {type Known, leaks} from './leak-scan.ts';

/**
 * A skill that holds parts of the cases which it is about to be asked about proves nothing: a UserError names each place;
 * `instead` says what can be done.
 */
export function refuseLeaks(skills: readonly Skill[], cases: readonly Known[], instead: string): void {
  const found = skills.flatMap(({path, texts}) =>
    leaks(texts, cases).map(({file, line, what, quote}) => ({
      message: printableLine(`${path}/${file}:${line}: this holds ${what}: ${quote}`),
      hint: `Nothing was asked: a skill that knows the cases proves nothing. ${instead}`,
    })),
  );
  const [first, ...more] = found;
  if (first !== undefined) throw new UserError(first.message, first.hint, more);
}
