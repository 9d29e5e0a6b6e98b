import {UserError} from '../../errors.ts';

/** No span is left of those that were read: why. */
export function nothingLeft({outside, unsampled}: {readonly outside: number; readonly unsampled: boolean}): UserError {
  return new UserError(
    'No spans are left to read.',
    outside > 0
      ? 'None began in the time that --since and --until leave: widen it.'
      : unsampled
        ? 'The sample is too small: lower --sample.'
        : 'The spans lack trace ids or start times; export them again.',
  );
}
