import {printableLine} from '../printable.ts';
import {type UnitName, units} from './units.ts';

/** A learner's number in the base unit (milliseconds, share, count, per second), or what is wrong with it. */
export type ReadQuantity = {readonly ok: true; readonly value: number} | {readonly ok: false; readonly because: string};

const examples: Readonly<Record<UnitName, string>> = {
  ms: '120 ms',
  s: '1.5 s',
  min: '90 min',
  h: '12.5 h',
  d: '3 days',
  percent: '12.5 %',
  count: '40',
  'per-second': '40/s',
};

/** How an answer in this unit is written; some number, not the right one. */
export function exampleOf(unit: UnitName, noun: string | undefined): string {
  return noun === undefined ? examples[unit] : `${examples[unit]} ${noun}`;
}

const manners = {
  time: {less: 'too short', more: 'too long', mixedUp: [1000, 60, 3600]},
  share: {less: 'too low', more: 'too high', mixedUp: [100]},
  count: {less: 'too few', more: 'too many', mixedUp: []},
  rate: {less: 'too low', more: 'too high', mixedUp: [60, 3600]},
} as const;

/** What to call a number of this unit that is below or above the right one. */
export function words(unit: UnitName): {readonly less: string; readonly more: string} {
  return manners[units[unit].measures];
}

/** What a number grows or shrinks by when a unit of the same measure is taken for this one. */
export function mixedUp(unit: UnitName): readonly number[] {
  return manners[units[unit].measures].mixedUp.flatMap((factor) => [factor, 1 / factor]);
}

// Only a count: in 1,240 ms the comma may well stand before decimals.
const thousands = /^(\D{0,8})(\d{1,3}(?:,\d{3}){1,4})(?![\d,])/;

/** The text with the commas taken out of 132,243, which is how counts read on screen. */
function ungrouped(text: string): string {
  return text.replace(thousands, (_, before: string, digits: string) => before + digits.replaceAll(',', ''));
}

/** Reads `2.6 s`, `2600 ms`, `2.6` (in `unit`) or a number; `noun` may follow a count ("65 threads"), which may hold commas between thousands. */
export function readQuantity(answer: unknown, unit: UnitName, noun?: string): ReadQuantity {
  const example = exampleOf(unit, noun);
  if (typeof answer === 'number' && Number.isFinite(answer)) return {ok: true, value: answer * units[unit].size};
  if (typeof answer !== 'string') {
    return {ok: false, because: `That is not a number. Write it like this: ${example}.`};
  }
  const written = answer.trim().toLowerCase();
  const text = units[unit].measures === 'count' ? ungrouped(written) : written;
  const shown = `"${printableLine(text.slice(0, 40))}"`;
  const match = /^(?:~|≈|about )? {0,3}([+-]?\d{1,15}(?:\.\d{1,20})?)\s{0,3}([^\d\s.,][^\d.,]{0,20})?$/u.exec(text);
  if (!match) {
    const comma = /^\S{0,3}\d+,\d/.test(text.slice(0, 40));
    return {
      ok: false,
      because: comma
        ? `${shown}: write it without commas, with a point before the decimals: ${example}.`
        : `${shown} is not a number. Write it like this: ${example}.`,
    };
  }
  const number = Number(match[1]);
  const spelled = match[2]?.trim().replace(/\s+/g, ' ');
  if (spelled === undefined) return {ok: true, value: number * units[unit].size};
  if (noun !== undefined && (spelled === noun || `${spelled}s` === noun)) return {ok: true, value: number};
  const {measures} = units[unit];
  const fitting = Object.values(units).filter((one) => one.measures === measures);
  const named = fitting.find((one) => (one.spelled as readonly string[]).includes(spelled));
  if (named) return {ok: true, value: number * named.size};
  return {ok: false, because: `"${printableLine(spelled)}" is no unit for this. Write it like this: ${example}.`};
}
