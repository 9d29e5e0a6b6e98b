import type {Analysis} from '../analysis/analysis.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import {count, knownCount, knownPercent, knownYearly, percent, roughPercent, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {blindSpotLines} from './blind-spot-lines.ts';
import {answerTo, callsText, callWord, sideOf} from './coupling-words.ts';
import {type FindingsTextOptions, findingsText} from './findings-text.ts';
import {analysisJson} from './json.ts';
import {lagLines} from './lag-lines.ts';
import {loadText} from './load-text.ts';
import {isUntimed, ownMs, timeOf, typicalTime} from './operation-times.ts';
import {operationsTable, worstFirst} from './operations-text.ts';
import {type Page, page} from './page.ts';
import {amplificationText, groupsText} from './shape-words.ts';
import {shellWord} from './shell-word.ts';

export interface AnalysisTextOptions extends FindingsTextOptions {
  /** Only this operation. */
  readonly operation?: string | undefined;
}

/** More operations than these get a table of their own, before the details. */
const fewOperations = 3;

/** The analysis as text that a person reads in a terminal. */
export function analysisText(analysis: Analysis, options: AnalysisTextOptions): string {
  const out = page(options);
  const {name, services, events} = analysis.topology;
  const plural = (n: number, one: string) => `${count(n)} ${one}${n === 1 ? '' : 's'}`;
  out.put(
    `${options.paint('title', printableLine(name))}: ${plural(services, 'service')}, ${callsText(analysis.topology)}, ${plural(events, 'event')}`,
  );
  const shown = worstFirst(analysis.operations).filter(
    ([key]) => options.operation === undefined || key === options.operation,
  );
  if (shown.length > fewOperations) operationsTable(out, shown, options);
  for (const [key, operation] of limited(shown, options.top, out, 'operation'))
    operationText(out, key, operation, options);
  loadText(out, analysis, options);
  couplingsText(out, analysis, options);
  consumersText(out, analysis, options);
  const findings = options.operation === undefined ? analysis : analysisJson(analysis, {operation: options.operation});
  findingsText(out, findings.findings, options);
  blindSpotsText(out, analysis, options);
  if (analysis.assumptions.length > 0) {
    out.heading('Assumed');
    for (const assumption of analysis.assumptions) out.put(printableLine(assumption), 2, '- ');
  }
  nextStep(out, analysis, options);
  return out.text();
}

/** The first `top` of `items`; says on the page how many are left out. */
function limited<T>(items: readonly T[], top: number, out: Page, what: string): readonly T[] {
  if (items.length > top) {
    out.gap();
    out.put(`(${top} of ${items.length} ${what}s; --top ${items.length} shows all)`);
  }
  return items.slice(0, top);
}

function operationText(out: Page, name: string, o: OperationAnalysis, {paint, top}: AnalysisTextOptions): void {
  out.heading(printableLine(name));
  const column = 13;
  const down = `${knownYearly(o.downtimeMinutesPerYear, o.exact)} down a year`;
  const failed =
    o.failedRequestsPerYear === null ? '' : `, ${knownCount(o.failedRequestsPerYear, o.exact)} failed requests`;
  const cost = o.costPerYear === null ? '' : `, which cost ${knownCount(o.costPerYear, o.exact)}`;
  out.item('available', `${knownPercent(o.availability, o.exact)}, ${down}${failed}${cost}`, column);
  if (!o.exact) out.item('', 'too tangled for exact figures: it can only be better than this', column);
  if (o.availabilityRange) {
    const [low, high] = o.availabilityRange;
    out.item('', `${percent(low)} to ${percent(high)}: what some failures do is unknown`, column);
  }
  const target = o.targets.availability;
  if (target) {
    const verdict = target.met ? paint('good', 'met') : paint('stop', 'missed');
    const best = target.met ? '' : `; a perfect ${printableLine(o.entry)} alone would give ${percent(o.ceiling)}`;
    out.item('', `target ${percent(target.target)}: ${verdict}${best}`, column);
  }
  const {p99Ms, criticalPath} = o.latency;
  const alone = ownMs(o.latency);
  const own =
    o.chainDepth > 0 && alone !== null ? `, ${timeSpan(alone)} of it ${printableLine(o.entry)}'s own work` : '';
  const slowest = isUntimed(o.latency) ? '' : `${own}; p99 ${timeOf(p99Ms, o.latency, 'no answer')}`;
  const queueing = o.latency.overloaded ? paint('warning', ' (without queueing, and there is some: see below)') : '';
  out.item('answers in', `${typicalTime(o.latency, ' typically')}${slowest}${queueing}`, column);
  if (o.latency.timedOutShare >= 0.0005) {
    const share = roughPercent(o.latency.timedOutShare);
    out.item('', paint('stop', `${share} of the requests are given up: a callee took longer than its timeout`), column);
  }
  const p99 = o.targets.p99Ms;
  if (p99) {
    const whole = o.latency.unstated.parts === 0;
    const met = whole ? paint('good', 'met') : paint('open', 'not known, as not every latency is stated');
    const verdict = p99.met ? met : paint('stop', 'missed');
    const why = p99.met ? '' : p99.feasible ? `; its own work is what is too slow` : '; its calls alone take longer';
    out.item('', `target p99 ${timeSpan(p99.target)}: ${verdict}${why}`, column);
  }
  if (criticalPath.length > 1)
    out.item(
      '',
      criticalPath.slice(0, 12).map(printableLine).join(' > ') + (criticalPath.length > 12 ? ' > ...' : ''),
      column,
    );
  const costly = o.dependencies.filter((d) => d.gainMinutesPerYear > 0);
  for (const [i, d] of costly.slice(0, Math.min(top, 5)).entries()) {
    out.item(
      i === 0 ? 'depends on' : '',
      `${printableLine(d.service)} (${percent(d.availability)}): ${yearly(d.gainMinutesPerYear)} a year`,
      column,
    );
  }
  if (costly.length > Math.min(top, 5)) out.item('', `and ${costly.length - Math.min(top, 5)} more`, column);
  if (o.chainDepth > 0) {
    const retry = amplificationText(o.retryAmplification);
    out.item(
      'shape',
      `calls ${o.chainDepth} deep, ${groupsText(o.quanta)}${retry === undefined ? '' : `; ${retry}`}`,
      column,
    );
  }
  if (o.measured) out.item('measured', printableLine(o.measured), column);
}

