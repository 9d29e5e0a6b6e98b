import type {Plan, Planned, Step} from '../analysis/plan/plan.ts';
import type {Side, Sides} from '../analysis/plan/sides.ts';
import {count, knownPercent, knownYearly, timeSpan, yearly} from '../figures.ts';
import {lagLines} from './lag-lines.ts';
import {literal, markdown, table} from './markdown.ts';
import {timeOf} from './operation-times.ts';
import {asEvents, fixAgainstEvents, planVerdict, savesUnknownTime} from './plan-words.ts';
import {savedWait} from './questions-text.ts';

/**
 * A plan as a page to hand on to who decides: what it is about, today against the cheapest fix and against events, in
 * requests and money where the file states them, what gets worse, what stays, what nobody knows, and the assumptions.
 */
export function planMarkdown(
  {plan, outcome}: Planned,
  {name, file}: {readonly name: string; readonly file: string},
): string {
  const bullets = (texts: readonly string[]) => texts.map((text) => `- ${literal(text)}`).join('\n');
  const section = (title: string, ...blocks: readonly string[]) =>
    blocks.every((block) => block === '') ? [] : [`## ${title}`, ...blocks];
  const changed = Object.entries(plan.operations).filter(([, sides]) => isChanged(sides));
  return markdown([
    `# ${literal(name)}: which calls should become events`,
    'A call makes its caller wait, and fails it when the other side is down. An event is written down once; whoever cares reads it when they can. This page says for which calls that is worth it, and what it costs.',
    ...section(
      'In short',
      bullets([
        ...changed.map(([operation, sides]) => inShort(operation, sides)),
        ...(plan.steps.length > 0 ? [fixAgainstEvents(plan)].filter((text) => text !== undefined) : []),
        ...planVerdict(plan),
      ]),
    ),
    ...section('What to do, in this order', stepsTable(plan, plan.steps)),
    ...(changed.length === 0
      ? []
      : section(
          'Today, the cheapest fix, and events',
          'The cheapest fix is a timeout on the same calls, going on without their answer. An outbox is a table in the database of the caller, from which the event is published a little later: then a request does not need the broker, and a fact that is committed is never lost.',
          ...changed.flatMap(([operation, sides]) => [
            `### ${literal(operation)}`,
            sidesTable(sides),
            measured(sides.measured),
          ]),
          lost(plan),
        )),
    ...section('What gets worse with events', bullets(plan.worse)),
    ...section('Do the readers keep up?', bullets(outcome ? lagLines(outcome.comparison.lateBy) : [])),
    ...section('Worth something too, though no missed target needs it', stepsTable(plan, plan.further)),
    ...section('What stays as it is', keptTable(plan)),
    ...section('What nobody has said yet', questionsTable(plan)),
    ...section(
      'What these figures rest on',
      bullets([
        `The file ${file}, and exact computation from it; nothing here is estimated by a language model.`,
        ...plan.assumptions,
      ]),
    ),
  ]);
}

function isChanged({today, planned}: Sides): boolean {
  return JSON.stringify(today) !== JSON.stringify(planned);
}

const time = (ms: number | null, side: Side) => timeOf(ms, side, 'never');

function inShort(operation: string, {today, planned}: Sides): string {
  const parts = [
    `down ${knownYearly(today.downtimeMinutesPerYear, today.exact)} a year, then ${knownYearly(planned.downtimeMinutesPerYear, planned.exact)}`,
    ...(today.typicalMs === planned.typicalMs
      ? []
      : [`answers in ${time(today.typicalMs, today)}, then ${time(planned.typicalMs, planned)}`]),
    ...fewer(today, planned),
  ];
  return `${operation}: ${parts.join('; ')}.`;
}

