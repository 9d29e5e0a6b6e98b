import type {Change, Comparison} from '../analysis/comparison.ts';
import {count, knownCount, knownPercent, knownYearly, listed, short} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {lagLines} from './lag-lines.ts';
import {isUntimed, timeOf} from './operation-times.ts';
import {page, type TextOptions} from './page.ts';
import {groups} from './shape-words.ts';

export interface ConversionTextOptions extends TextOptions {
  /** Files that were written. */
  readonly written?: readonly (string | undefined)[];
}

/** A conversion as text: the open question first, then the ledger, the consumers, the price and the alternatives. */
export function conversionText(result: Comparison, {width, paint, written = []}: ConversionTextOptions): string {
  const out = page({width, paint});
  for (const event of new Set(result.conversions.map((c) => c.event))) {
    const own = result.conversions.filter((c) => c.event === event);
    const consumers = listed([...new Set(own.flatMap((c) => c.to))]);
    out.put(
      paint(
        'title',
        printableLine(
          `${own[0]!.from} publishes "${event}"; ${consumers} ${consumers.includes(' and ') ? 'consume' : 'consumes'} it`,
        ),
      ),
    );
  }
  for (const question of result.openQuestions) {
    out.put(paint('open', printableLine(`Not answered yet: ${question} If yes, none of this holds.`)));
  }
  if (result.conversions.some((c) => c.needsResult === true && !c.kept)) {
    out.put(paint('stop', 'The file says that a result is needed. An event brings no answer back: keep the call.'));
  }
  if (result.pointless) {
    out.put(
      paint(
        'warning',
        'This conversion is pointless: it wins less than a minute a month, no time, and nothing that could be up on its own.',
      ),
    );
  }
  for (const [name, change] of Object.entries(result.changes)) {
    const time = timesOf(result, name);
    const isExact = (side: Side) => result[side].operations[name]!.exact;
    const number = (n: number | null, side: Side) => (n === null ? 'not known' : knownCount(n, isExact(side)));
    const changed = [
      ...row('available', change.availability, (share, side) => knownPercent(share, isExact(side))),
      ...row('down a year', change.downtimeMinutesPerYear, (minutes, side) => knownYearly(minutes, isExact(side))),
      ...row('failed requests', change.failedRequestsPerYear, number),
      ...row('they cost', change.costPerYear, number),
      ...row('answers in', change.typicalMs, time),
      ...row('p99', change.p99Ms, time),
      ...row('calls deep', change.chainDepth, short),
      ...row('fail as one', change.quanta, groups),
    ];
    if (changed.length === 0) continue;
    out.heading(printableLine(name));
    for (const [label, values] of changed) out.item(label, values, 19);
  }
  const same = Object.values(result.changes).filter((change) =>
    Object.values(change).every((c: Change<unknown>) => c.before === c.after),
  );
  if (same.length > 0) {
    out.gap();
    const operations = Object.keys(result.changes).length;
    out.put(
      same.length === operations
        ? 'No operation changes.'
        : `${count(same.length)} other ${same.length === 1 ? 'operation does' : 'operations do'} not change.`,
    );
  }
  out.heading('Do the consumers keep up?');
  for (const line of lagLines(result.lateBy)) out.put(printableLine(line), 2, '- ');
  out.heading('What gets worse');
  for (const sentence of result.worse) out.put(printableLine(sentence), 2, '- ');
  if (result.alternatives.length > 0) {
    const {operation} = result.alternatives[0]!;
    const {typicalMs} = result.changes[operation]!;
    const time = timesOf(result, operation);
    const sideOf = (side: Side) => {
      const {availability, exact, latency} = result[side].operations[operation]!;
      const up = knownPercent(availability, exact);
      return isUntimed(latency) ? up : `${up}, ${time(typicalMs[side], side)}`;
    };
    out.heading('Cheaper, and how far it gets');
    out.put(printableLine(`for ${operation}: today ${sideOf('before')}; as an event ${sideOf('after')}`), 2);
    for (const {text} of result.alternatives) out.put(printableLine(text), 2, '- ');
  }
  const files = written.flatMap((file) => (file === undefined ? [] : [printableLine(file)]));
  if (files.length > 0) {
    out.gap();
    out.put(`Written to ${listed(files)}.`);
  }
  return out.text();
}

type Side = 'before' | 'after';

/** A figure that changes, as a row; none where it stays. */
function row<T>(
  label: string,
  {before, after}: Change<T>,
  format: (value: T, side: Side) => string,
): (readonly [string, string])[] {
  return before === after ? [] : [[label, `${format(before, 'before')} -> ${format(after, 'after')}`]];
}

/** How an operation's times read on each side of the conversion. */
function timesOf(result: Comparison, operation: string) {
  return (ms: number | null, side: Side) => timeOf(ms, result[side].operations[operation]!.latency, 'never');
}
