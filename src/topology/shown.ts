import {printableLine} from '../printable.ts';

/** A value as an error shows it: short, on one line, nothing raw. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  const text = String(value);
  const safe = printableLine(text.slice(0, 60));
  return text.length > 60 || safe.length > 60 ? `${safe.slice(0, 57)}...` : safe;
}