function fewer(today: Side, planned: Side): string[] {
  if (today.failedRequestsPerYear === null || planned.failedRequestsPerYear === null) return [];
  const requests = today.failedRequestsPerYear - planned.failedRequestsPerYear;
  const money =
    today.costPerYear === null || planned.costPerYear === null
      ? ''
      : `, worth ${count(Math.abs(today.costPerYear - planned.costPerYear))}`;
  return [`${count(Math.abs(requests))} ${requests >= 0 ? 'fewer' : 'more'} failed requests a year${money}`];
}

function stepsTable({operations}: Plan, steps: readonly Step[]): string {
  if (steps.length === 0) return '';
  const rows = steps.map((step, i) => [
    String(i + 1),
    literal(`${step.from} → ${step.to}`),
    literal(step.event),
    step.operation === null ? '' : literal(step.operation),
    step.gainMinutesPerYear < 0 ? `costs ${yearly(-step.gainMinutesPerYear)}` : yearly(step.gainMinutesPerYear),
    savedTime(step, savesUnknownTime(operations, step.operation)),
  ]);
  return table(
    ['', 'Call', 'Event (working title)', 'Helps most', 'Saves it a year', 'Saves a request'],
    rows,
    new Set([4, 5]),
  );
}

function savedTime({gainMs}: Step, isUnknown: boolean): string {
  if (gainMs === null) return 'it answers at all';
  return gainMs < 1 && isUnknown ? 'not known' : timeSpan(Math.max(0, gainMs));
}

function sidesTable({today, cheapestFix, planned, withOutbox}: Sides): string {
  const rows: readonly (readonly [string, (side: Side) => string | null])[] = [
    ['Available', (s) => knownPercent(s.availability, s.exact)],
    ['Down a year', (s) => knownYearly(s.downtimeMinutesPerYear, s.exact)],
    ['Failed requests a year', (s) => (s.failedRequestsPerYear === null ? null : count(s.failedRequestsPerYear))],
    ['They cost', (s) => (s.costPerYear === null ? null : count(s.costPerYear))],
    ['Answers typically in', (s) => time(s.typicalMs, s)],
    ['99 of 100 answers within', (s) => time(s.p99Ms, s)],
    ['Targets met', (s) => (s.targetsMet === true ? 'yes' : s.targetsMet === false ? 'no' : s.targetsMet)],
  ];
  const cells = rows.flatMap(([label, figure]) => {
    const figures = [today, cheapestFix, planned, withOutbox].map(figure);
    return figures.includes(null) ? [] : [[label, ...figures.map(String)]];
  });
  return table(['', 'Today', 'Cheapest fix', 'Events', 'Events, with an outbox'], cells, new Set([1, 2, 3, 4]));
}

function measured(sentence: string | null): string {
  return sentence === null ? '' : `Measured: ${literal(sentence)}`;
}

function lost(plan: Plan): string {
  const {lostByCheapestFixPerYear: effects} = plan;
  const said =
    effects === null
      ? 'With the cheapest fix, what fails or comes too late is lost; how much is not known, because some operation states no rate.'
      : `With the cheapest fix about ${count(effects)} effects a year are lost: mails not sent, entries not written.`;
  return literal(`${said} ${asEvents(plan)}`);
}

function keptTable({kept}: Plan): string {
  if (kept.length === 0) return '';
  const byReason = Map.groupBy(kept, ({because}) => because);
  const names = (calls: Plan['kept']) => calls.map(({from, to}) => literal(`${from} → ${to}`)).join(', ');
  return table(
    ['Why', 'Calls'],
    [...byReason].map(([because, calls]) => [literal(because), names(calls)]),
  );
}

function questionsTable({questions}: Plan): string {
  if (questions.length === 0) return '';
  const rows = questions.map((one) => [
    literal(one.question),
    one.team === null ? '' : literal(one.team),
    `up to ${yearly(one.worthMinutesPerYear)}`,
    savedWait(one),
  ]);
  return table(['Question', 'Who knows', 'A no is worth, a year', 'a request'], rows, new Set([2, 3]));
}
