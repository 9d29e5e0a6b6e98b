import type {Plan, Step} from '../analysis/plan/plan.ts';
import type {Side} from '../analysis/plan/sides.ts';
import {count, knownPercent, knownYearly, listed, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {timeOf} from './operation-times.ts';
import {type Page, page, type TextOptions} from './page.ts';
import {asEvents, fixAgainstEvents, planVerdict, savesUnknownTime} from './plan-words.ts';
import {savedWait} from './questions-text.ts';
import {shellWord} from './shell-word.ts';

export interface PlanTextOptions extends TextOptions {
  readonly name: string;
  /** The file as the user named it, for the next command. */
  readonly file: string;
}

/** How many questions and kept calls are listed; the number left out is told. */
const shown = 10;

const workingTitles =
  'The names of the events are working titles: name each after what has happened, as those who read it would say.';

/** A plan as text: the steps and why they end there, what they buy and cost, what stays, what is not known. */
export function planText(plan: Plan, options: PlanTextOptions): string {
  const {paint, name, file} = options;
  const out = page(options);
  out.put(paint('title', printableLine(`${name}: ${headline(plan)}`)));
  out.gap();
  // Where nothing has to be reached, that it is reached says nothing.
  const met = plan.stop === 'no-targets' ? '' : paint('good', '  (all targets met)');
  for (const [i, step] of plan.steps.entries())
    stepText(out, plan, step, `${i + 1}. `, step.meetsTargetsAfter ? met : '');
  if (plan.steps.length > 0) out.gap();
  if (plan.steps.length + plan.further.length > 0) out.put(workingTitles);
  const against = plan.steps.length > 0 ? fixAgainstEvents(plan) : undefined;
  for (const sentence of [...planVerdict(plan), ...(against === undefined ? [] : [against])])
    out.put(printableLine(sentence));
  if (plan.further.length > 0) {
    out.heading('Worth something too, though no missed target needs it');
    for (const step of plan.further) stepText(out, plan, step, '- ', '');
  }
  if (plan.steps.length > 0) ledger(out, plan);
  if (plan.worse.length > 0) {
    out.heading('What gets worse');
    for (const sentence of plan.worse) out.put(printableLine(sentence), 2, '- ');
  }
  if (plan.questions.length > 0) {
    out.heading('Not known, and what an answer may be worth');
    for (const one of plan.questions.slice(0, shown)) {
      const minutes = `up to ${yearly(one.worthMinutesPerYear)} a year`;
      out.put(printableLine(`${one.question} ${minutes} and ${savedWait(one)} a request`), 2, '- ');
    }
    if (plan.questions.length > shown) out.put(`and ${count(plan.questions.length - shown)} more`, 2, '- ');
    out.command(`eventcoach ask ${shellWord(file)}`);
  }
  keptText(out, plan);
  return out.text();
}

function headline({steps, stop, questions}: Plan): string {
  if (stop === 'met-today') return 'nothing needs to become an event';
  if (steps.length === 0 && questions.length > 0)
    return `nothing to convert yet, ${count(questions.length)} ${questions.length === 1 ? 'call is' : 'calls are'} not answered for`;
  if (steps.length === 0) return 'no conversion is worth it';
  return `${count(steps.length)} ${steps.length === 1 ? 'call' : 'calls'} to convert, then stop`;
}

function stepText(
  out: Page,
  {operations}: Plan,
  {from, to, event, operation, gainMinutesPerYear, gainMs}: Step,
  mark: string,
  met: string,
): void {
  out.put(`${printableLine(`${from} -> ${to}, as "${event}"`)}${met}`, 2, mark);
  const none = savesUnknownTime(operations, operation) ? 'how much time is not known' : 'no time';
  const time = gainMs === null ? 'it answers at all' : gainMs >= 1 ? `${timeSpan(gainMs)} a request` : none;
  const minutes =
    gainMinutesPerYear < 0 ? `costs ${yearly(-gainMinutesPerYear)} a year` : `${yearly(gainMinutesPerYear)} a year`;
  const whose = operation === null ? '' : ` for ${printableLine(operation)}`;
  out.put(`${minutes}${whose}; ${time}`, 2 + mark.length);
}

/** Today, the cheapest fix and the plan side by side, one row a figure. */
function ledger(out: Page, plan: Plan): void {
  const {operations, lostByCheapestFixPerYear: lost} = plan;
  out.heading('Today | with timeouts instead | these events | from an outbox');
  const rows: readonly (readonly [string, (side: Side) => string | null])[] = [
    ['available', (s) => knownPercent(s.availability, s.exact)],
    ['down a year', (s) => knownYearly(s.downtimeMinutesPerYear, s.exact)],
    ['failed requests', (s) => (s.failedRequestsPerYear === null ? null : count(s.failedRequestsPerYear))],
    ['they cost', (s) => (s.costPerYear === null ? null : count(s.costPerYear))],
    ['answers in', (s) => timeOf(s.typicalMs, s, 'never')],
    ['p99', (s) => timeOf(s.p99Ms, s, 'never')],
  ];
  for (const [name, {today, cheapestFix, planned, withOutbox}] of Object.entries(operations)) {
    const changed = rows.flatMap(([label, figure]) => {
      const cells = [today, cheapestFix, planned, withOutbox].map(figure);
      return new Set(cells).size > 1 ? [[label, cells.join(' | ')] as const] : [];
    });
    if (changed.length === 0) continue;
    out.put(printableLine(name), 2);
    for (const [label, cells] of changed) out.item(label, cells, 17, 4);
  }
  const effects =
    lost === null
      ? 'What the timeouts lose a year is not known: some operation states no rate.'
      : `The timeouts lose about ${count(lost)} effects a year.`;
  out.put(printableLine(`${effects} ${asEvents(plan)}`), 2);
}

function keptText(out: Page, {kept}: Plan): void {
  if (kept.length === 0) return;
  out.heading('Stays synchronous');
  const byReason = Map.groupBy(kept, ({because}) => because);
  for (const [because, calls] of [...byReason].slice(0, shown)) {
    const names = calls.slice(0, 4).map(({from, to}) => `${from} -> ${to}`);
    const more = calls.length - names.length;
    const which = more > 0 ? `${names.join(', ')} and ${count(more)} more` : listed(names);
    out.put(printableLine(`${which}: ${because}`), 2, '- ');
  }
  if (byReason.size > shown)
    out.put(`and ${count(byReason.size - shown)} reasons more (--format json has all)`, 2, '- ');
}
