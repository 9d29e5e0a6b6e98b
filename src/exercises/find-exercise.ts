import {UserError} from '../errors.ts';
import {nearest} from '../nearest.ts';
import {printableLine} from '../printable.ts';

const nameOf = (id: string) => id.replace(/^\d+-/, '');

/**
 * The id that a user means: 01-request-response-chain, its number (01, 1) or its name (request-response-chain). Anything
 * else is a UserError with the nearest one.
 */
export function findExercise(wanted: string, ids: readonly string[]): string {
  const asked = wanted.trim().toLowerCase();
  const number = /^\d{1,2}$/.test(asked) ? `${asked.padStart(2, '0')}-` : undefined;
  const found = ids.find((id) => id === asked || nameOf(id) === asked || (number && id.startsWith(number)));
  if (found !== undefined) return found;
  const near = nearest(asked, [...ids, ...ids.map(nameOf)]);
  const meant = ids.find((id) => id === near || nameOf(id) === near);
  throw new UserError(
    `There is no exercise "${printableLine(wanted)}".`,
    meant === undefined ? '"eventcoach exercise list" lists the exercises.' : `Did you mean "${meant}"?`,
  );
}
