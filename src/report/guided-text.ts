import type {Analysis} from '../analysis/analysis.ts';
import type {Comparison} from '../analysis/comparison.ts';
import type {Coupling} from '../analysis/couplings.ts';
import {listed, percent, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {type Page, page, type TextOptions} from './page.ts';

/**
 * The first exercise as text, for a pipe or a build: what the user waits for, how often it works, what couples the
 * calls, and what publishing one event changes. Every figure comes from the analysis.
 */
export function guidedText(operation: string, before: Analysis, result: Comparison, options: TextOptions): string {
  const out = page(options);
  const o = before.operations[operation]!;
  const entry = printableLine(o.entry);
  const calls = before.couplings.filter((c) => c.operations.includes(operation) && c.from === o.entry);
  const callees = calls.map((c) => printableLine(c.to));
  out.put(options.paint('title', `${printableLine(before.topology.name)}: what does it cost to call and wait?`));
  out.put('(In a terminal, eventcoach opens the app. This is its first exercise as text.)');
  out.gap();
  out.put(
    `A user creates a task. ${entry} saves it, then calls ${listed(callees)}, one after the other, and waits for each.`,
  );

  out.heading('1. What the user waits for');
  const sum = [o.latency.aloneMs ?? 0, ...calls.map((c) => c.temporal.waitMs)].map(timeSpan).join(' + ');
  out.put(`${sum} = ${time(o.latency.typicalMs)}`, 3);
  out.put(`Only ${time(o.latency.aloneMs)} of it is ${entry}'s own work.`, 3);

  out.heading('2. How often it works');
  out.put(
    `All ${calls.length + 1} services must be up at the same moment: ${percent(o.availability)}, which is ${yearly(o.downtimeMinutesPerYear)} down a year.`,
    3,
  );
  out.put(`${entry} alone: ${percent(o.availabilityAlone)}, ${yearly((1 - o.availabilityAlone) * 525_600)}.`, 3);

  out.heading('3. What couples each call');
  for (const c of calls) callText(out, c);

  out.heading('4. The question to ask of every call');
  for (const c of calls) {
    const answer = {convert: 'No: the task is created either way.', 'keep-sync': 'Yes.', ask: 'The file does not say.'}[
      c.advice
    ];
    out.put(printableLine(`${c.question} ${answer}`), 3);
  }

  const event = printableLine(result.conversions[0]!.event);
  out.heading(`5. Publish one fact instead: ${event}`);
  const change = result.changes[operation]!;
  const column = 16;
  out.item('answers in', `${time(change.typicalMs.before)} -> ${time(change.typicalMs.after)}`, column, 3);
  out.item('available', `${percent(change.availability.before)} -> ${percent(change.availability.after)}`, column, 3);
  out.item(
    'down a year',
    `${yearly(change.downtimeMinutesPerYear.before)} -> ${yearly(change.downtimeMinutesPerYear.after)}`,
    column,
    3,
  );
  out.item('up on its own', `${change.quanta.before} part -> ${change.quanta.after} parts`, column, 3);

  out.heading('6. What gets worse');
  for (const sentence of result.worse) out.put(printableLine(sentence), 3, '- ');

  out.heading('Next');
  out.put('eventcoach exercise list        the exercises', 3);
  out.put('eventcoach new                  a starter file for your own services', 3);
  out.put('eventcoach analyze FILE         the same figures for your own services', 3);
  return out.text();
}

function callText(out: Page, c: Coupling): void {
  out.put(printableLine(`${c.from} -> ${c.to}`), 3);
  out.item(`temporal, ${c.temporal.level}`, printableLine(c.temporal.because), 22, 5);
  out.item(`availability, ${c.availability.level}`, printableLine(c.availability.because), 22, 5);
  out.item(`behavioral, ${c.behavioral.level}`, printableLine(c.behavioral.because), 22, 5);
}

const time = (ms: number | null) => (ms === null ? 'never' : timeSpan(ms));
