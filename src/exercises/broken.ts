import {UserError} from '../errors.ts';

/** A packaged exercise that does not hold together: a mistake of ours, or files that were changed. */
export function broken(place: string, what: string): UserError {
  return new UserError(`${place}: ${what}.`, 'Install eventcoach again; if it stays, report it.');
}
