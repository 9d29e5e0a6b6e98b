import * as z from 'zod/mini';
import {printableLine} from '../printable.ts';
import {described, type Json, says} from './combinators.ts';
import {type Chance, chance, duration, type Read, rate} from './quantity.ts';
import {type Quick, unsure, withQuick} from './quick.ts';
import {shown} from './shown.ts';

function quantity<T>(read: (text: string) => Read<T>, json: Json) {
  // A large file says the same few quantities over and over.
  const known = new Map<string, Read<T>>();
  const once = (text: string): Read<T> => {
    let result = known.get(text);
    if (result === undefined) {
      if (known.size >= mostKept) known.clear();
      result = read(text);
      known.set(text, result);
    }
    return result;
  };
  const parsed = z.transform((value: unknown, context): T => {
    const result = once(typeof value === 'string' || typeof value === 'number' ? String(value) : shown(value));
    if (result.ok) return result.value;
    const what = value === undefined ? 'is missing' : printableLine(result.what);
    context.issues.push({code: 'custom', message: says(what, result.hint), input: value});
    return z.NEVER;
  });
  // Behind z.unknown() a key stands as required in the JSON Schema.
  const schema = z.pipe(z.unknown(), parsed);
  const quick: Quick<T> = (value) => {
    const result = typeof value === 'string' || typeof value === 'number' ? once(String(value)) : undefined;
    return result?.ok ? result.value : unsure;
  };
  withQuick(schema, quick as Quick<z.output<typeof schema>>);
  return described(schema, () => json);
}

const mostKept = 1000;

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