function couplingsText(out: Page, {couplings}: Analysis, {paint, top, operation}: AnalysisTextOptions): void {
  const own = couplings.filter((c) => operation === undefined || c.operations.includes(operation));
  if (own.length === 0) return;
  const byCost = [...own].sort(
    (a, b) => b.availability.minutesPerYear - a.availability.minutesPerYear || b.temporal.waitMs - a.temporal.waitMs,
  );
  out.heading('What each call couples');
  for (const c of byCost.slice(0, top)) {
    const other = c.name === sideOf(c.to, c.toEndpoint) ? '' : ` (${printableLine(c.name)})`;
    out.put(
      `${printableLine(sideOf(c.from, c.fromEndpoint))} -> ${printableLine(sideOf(c.to, c.toEndpoint))}${other}${c.role ? ', as a fallback' : ''}`,
      2,
    );
    out.item(`temporal, ${c.temporal.level}`, printableLine(c.temporal.because), 22, 4);
    out.item(`availability, ${c.availability.level}`, printableLine(c.availability.because), 22, 4);
    // Without a stated contract there is nothing to tell; that it is not stated stands below, once for all calls.
    if (c.behavioral.fields.length > 0 || c.behavioral.coordinatedDeploymentsPerYear !== null)
      out.item(`behavioral, ${c.behavioral.level}`, printableLine(c.behavioral.because), 22, 4);
    const style = c.advice === 'ask' ? 'open' : c.advice === 'convert' ? 'good' : 'quiet';
    out.put(`${printableLine(c.question)} ${paint(style, answerTo(c))}`, 4);
  }
  if (own.length > top)
    out.put(
      `(${top} of ${own.length} calls, fallbacks and each target of a group apart, costliest first; --top ${own.length} shows all)`,
      2,
    );
}

/** Whether the readers of events keep up. */
function consumersText(out: Page, {lag}: Analysis, {top}: AnalysisTextOptions): void {
  if (lag.length === 0) return;
  out.heading('Do the consumers of events keep up?');
  const lines = lagLines(lag);
  for (const line of lines.slice(0, top)) out.put(printableLine(line), 2, '- ');
  if (lines.length > top) out.put(`(${top} of ${lines.length}; --top ${lines.length} shows all)`, 2);
}

function blindSpotsText(out: Page, {blindSpots}: Analysis, {top}: AnalysisTextOptions): void {
  if (blindSpots.length === 0) return;
  out.heading('Could not be judged');
  const lines = blindSpotLines(blindSpots, 4);
  for (const line of lines.slice(0, top)) out.put(printableLine(line), 2, '- ');
  if (lines.length > top) out.put(`(${top} of ${lines.length}; --top ${lines.length} shows all)`, 2);
}

function nextStep(out: Page, {couplings, topology}: Analysis, {file}: AnalysisTextOptions): void {
  if (file === undefined) return;
  const named = shellWord(file);
  const steps: string[] = [];
  const candidates = couplings.filter((c) => c.advice === 'convert' && c.role === undefined);
  const [first] = [...candidates].sort((a, b) => b.availability.minutesPerYear - a.availability.minutesPerYear);
  const broker = topology.brokers.length > 1 ? ` --broker ${shellWord(topology.brokers[0]!)}` : '';
  if (candidates.length > 1 && topology.brokers.length > 0) steps.push(`eventcoach plan ${named}${broker}`);
  if (first) steps.push(`eventcoach convert ${named} --call ${shellWord(callWord(first))} --event NAME${broker}`);
  if (couplings.some((c) => c.advice === 'ask')) steps.push(`eventcoach ask ${named}`);
  if (steps.length === 0) return;
  out.heading('Next');
  for (const step of steps) out.command(step);
}
