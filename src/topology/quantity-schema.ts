import * as z from 'zod/mini';
import {printableLine} from '../printable.ts';
import {described, type Json, says} from './combinators.ts';
import {type Chance, chance, duration, type Read, rate} from './quantity.ts';
import {shown} from './shown.ts';

function quantity<T>(read: (text: string) => Read<T>, json: Json) {
  const parsed = z.transform((value: unknown, context): T => {
    const result = read(typeof value === 'string' || typeof value === 'number' ? String(value) : shown(value));
    if (result.ok) return result.value;
    const what = value === undefined ? 'is missing' : printableLine(result.what);
    context.issues.push({code: 'custom', message: says(what, result.hint), input: value});
    return z.NEVER;
  });
  // Behind z.unknown() a key stands as required in the JSON Schema.
  return described(z.pipe(z.unknown(), parsed), () => json);
}

/** Milliseconds, from text such as 50ms. */
export const durationMs = quantity(duration, {type: 'string', pattern: '^[0-9]+(\\.[0-9]+)? ?(ms|s|m|h|d)$'});
/** Requests per second, from text such as 20/s. */
export const ratePerSecond = quantity(rate, {type: 'string', pattern: '^[0-9]+(\\.[0-9]+)? ?/ ?(s|m|h|d)$'});
/** A chance, from 99.9% or 0.999. */
export const share = quantity<Chance>(chance, {
  anyOf: [
    {type: 'number', minimum: 0, maximum: 1},
    {type: 'string', pattern: '^0*(100(\\.0+)?|[0-9]{1,2}(\\.[0-9]+)?) ?%$'},
    {type: 'string', pattern: '^(0(\\.[0-9]+)?|1(\\.0+)?)$'},
  ],
});
