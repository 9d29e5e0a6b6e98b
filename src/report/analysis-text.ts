import type {Analysis} from '../analysis/analysis.ts';
import type {OperationAnalysis} from '../analysis/operation.ts';
import {count} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {blindSpotLines} from './blind-spot-lines.ts';
import {answerTo, callsText, callWord, sideOf} from './coupling-words.ts';
import {type FindingsTextOptions, findingsText} from './findings-text.ts';
import {analysisJson} from './json.ts';
import {lagLines} from './lag-lines.ts';
import {loadText} from './load-text.ts';
import {operationText} from './operation-text.ts';
import {missesTarget, operationsTable, worstFirst} from './operations-text.ts';
import {type Page, page} from './page.ts';
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
  const told = shown.slice(0, options.top);
  if (shown.length > fewOperations) operationsTable(out, told, options);
  if (shown.length > told.length) {
    if (shown.length <= fewOperations) out.gap();
    out.put(restOf(shown, told.length), 2);
  }
  for (const [key, operation] of told) operationText(out, key, operation, options);
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

/** How many operations are left out, of which some may miss a target as well. */
function restOf(all: readonly (readonly [string, OperationAnalysis])[], told: number): string {
  const missed = all.slice(told).filter(([, o]) => missesTarget(o)).length;
  const more = all.length - told;
  const who = more === 1 ? 'which' : missed === more ? 'all of which' : `of which ${count(missed)}`;
  const also = missed > 0 ? `, ${who} ${missed === 1 ? 'misses its' : 'miss their'} target` : '';
  return `(the worst ${count(told)} of ${count(all.length)} operations: ${count(more)} more${also}; --top ${all.length} shows all)`;
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
      `(${count(top)} of ${count(own.length)} calls, fallbacks and each target of a group apart, costliest first; --top ${own.length} shows all)`,
      2,
    );
}

/** Whether the readers of events keep up. */
function consumersText(out: Page, {lag}: Analysis, {top}: AnalysisTextOptions): void {
  if (lag.length === 0) return;
  out.heading('Do the consumers of events keep up?');
  const lines = lagLines(lag);
  for (const line of lines.slice(0, top)) out.put(printableLine(line), 2, '- ');
  if (lines.length > top) out.put(`(${count(top)} of ${count(lines.length)}; --top ${lines.length} shows all)`, 2);
}

function blindSpotsText(out: Page, {blindSpots}: Analysis, {top}: AnalysisTextOptions): void {
  if (blindSpots.length === 0) return;
  out.heading('Could not be judged');
  const lines = blindSpotLines(blindSpots, 4);
  for (const line of lines.slice(0, top)) out.put(printableLine(line), 2, '- ');
  if (lines.length > top) out.put(`(${count(top)} of ${count(lines.length)}; --top ${lines.length} shows all)`, 2);
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
