import type {Analysis} from '../analysis/analysis.ts';
import type {ServiceLoad} from '../analysis/load.ts';
import {count, roughPercent, timeSpan} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {Page, TextOptions} from './page.ts';

/** Puts on a page how full each service is, the fullest first, and when it is full if something that it calls hangs. */
export function loadText(
  out: Page,
  {operations}: Analysis,
  {paint, top, operation}: TextOptions & {readonly top: number; readonly operation?: string | undefined},
): void {
  const own = operation === undefined ? Object.values(operations) : [operations[operation]!];
  const loads = new Map(own.flatMap(({load}) => load.map((one) => [one.service, one] as const)));
  const known = [...loads.values()].filter(({busy, concurrency}) => busy !== null && concurrency !== null);
  if (known.length === 0) return;
  const share = ({busy, concurrency}: ServiceLoad) => busy! / concurrency!;
  out.heading('How busy');
  const ordered = known.sort((a, b) => (share(a) === share(b) ? 0 : share(b) - share(a)));
  for (const load of ordered.slice(0, top)) {
    const refused = load.refusedShare
      ? paint('stop', `, ${roughPercent(load.refusedShare)} of its requests refused`)
      : '';
    out.put(`${printableLine(load.service)}: ${busyPlaces(load)}${refused}`, 2);
    // Whatever hangs, it is full already.
    if (!load.refusedShare) for (const sentence of hangs(load)) out.put(printableLine(sentence), 4);
  }
  if (ordered.length > top) out.put(`(${count(top)} of ${count(ordered.length)} services, fullest first)`, 2);
}

/** "52 of 200 places", "full: needs 233 places and has 20": busy requests against those served at once. */
export function busyPlaces({busy, concurrency, refusedShare}: ServiceLoad): string {
  const places = count(concurrency!);
  if (!Number.isFinite(busy!)) return `all of ${places} places`;
  if (refusedShare) return `full: needs ${count(busy!)} places and has ${places}`;
  return `${busy! > 0 && busy! < 0.1 ? 'under 0.1' : count(busy!)} of ${places} places`;
}

/** Callees that a sentence names. */
const named = 12;

function hangs({fullAfterSecondsIfHanging}: ServiceLoad): string[] {
  const bySeconds = Map.groupBy(
    Object.entries(fullAfterSecondsIfHanging).filter(([, seconds]) => seconds !== null),
    ([, seconds]) => seconds!,
  );
  return [...bySeconds].map(([seconds, callees]) => {
    const all = callees.map(([name]) => name);
    const few =
      all.length > named ? [...all.slice(0, named - 1), `one of ${count(all.length - named + 1)} others`] : all;
    const names = `${few.slice(0, -1).join(', ')}${few.length > 1 ? ' or ' : ''}${few.at(-1)}`;
    return `if ${names} hangs, full after ${timeSpan(seconds * 1000)}`;
  });
}
