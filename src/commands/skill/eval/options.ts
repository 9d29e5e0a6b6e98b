import {UserError} from '../../../errors.ts';
import {printableLine} from '../../../printable.ts';

/** The most cases of one run: beyond that a week of answers says no more. */
const mostCases = 2000;

/** The whole number behind --cases; undefined without it. */
export function casesOption(text: string | undefined): number | undefined {
  return wholeNumber('--cases', text, 1, mostCases);
}

/** The whole number behind --seed; undefined without it. */
export function seedOption(text: string | undefined): number | undefined {
  return wholeNumber('--seed', text, 0, Number.MAX_SAFE_INTEGER);
}

/** The amount in US dollars behind --max-cost; undefined without it. */
export function maxCostOption(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const amount = /^\d{1,9}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (amount > 0) return amount;
  throw new UserError(`--max-cost ${printableLine(text)}: not an amount.`, 'Say it in US dollars: --max-cost 2.50');
}

function wholeNumber(option: string, text: string | undefined, low: number, high: number): number | undefined {
  if (text === undefined) return undefined;
  const number = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= low && number <= high) return number;
  throw new UserError(
    `${option} ${printableLine(text)}: not a whole number from ${low} to ${high}.`,
    `Say for instance: ${option} 60`,
  );
}
