import type {Change, Comparison} from '../analysis/comparison.ts';
import {count, listed, percent, short, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {lagLines} from './lag-lines.ts';
import {page, type TextOptions} from './page.ts';

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
  const number = (n: number | null) => (n === null ? 'not known' : count(n));
  const time = (ms: number | null) => (ms === null ? 'never' : timeSpan(ms));
  for (const [name, change] of Object.entries(result.changes)) {
    const rows = [
      ['available', change.availability, percent],
      ['down a year', change.downtimeMinutesPerYear, yearly],
      ['failed requests', change.failedRequestsPerYear, number],
      ['they cost', change.costPerYear, number],
      ['answers in', change.typicalMs, time],
      ['p99', change.p99Ms, time],
      ['calls deep', change.chainDepth, short],
      ['independent parts', change.quanta, short],
    ] as const;
    const changed = rows.filter(([, {before, after}]) => before !== after);
    if (changed.length === 0) continue;
    out.heading(printableLine(name));
    for (const [label, values, format] of changed)
      out.item(label, arrow(values as Change<never>, format as (value: never) => string), 19);
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
        : `${same.length} other ${same.length === 1 ? 'operation does' : 'operations do'} not change.`,
    );
  }
  out.heading('Do the consumers keep up?');
  for (const line of lagLines(result.lateBy)) out.put(printableLine(line), 2, '- ');
  out.heading('What gets worse');
  for (const sentence of result.worse) out.put(printableLine(sentence), 2, '- ');
  if (result.alternatives.length > 0) {
    const {operation} = result.alternatives[0]!;
    const {availability, typicalMs} = result.changes[operation]!;
    const sideOf = (side: 'before' | 'after') => `${percent(availability[side])}, ${time(typicalMs[side])}`;
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

function arrow<T>({before, after}: Change<T>, format: (value: T) => string): string {
  return `${format(before)} -> ${format(after)}`;
}
