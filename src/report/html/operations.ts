import type {OperationAnalysis, Target} from '../../analysis/operation.ts';
import {knownYearly, percent, roughPercent, timeSpan, yearly} from '../../figures.ts';
import {availableCell} from '../availability-words.ts';
import {isGivenUp} from '../operation-text.ts';
import {timeOf} from '../operation-times.ts';
import {bar} from './bar.ts';
import {limited, most} from './limits.ts';
import {type Markup, markup, named, nothing} from './markup.ts';
import {operationFacts} from './operation-facts.ts';
import type {Side} from './side.ts';
import {type Column, type Row, tableUnder} from './table.ts';

const minutesPerYear = 525_600;
const columns = (bars: string): readonly Column[] => [
  {head: '', kind: 'word'},
  {head: 'Available', kind: 'number'},
  {head: 'Down a year', kind: 'number'},
  {head: bars, kind: 'text'},
  {head: 'p50', kind: 'number'},
  {head: 'p95', kind: 'number'},
  {head: 'p99', kind: 'number'},
];

/** One card for each operation: what its users get, against what was promised, on both sides where there are two. */
export function operations(today: Side, after: Side | undefined): Markup {
  const all = Object.entries((after ?? today).analysis.operations);
  // Missed targets first, then what is down longest: a long list is read from the top.
  const missed = (o: OperationAnalysis) => Object.values(o.targets).filter((target) => target.met === false).length;
  const ordered =
    all.length <= most.operations
      ? all
      : [...all].sort(([, a], [, b]) => missed(b) - missed(a) || b.downtimeMinutesPerYear - a.downtimeMinutesPerYear);
  const {shown, rest} = limited(ordered, most.operations, 'operations, missed targets first');
  if (all.length === 0) return markup`<p>No operation is known: nothing in the file is an entry.</p>\n`;
  const isBadDay = after !== undefined && after.analysis.down.length > 0;
  const cards = shown.map(([name], index) => {
    const own = (side: Side) =>
      Object.hasOwn(side.analysis.operations, name) ? side.analysis.operations[name] : undefined;
    return card(name, `operation-${index}`, own(today), after && own(after), isBadDay);
  });
  return markup`${cards}${rest}`;
}

function card(
  name: string,
  id: string,
  today: OperationAnalysis | undefined,
  after: OperationAnalysis | undefined,
  isBadDay: boolean,
): Markup {
  const sides = [
    ...(today ? [['Today', today, false] as const] : []),
    ...(after ? [['Then', after, isBadDay] as const] : []),
  ];
  const target = sides.at(-1)![1].targets.availability?.target;
  const allowed = target === undefined ? undefined : (1 - target) * minutesPerYear;
  const full = Math.max(allowed ?? 0, ...sides.map(([, o, bad]) => (bad ? 0 : o.downtimeMinutesPerYear)));
  const rows = [
    ...sides.map(([side, operation, bad]) => sideRow(side, operation, bad, allowed, full)),
    ...targetRow(sides.at(-1)![1], allowed, full),
  ];
  const details = sides.map(
    ([side, o, bad]) =>
      markup`${sides.length > 1 ? markup`<h4>${side}</h4>` : nothing}<dl>${operationFacts(o, bad)}</dl>`,
  );
  return markup`<section class="operation"><h3 id="${id}">${named(name)}</h3>
${tableUnder(id, columns(allowed === undefined ? 'Downtime' : 'Downtime against the target'), rows)}<details><summary>Load, depth and what it depends on</summary>${details}</details>
</section>
`;
}

function sideRow(
  side: string,
  o: OperationAnalysis,
  isBadDay: boolean,
  allowed: number | undefined,
  full: number,
): Row {
  const time = (ms: number | null) => markup`${timeOf(ms, o.latency, 'no answer')}`;
  const slowest = o.targets.p99Ms?.met && o.latency.unstated.parts > 0 ? nothing : verdict(o.targets.p99Ms);
  const {p50Ms, p95Ms, p99Ms} = o.latency;
  return [
    markup`${side}`,
    markup`${availableCell(o)}${verdict(o.targets.availability)}${givenUp(o)}`,
    // Some hours are no year.
    isBadDay ? nothing : markup`${knownYearly(o.downtimeMinutesPerYear, o.exact)}`,
    isBadDay ? nothing : bar(o.downtimeMinutesPerYear, allowed, full),
    time(p50Ms),
    time(p95Ms),
    markup`${time(p99Ms)}${slowest}`,
  ];
}

function givenUp(o: OperationAnalysis): Markup {
  if (!isGivenUp(o)) return nothing;
  return markup`<span class="aside stop">${roughPercent(o.latency.timedOutShare)} given up</span>`;
}

function verdict(target: Target | undefined): Markup {
  if (!target) return nothing;
  if (target.met === null) return markup`<span class="aside open">? not known</span>`;
  return target.met ? markup`<span class="met good">✓ met</span>` : markup`<span class="missed stop">✗ missed</span>`;
}

function targetRow({targets}: OperationAnalysis, allowed: number | undefined, full: number): Row[] {
  const {availability, p99Ms} = targets;
  if (!availability && !p99Ms) return [];
  const none = markup`<span class="quiet">none</span>`;
  return [
    [
      markup`Target`,
      availability ? markup`${percent(availability.target)}` : none,
      allowed === undefined ? none : markup`${yearly(allowed)}`,
      allowed === undefined ? nothing : bar(allowed, allowed, full),
      nothing,
      nothing,
      p99Ms ? markup`${timeSpan(p99Ms.target)}` : none,
    ],
  ];
}
