import type {ServiceLoad} from '../analysis/load.ts';
import type {OperationAnalysis, Target} from '../analysis/operation.ts';
import {count, knownCount, knownYearly, listed, percent, roughPercent, timeSpan, yearly} from '../figures.ts';
import {availableText, ceilingText, tellsLeftOut, tooTangled, verdictWord} from './availability-words.ts';
import {literal, table} from './markdown.ts';
import {isGivenUp} from './operation-text.ts';
import {isUntimed, ownMs, timeOf, typicalTime, whyTooSlow} from './operation-times.ts';

/** What an operation stands beside, and how much of it is listed. */
export interface OperationMarkdownOptions {
  /** The same operation in the file's own state, where this is another. */
  readonly before: OperationAnalysis | undefined;
  /** Something does not answer: what it would come to in a year is left out. */
  readonly isBadDay: boolean;
  readonly top: number;
}

/** One operation as blocks of Markdown: its figures, beside those of `before` where given, then loads and dependencies. */
export function operationMarkdown(
  name: string,
  today: OperationAnalysis,
  {before, isBadDay, top}: OperationMarkdownOptions,
): string[] {
  const rows = figures.flatMap(([label, of]) => {
    if (isBadDay && ofAYear.has(label)) return [];
    const [is, was] = [of(today), before && of(before)];
    if (is === undefined && was === undefined) return [];
    return [[label, ...(before ? [was ?? ''] : []), is ?? ''].map(literal)];
  });
  return [
    `## ${literal(name)}`,
    table(before ? ['', 'in the file', 'on this day'] : ['', ''], rows),
    ...(today.measured === null ? [] : [literal(`Measured: ${today.measured}`)]),
    loads(today.load, top),
    isBadDay ? '' : dependencies(today, top),
  ];
}

/** Figures that a day times a year would not give. */
const ofAYear: ReadonlySet<string> = new Set(['down a year', 'failed requests a year', 'which cost']);

/** What is told of an operation; undefined: it has no such figure. */
const figures: readonly (readonly [string, (o: OperationAnalysis) => string | undefined])[] = [
  ['available', (o) => `${availableText(o)}${o.exact ? '' : `, ${tooTangled}`}`],
  ['beside that, given up after a timeout', (o) => (isGivenUp(o) ? roughPercent(o.latency.timedOutShare) : undefined)],
  ['if failures of unknown effect do no harm', ({availabilityRange: range}) => (range ? percent(range[1]) : undefined)],
  ['down a year', (o) => knownYearly(o.downtimeMinutesPerYear, o.exact)],
  [
    'failed requests a year',
    (o) => (o.failedRequestsPerYear === null ? undefined : knownCount(o.failedRequestsPerYear, o.exact)),
  ],
  ['which cost', (o) => (o.costPerYear === null ? undefined : knownCount(o.costPerYear, o.exact))],
  [
    'availability target',
    ({targets: {availability}, entry, ceiling, exact}) =>
      availability &&
      verdict(availability, percent, `even with a perfect ${entry} only ${ceilingText({ceiling, exact})} is possible`),
  ],
  ['answers typically in', (o) => typicalTime(o.latency)],
  [
    'own work of that',
    ({chainDepth, latency}) => {
      const own = ownMs(latency);
      return chainDepth > 0 && own !== null ? timeSpan(own) : undefined;
    },
  ],
  ['p50 / p95 / p99', ({latency}) => (isUntimed(latency) ? undefined : percentiles(latency))],
  [
    'p99 target',
    ({targets: {p99Ms}, latency}) =>
      p99Ms &&
      (p99Ms.met && latency.unstated.parts > 0
        ? `${timeSpan(p99Ms.target)}: not known, as not every latency is stated`
        : p99Ms.met
          ? verdict(p99Ms, timeSpan, '')
          : `${timeSpan(p99Ms.target)}: missed; ${whyTooSlow(p99Ms)}`),
  ],
  ['longest chain of calls', (o) => (o.chainDepth > 0 ? String(o.chainDepth) : undefined)],
  [
    'most calls of one request to one service',
    ({retryAmplification: most}) => (most === 1 ? undefined : typeof most === 'number' ? count(most) : 'any number'),
  ],
  ['groups of parts that can be up without each other', (o) => String(o.quanta)],
];

function percentiles(latency: OperationAnalysis['latency']): string {
  return [latency.p50Ms, latency.p95Ms, latency.p99Ms].map((ms) => timeOf(ms, latency, 'no answer')).join(' / ');
}

function verdict({target, met, feasible}: Target, shown: (value: number) => string, outOfReach: string): string {
  if (met !== false) return `${shown(target)}: ${verdictWord(met)}`;
  return `${shown(target)}: missed${feasible === null ? '' : feasible ? ', within reach without changing its calls' : `; ${outOfReach}`}`;
}

/** Which services are busy with it, and how soon they are full if a callee hangs. */
function loads(load: readonly ServiceLoad[], top: number): string {
  const known = load.filter(({busy, concurrency}) => busy !== null && concurrency !== null);
  if (known.length === 0) return '';
  const rows = known
    .slice(0, top)
    .map(({service, busy, concurrency, refusedShare, fullAfterSecondsIfHanging}) => [
      literal(service),
      `${Number.isFinite(busy) ? count(busy!) : 'all'} of ${count(concurrency!)}`,
      roughPercent(refusedShare ?? 0),
      refusedShare ? 'full already' : literal(fullAfter(fullAfterSecondsIfHanging)),
    ]);
  const busy = table(['service', 'places busy', 'refused', 'full if a callee hangs'], rows, new Set([1, 2]));
  return known.length > top ? `${busy}\n\n${leftOut(top, known.length, 'services', 'the entry first')}` : busy;
}

function fullAfter(seconds: ServiceLoad['fullAfterSecondsIfHanging']): string {
  const callees = new Map<number, string[]>();
  for (const [callee, after] of Object.entries(seconds)) {
    if (after !== null) callees.set(after, [...(callees.get(after) ?? []), callee]);
  }
  const told = [...callees].map(([after, names]) => `after ${timeSpan(after * 1000)}: ${firstFew(names)}`);
  return told.length === 0 ? 'no' : told.slice(0, 3).join('; ');
}

function dependencies({dependencies: all, dependenciesComplete}: OperationAnalysis, top: number): string {
  const left = dependenciesComplete === false ? literal(tellsLeftOut(all.length)) : '';
  const costly = all.filter(({gainMinutesPerYear}) => gainMinutesPerYear > 0);
  if (costly.length === 0) return left;
  const rows = costly
    .slice(0, top)
    .map((d) => [literal(d.service), percent(d.availability), yearly(d.gainMinutesPerYear)]);
  const costs = table(['depends on', 'available', 'a year if it were perfect'], rows, new Set([1, 2]));
  const cut = costly.length > top ? leftOut(top, costly.length, 'dependencies', 'the costliest first') : '';
  return [costs, cut, left].filter((block) => block !== '').join('\n\n');
}

/** Says that a list was cut to `top` of `all`, and by what. */
export function leftOut(top: number, all: number, what: string, order: string): string {
  return `${count(top)} of ${count(all)} ${what} are listed, ${order}; \`--top ${all}\` lists all.`;
}

/** Four names, and how many more there are. */
export function firstFew(names: readonly string[]): string {
  const more = names.length > 4 ? [`${count(names.length - 4)} more`] : [];
  return listed([...names.slice(0, 4), ...more]);
}
