import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {duration} from '../../topology/quantity.ts';

/** A moment as milliseconds since 1970, from a date and time or from a time span before `now`; undefined for no text. */
export function instant(option: string, text: string | undefined, now: Date): number | undefined {
  if (text === undefined) return undefined;
  const span = duration(text);
  if (span.ok) return now.getTime() - span.value;
  const dated = /^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?)?(?:Z|[+-]\d\d:?\d\d)?$/.test(text)
    ? Date.parse(/(?:Z|[+-]\d\d:?\d\d)$/.test(text) || text.length === 10 ? text : `${text}Z`)
    : Number.NaN;
  if (Number.isFinite(dated)) return dated;
  throw new UserError(
    `${option} ${printableLine(text)}: no moment and no time span`,
    'Write a time span before now (1h, 2d) or a date and time: 2026-11-23T08:00Z',
  );
}
