import type {Analysis} from '../analysis/analysis.ts';
import type {BlastRadius} from '../analysis/blast-radius.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import type {Finding} from '../analysis/rules/rule.ts';
import {count, listed, roughPercent, timeSpan} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {AnalysisTextOptions} from './analysis-text.ts';
import {availableText} from './availability-words.ts';
import {findingsText} from './findings-text.ts';
import {analysisJson} from './json.ts';
import {lagLines} from './lag-lines.ts';
import {busyPlaces} from './load-text.ts';
import {isUntimed, timeOf} from './operation-times.ts';
import {worstFirst} from './operations-text.ts';
import {type Page, page} from './page.ts';

/** What the user of each operation sees on the good day and on the day that was asked for, side by side; against a baseline, the findings that the day adds. */
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
  const names = worstFirst(today.operations)
    .map(([name]) => name)
    .filter((name) => options.operation === undefined || name === options.operation);
  const felt = names.flatMap((name) => {
    const lines = changes(before.operations[name], today.operations[name]!, name, state.outcome);
    return lines.length === 0 ? [] : [{name, lines}];
  });
  for (const {name, lines} of felt.slice(0, options.top)) {
    out.heading(printableLine(name));
    for (const [label, text] of lines) out.item(label, text, 13);
  }
  if (felt.length > options.top) {
    out.gap();
    out.put(`(${count(options.top)} of ${count(felt.length)} operations that notice; --top ${felt.length} shows all)`);
  }
  const others = names.length - felt.length;
  if (others > 0) {
    out.gap();
    out.put(
      others === names.length
        ? 'No operation notices.'
        : `${count(others)} other ${others === 1 ? 'operation does' : 'operations do'} not notice.`,
    );
  }
  busyText(out, before, today, state, options);
  const behind = lagLines(today.lag.filter(({keepsUp}) => keepsUp === false));
  if (behind.length > 0) {
    out.heading('Consumers that fall behind');
    for (const line of behind.slice(0, options.top)) out.put(printableLine(line), 2, '- ');
  }
  const {findings} = analysisJson(today, {operation: options.operation});
  if (options.baseline) findingsText(out, findings, options);
  else {
    const known = new Set(before.findings.map(findingKey));
    const added = findings.filter((finding) => !known.has(findingKey(finding)));
    if (added.length > 0) findingsText(out, added, {...options, title: 'What that day adds to the findings'});
  }
  return out.text();
}

/** What an operation's user sees on that day, and what it was in the file; nothing where all is as it was. */
function changes(
  before: OperationAnalysis | undefined,
  today: OperationAnalysis,
  name: string,
  outcome: BlastRadius | undefined,
): (readonly [string, string])[] {
  const lines: (readonly [string, string])[] = [];
  const time = (ms: number | null, {latency}: OperationAnalysis) => timeOf(ms, latency, 'never');
  const line = (label: string, is: string, was: string | undefined) => {
    if (was !== is) lines.push([label, was === undefined ? is : `${is} (in the file: ${was})`]);
  };
  line('available', availableText(today), before && availableText(before));
  line('answers in', time(today.latency.typicalMs, today), before && time(before.latency.typicalMs, before));
  // Of what is never answered there is no percentile.
  if (today.latency.typicalMs !== null)
    line('p99', time(today.latency.p99Ms, today), before && time(before.latency.p99Ms, before));
  const full = refusedText(today);
  if (full !== undefined && full !== (before && refusedText(before))) lines.push(['refused', full]);
  const says = outcome && outcomeOf(name, outcome, today.latency);
  const cut = cutText(today);
  if (says && !(today.latency.timedOutShare >= allCut)) lines.push(['so it', says]);
  else if (cut !== undefined && cut !== (before && cutText(before))) lines.push(['so it', cut]);
  return lines;
}

/** What full services turn away of what comes to them on its way; undefined where none is full. */
function refusedText({load}: OperationAnalysis): string | undefined {
  const full = load.filter(({refusedShare}) => refusedShare !== null && refusedShare > 0);
  const [worst] = full.sort((a, b) => b.refusedShare! - a.refusedShare!);
  return worst && `up to ${roughPercent(worst.refusedShare!)} of its requests: ${worst.service} is full`;
}

/** From this share on, all requests are cut. */
const allCut = 0.9995;

/** What timeouts do to its requests; undefined where they cut hardly any. */
function cutText({latency}: OperationAnalysis): string | undefined {
  const {timedOutShare, typicalMs} = latency;
  if (timedOutShare < 0.0005) return undefined;
  if (timedOutShare < allCut)
    return `fails in ${roughPercent(timedOutShare)} of its requests: a callee takes longer than its timeout`;
  const after = typicalMs === null || isUntimed(latency) ? '' : ` after ${timeOf(typicalMs, latency, '')}`;
  return `fails: every request ends in an error${after}, because a callee takes longer than its timeout`;
}

/** Services that are fuller or emptier than in the file. */
function busyText(
  out: Page,
  before: Analysis,
  today: Analysis,
  state: {readonly down: readonly string[]},
  {paint, top, operation}: AnalysisTextOptions,
): void {
  const loads = ({operations}: Analysis) => {
    const own = operation === undefined ? Object.values(operations) : [operations[operation]!];
    return new Map(own.flatMap(({load}) => load.map((one) => [one.service, one] as const)));
  };
  const was = loads(before);
  const lines = [...loads(today)].flatMap(([service, load]) => {
    if (load.busy === null || load.concurrency === null) return [];
    const then = was.get(service);
    const usual = then === undefined || then.busy === null ? '' : ` (in the file: ${busyPlaces(then)})`;
    const refused = load.refusedShare
      ? paint('stop', `, ${roughPercent(load.refusedShare)} of its requests refused`)
      : '';
    const full = state.down.flatMap((name) => load.fullAfterSecondsIfHanging[name] ?? []);
    // What is full in the file already does not fill.
    const after =
      full.length === 0 || then?.refusedShare
        ? ''
        : paint('stop', `, full after ${timeSpan(Math.min(...full) * 1000)}`);
    if (then?.busy != null && busyPlaces(then) === busyPlaces(load) && after === '') return [];
    return [`${printableLine(service)}: ${busyPlaces(load)}${usual}${after}${refused}`];
  });
  if (lines.length === 0) return;
  out.heading('How busy');
  for (const line of lines.slice(0, top)) out.put(line, 2);
  if (lines.length > top) out.put(`(${count(top)} of ${count(lines.length)} services)`, 2);
}

function outcomeOf(name: string, outcome: BlastRadius, latency: OperationAnalysis['latency']): string | undefined {
  const said: string[] = [];
  if (outcome.fails.includes(name)) {
    said.push(
      latency.typicalMs === null
        ? 'fails: whoever asks waits for ever'
        : `fails: whoever asks gets an error${isUntimed(latency) ? '' : ` after ${timeOf(latency.typicalMs, latency, '')}`}`,
    );
  }
  if (outcome.starves.includes(name)) {
    said.push(
      `starves after ${timeSpan(outcome.starvesAfterSeconds[name]! * 1000)}: it shares a pool with requests that wait`,
    );
  }
  if (outcome.degrades.includes(name)) said.push('goes on with less: a failure is ignored, or something spare answers');
  if (outcome.late.includes(name)) said.push('is answered, and consumers of its events catch up later');
  return said.length > 0 ? said.join('; ') : undefined;
}

function findingKey({rule, subject}: Finding): string {
  return JSON.stringify([rule, subject]);
}
