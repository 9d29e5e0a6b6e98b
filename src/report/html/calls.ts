import type {Analysis} from '../../analysis/analysis.ts';
import type {Coupling} from '../../analysis/couplings.ts';
import {downtimeOf, waitOf} from '../coupling-words.ts';
import {limited, most} from './limits.ts';
import {type Markup, markup, named, nothing} from './markup.ts';
import {type Column, type Row, table} from './table.ts';

const advice = {
  convert: ['good', 'No: an event would do.'],
  'keep-sync': ['quiet', 'Yes: keep it synchronous.'],
  ask: ['open', 'Undecided: only you can say (needsResult: true or false).'],
} as const;

const columns: readonly Column[] = [
  {head: 'Call', kind: 'text'},
  {head: 'Costs a year', kind: 'number'},
  {head: 'Waits', kind: 'number'},
  {head: 'Temporal', kind: 'word'},
  {head: 'Availability', kind: 'word'},
  {head: 'Behavioral', kind: 'word'},
  {head: 'Question and advice', kind: 'wide'},
];

/** A call on one or both sides: today only, then only, or on both. */
interface Sides {
  readonly today: Coupling | undefined;
  readonly later: Coupling | undefined;
}

/** Every call with its three couplings, costliest first; with `after` what becomes of it. */
export function calls(today: Analysis, after: Analysis | undefined): Markup {
  const all = after
    ? matched(today.couplings, after.couplings)
    : today.couplings.map((call) => ({today: call, later: call}));
  if (all.length === 0) return markup`<p>Nothing calls anything: there is nothing to wait for.</p>\n`;
  const of = ({today: now, later}: Sides) => (now ?? later)!;
  const byCost = [...all].sort((one, other) => {
    const [a, b] = [of(one), of(other)];
    return b.availability.minutesPerYear - a.availability.minutesPerYear || b.temporal.waitMs - a.temporal.waitMs;
  });
  const isBadDay = after !== undefined && after.down.length > 0;
  const {shown, rest} = limited(byCost, most.calls, 'calls, costliest first');
  const caption = markup`Costliest first. Temporal: both must be up at the same moment. Availability: the caller fails with the callee. Behavioral: the caller knows how to call it.`;
  return markup`${table(
    'calls-table',
    caption,
    columns,
    shown.map((sides) => row(sides, isBadDay)),
  )}${rest}`;
}

function row(sides: Sides, isBadDay: boolean): Row {
  const call = (sides.today ?? sides.later)!;
  const {from, fromEndpoint, to, toEndpoint, name, role, temporal, availability, behavioral} = call;
  const [style, answer] = advice[call.advice];
  const other = name === to ? nothing : markup` <span class="quiet">(${named(name)})</span>`;
  const fallback = role ? markup` <span class="quiet">as a fallback</span>` : nothing;
  const change = !sides.later ? 'removed' : !sides.today ? 'new' : '';
  const changed = change === '' ? nothing : markup` <strong class="warning">${change}</strong>`;
  const both = (say: (one: Coupling) => string) => {
    const said = [...new Set([sides.today, sides.later].flatMap((one) => (one ? [say(one)] : [])))];
    return markup`${said.join(' → ')}`;
  };
  return [
    markup`${named(side(from, fromEndpoint))} → ${named(side(to, toEndpoint))}${other}${fallback}${changed}`,
    // What a bad day would come to in a year is no figure of anything.
    isBadDay ? markup`${sides.today ? downtimeOf(sides.today) : ''}` : both(downtimeOf),
    both(waitOf),
    both((one) => one.temporal.level),
    both((one) => one.availability.level),
    both((one) => one.behavioral.level),
    markup`${call.question} <span class="${style}">${answer}</span><details><summary>Why</summary><ul><li>${temporal.because}</li><li>${availability.because}</li><li>${behavioral.because}</li></ul></details>`,
  ];
}

const side = (service: string, endpoint: string | undefined) =>
  endpoint === undefined ? service : `${service}/${endpoint}`;

/** Calls of both sides that are the same call, those of today first. */
function matched(today: readonly Coupling[], then: readonly Coupling[]): Sides[] {
  const [before, after] = [numbered(today), numbered(then)];
  return [
    ...[...before].map(([key, call]): Sides => ({today: call, later: after.get(key)})),
    ...[...after].filter(([key]) => !before.has(key)).map(([, call]): Sides => ({today: undefined, later: call})),
  ];
}

/** Calls by what they are called; the second one of a name is another call than the first. */
function numbered(couplings: readonly Coupling[]): ReadonlyMap<string, Coupling> {
  const times = new Map<string, number>();
  return new Map(
    couplings.map((call) => {
      const {from, fromEndpoint, to, toEndpoint, name, role} = call;
      const key = JSON.stringify([from, fromEndpoint, to, toEndpoint, name, role]);
      const time = (times.get(key) ?? 0) + 1;
      times.set(key, time);
      return [`${time} ${key}`, call];
    }),
  );
}
