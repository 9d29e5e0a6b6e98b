import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';

/** A passage that a reviewer takes as evidence for a criterion. */
export interface Accepting {
  /** The criterion's id. */
  readonly id: string;
  /** FILE:LINES. */
  readonly passage: string;
  /** Who accepts it, where that was typed. */
  readonly as: string | undefined;
}

/** What `--accept ID FILE:LINES` asks for; undefined where nothing is to be accepted, a UserError where it is not clear. */
export function acceptingOf(
  {accept: id, as, critic}: Readonly<Record<'accept' | 'as' | 'critic', string | undefined>>,
  [passage, ...others]: readonly string[],
): Accepting | undefined {
  const form = 'Say: eventcoach skill check --accept ID FILE:LINES   (another skill: --skill DIR)';
  if (id === undefined) {
    if (as === undefined) return undefined;
    throw new UserError('--as says who accepts a passage, and none is accepted.', form);
  }
  if (passage === undefined) throw new UserError(`Which passage meets "${printableLine(id)}"?`, form);
  if (others.length > 0) throw new UserError('One passage of one skill is accepted at a time.', form);
  if (critic !== undefined && critic !== 'local') {
    throw new UserError('--accept is your own judgement, and no model is asked.', 'Leave --critic out.');
  }
  return {id, passage, as};
}
