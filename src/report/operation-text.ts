import type {OperationAnalysis} from '../analysis/operation.ts';
import {count, knownCount, knownYearly, percent, roughPercent, timeSpan, yearly} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {availableText, ceilingText, tellsLeftOut, tooTangled, verdictWord} from './availability-words.ts';
import {isUntimed, ownMs, timeOf, typicalTime, whyTooSlow} from './operation-times.ts';
import type {Page, TextOptions} from './page.ts';
import {amplificationText, groupsText} from './shape-words.ts';

/** The column of the figures, behind their labels. */
const column = 13;
const mostSteps = 12;
const mostDependencies = 5;

/** Puts one operation on a page: what its users get against what was promised, what that rests on, and its shape. */
export function operationText(
  out: Page,
  name: string,
  o: OperationAnalysis,
  options: TextOptions & {readonly top: number},
): void {
  out.heading(printableLine(name));
  availabilityText(out, o, options);
  timesText(out, o, options);
  dependenciesText(out, o, options.top);
  if (o.chainDepth > 0) {
    const retry = amplificationText(o.retryAmplification);
    const shape = [`calls ${count(o.chainDepth)} deep`, groupsText(o.quanta), retry].filter(
      (part) => part !== undefined,
    );
    out.item('shape', shape.join('; '), column);
  }
  if (o.measured) out.item('measured', printableLine(o.measured), column);
}

function availabilityText(out: Page, o: OperationAnalysis, {paint}: TextOptions): void {
  const down = `${knownYearly(o.downtimeMinutesPerYear, o.exact)} down a year`;
  const failed =
    o.failedRequestsPerYear === null ? '' : `, ${knownCount(o.failedRequestsPerYear, o.exact)} failed requests`;
  const cost = o.costPerYear === null ? '' : `, which cost ${knownCount(o.costPerYear, o.exact)}`;
  const between = o.exact ? '' : `: ${tooTangled}`;
  out.item('available', `${availableText(o)}${between}${o.exact ? ', ' : '; '}${down}${failed}${cost}`, column);
  if (o.availabilityRange) {
    const [low, high] = o.availabilityRange;
    out.item('', `${percent(low)} to ${percent(high)}: what some failures do is unknown`, column);
  }
  const target = o.targets.availability;
  if (target) {
    const style = target.met === null ? 'open' : target.met ? 'good' : 'stop';
    const best = target.met === false ? `; a perfect ${printableLine(o.entry)} alone would give ${ceilingText(o)}` : '';
    out.item('', `target ${percent(target.target)}: ${paint(style, verdictWord(target.met))}${best}`, column);
  }
  if (isGivenUp(o)) {
    const share = roughPercent(o.latency.timedOutShare);
    out.item('', paint('stop', `beside that, ${share} of the requests are given up: ${givenUpWhy}`), column);
  }
}

/** From this share on it shows. */
const someGivenUp = 0.0005;

/** Are so many requests given up that it has to be told? */
export function isGivenUp({latency}: Pick<OperationAnalysis, 'latency'>): boolean {
  return latency.timedOutShare >= someGivenUp;
}

const givenUpWhy = 'a callee takes longer than its timeout, though it is up';

function timesText(out: Page, o: OperationAnalysis, {paint}: TextOptions): void {
  const {p99Ms, criticalPath} = o.latency;
  const alone = ownMs(o.latency);
  const own =
    o.chainDepth > 0 && alone !== null ? `, ${timeSpan(alone)} of it ${printableLine(o.entry)}'s own work` : '';
  const slowest = isUntimed(o.latency) ? '' : `${own}; p99 ${timeOf(p99Ms, o.latency, 'no answer')}`;
  const queueing = o.latency.overloaded ? paint('warning', ' (without queueing, and there is some: see below)') : '';
  out.item('answers in', `${typicalTime(o.latency, ' typically')}${slowest}${queueing}`, column);
  const p99 = o.targets.p99Ms;
  if (p99) {
    const whole = o.latency.unstated.parts === 0;
    const met = whole ? paint('good', 'met') : paint('open', 'not known, as not every latency is stated');
    const verdict = p99.met ? met : paint('stop', 'missed');
    const why = p99.met ? '' : `; ${whyTooSlow(p99)}`;
    out.item('', `target p99 ${timeSpan(p99.target)}: ${verdict}${why}`, column);
  }
  if (criticalPath.length > 1 && !isUntimed(o.latency)) {
    const more = criticalPath.length > mostSteps ? ' > ...' : '';
    out.item(
      '',
      `the slowest path, step by step: ${criticalPath.slice(0, mostSteps).map(printableLine).join(' > ')}${more}`,
      column,
    );
  }
}

function dependenciesText(out: Page, o: OperationAnalysis, top: number): void {
  const costly = o.dependencies.filter((d) => d.gainMinutesPerYear > 0);
  const shown = Math.min(top, mostDependencies);
  const lines = costly
    .slice(0, shown)
    .map((d) => `${printableLine(d.service)} (${percent(d.availability)}): ${yearly(d.gainMinutesPerYear)} a year`);
  if (costly.length > shown) lines.push(`and ${count(costly.length - shown)} more`);
  if (o.dependenciesComplete === false) lines.push(tellsLeftOut(costly.length));
  for (const [i, line] of lines.entries()) out.item(i === 0 ? 'depends on' : '', line, column);
}
