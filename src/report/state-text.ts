import type {Analysis} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import {listed, percent, roughPercent, short, timeSpan} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {AnalysisTextOptions} from './analysis-text.ts';
import {page} from './page.ts';

/** What the user of each operation sees on the good day and on the day that was asked for, side by side. */
export function stateText(
  before: Analysis,
  today: Analysis,
  state: {readonly set: readonly string[]; readonly down: readonly string[]; readonly outcome: BlastRadius | undefined},
  options: AnalysisTextOptions,
): string {
  const out = page(options);
  const changed = state.set.length > 0 ? ` with ${listed(state.set)}` : '';
  const silent =
    state.down.length > 0 ? ` when ${listed(state.down)} ${state.down.length === 1 ? 'does' : 'do'} not answer` : '';
  out.put(`${options.paint('title', printableLine(today.topology.name))}, on a day${printableLine(changed + silent)}`);
  const names = Object.keys(today.operations).filter(
    (name) => options.operation === undefined || name === options.operation,
  );
  for (const name of names.slice(0, options.top)) {
    const [b, t] = [before.operations[name], today.operations[name]!];
    const change = (was: string | undefined, is: string) =>
      was === undefined || was === is ? is : `${is} (in the file: ${was})`;
    const time = (ms: number | null | undefined) =>
      ms === undefined ? undefined : ms === null ? 'never' : timeSpan(ms);
    out.heading(printableLine(name));
    out.item('available', change(b && percent(b.availability), percent(t.availability)), 13);
    out.item('answers in', change(time(b?.latency.typicalMs), time(t.latency.typicalMs)!), 13);
    for (const load of t.load) {
      if (load.busy === null || load.concurrency === null) continue;
      const was = b?.load.find((l) => l.service === load.service);
      const busy = (l: typeof load) =>
        `${Number.isFinite(l.busy!) ? short(l.busy!) : 'all'} of ${l.concurrency} places busy`;
      const refused = load.refusedShare ? `, ${roughPercent(load.refusedShare)} of the requests refused` : '';
      out.item(
        printableLine(load.service),
        `${change(was?.busy == null ? undefined : busy(was), busy(load))}${refused}`,
        13,
      );
    }
    const says = state.outcome && outcomeOf(name, state.outcome, t.latency.typicalMs);
    if (says) out.item('so it', says, 13);
  }
  if (names.length > options.top)
    out.put(`(${options.top} of ${names.length} operations; --top ${names.length} shows all)`);
  return out.text();
}

function outcomeOf(name: string, outcome: BlastRadius, typicalMs: number | null): string {
  const said: string[] = [];
  if (outcome.fails.includes(name)) {
    said.push(
      typicalMs === null
        ? 'fails: whoever asks waits for ever'
        : `fails: whoever asks gets an error after ${timeSpan(typicalMs)}`,
    );
  }
  if (outcome.starves.includes(name)) {
    said.push(
      `starves after ${timeSpan(outcome.starvesAfterSeconds[name]! * 1000)}: it shares a pool with requests that wait`,
    );
  }
  if (outcome.degrades.includes(name)) said.push('goes on with less: a failure is ignored, or something spare answers');
  if (outcome.late.includes(name)) said.push('is answered, and consumers of its events catch up later');
  return said.length > 0 ? said.join('; ') : 'does not notice';
}
