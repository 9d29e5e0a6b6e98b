import type {Coupling, Level} from '../analysis/couplings.ts';
import {type Timeline, timelines} from '../analysis/timeline.ts';
import type {Topology} from '../topology/topology.ts';
import type {AvailabilityBar, AvailabilityReading} from './charts/availability.ts';
import type {GainBar} from './charts/gains.ts';
import type {CoupledPair} from './charts/matrix.ts';
import type {Waterfall} from './charts/waterfall.ts';
import type {DayFigures} from './day.ts';
import type {Ledger, Side} from './workbench.ts';

type Sides = Ledger['sides'];
type OperationFigures = DayFigures['operations'][string];

/** An operation's figures on one side; undefined where it has none there. */
function figuresOf({analysis}: Side, name: string): OperationFigures | undefined {
  return Object.hasOwn(analysis.operations, name) ? analysis.operations[name] : undefined;
}

/** Every operation's availability, before and after where it differs, against the target of its present side. */
export function availabilityBars({before, after}: Sides): readonly AvailabilityBar[] {
  return Object.entries(after.analysis.operations).map(([name, now]) => {
    const was = figuresOf(before, name) ?? now;
    const {availability: target} = now.targets;
    const isSame = was.unavailability === now.unavailability && was.availability === now.availability;
    return {
      name,
      readings: isSame ? [reading(now)] : [reading(was), reading(now)],
      target: target && {unavailability: 1 - target.target, met: target.met},
    };
  });
}

function reading({unavailability, bounds, availabilityRange}: OperationFigures): AvailabilityReading {
  const atLeast = bounds?.unavailability[0] ?? (availabilityRange ? 1 - availabilityRange[1] : undefined);
  return {unavailability, atLeast, ...(bounds && {isBound: true})};
}

/** Each side's timelines and pairs, once for all the charts and operations that are shown of it. */
const knownTimelines = new WeakMap<DayFigures, ReturnType<typeof timelines>>();
const knownPairs = new WeakMap<DayFigures, ReadonlyMap<string, CoupledPair>>();

function remembered<T>(known: WeakMap<DayFigures, T>, key: DayFigures, compute: () => T): T {
  const value = known.get(key) ?? compute();
  known.set(key, value);
  return value;
}

/** What a typical request to the operation does, on both sides where they differ; at most `most` spans together. */
export function waterfallOf({before, after}: Sides, operation: string, most: number): Waterfall | undefined {
  const timelineOf = ({topology, down, analysis}: Side) => {
    const found = topology.operations.get(operation);
    const of = remembered(knownTimelines, analysis, () => timelines(topology, down));
    return found && ((spans: number) => of(found.entry, spans));
  };
  const [was, now] = [timelineOf(before), timelineOf(after)];
  if (!was || !now) return undefined;
  const same = before.topology === after.topology && before.down.size === after.down.size;
  if (same) return {before: now(most), after: undefined};
  const half = Math.max(1, Math.floor(most / 2));
  // What one side does not need the other may have.
  const first = was(half);
  const second = now(Math.max(1, most - first.spans.length));
  if (isEqual(first, second)) return {before: now(most), after: undefined};
  return {before: was(Math.max(1, most - second.spans.length)), after: second};
}

function isEqual(a: Timeline, b: Timeline): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

const couplings = ['temporal', 'availability', 'behavioral'] as const;
const weights = {tight: 2, partial: 1, loose: 0} as const satisfies Record<Level, number>;

/** Who is coupled to whom after what was chosen; a pair weighs what it does on the side where it is tighter, so that it keeps its place. */
export function coupledPairs({before, after}: Sides): readonly CoupledPair[] {
  const now = new Map(remembered(knownPairs, after.analysis, () => pairsOf(after.analysis)));
  for (const [key, {from, to}] of eventPairs(after.topology)) {
    if (!now.has(key)) now.set(key, {from, to, levels: undefined, minutesPerYear: 0, exact: true, weight: 0});
  }
  const was = remembered(knownPairs, before.analysis, () => pairsOf(before.analysis));
  return [...now].map(([key, pair]) => ({...pair, weight: Math.max(pair.weight, was.get(key)?.weight ?? 0)}));
}

const keyOf = (from: string, to: string) => JSON.stringify([from, to]);

function pairsOf({couplings: all}: DayFigures): Map<string, CoupledPair> {
  const pairs = new Map<string, CoupledPair>();
  for (const coupling of all) {
    const key = keyOf(coupling.from, coupling.to);
    pairs.set(key, tighter(pairs.get(key), coupling));
  }
  return pairs;
}

/** The pair with one more call between the two: the tightest of each coupling, and the costliest. */
function tighter(pair: CoupledPair | undefined, coupling: Coupling): CoupledPair {
  const level = (name: (typeof couplings)[number]) => {
    const [a, b] = [pair?.levels?.[name] ?? 'loose', coupling[name].level];
    return weights[a] >= weights[b] ? a : b;
  };
  const levels = {temporal: level('temporal'), availability: level('availability'), behavioral: level('behavioral')};
  return {
    from: coupling.from,
    to: coupling.to,
    levels,
    minutesPerYear: Math.max(pair?.minutesPerYear ?? 0, coupling.availability.minutesPerYear),
    exact: (pair?.exact ?? true) && coupling.availability.exact !== false,
    weight: couplings.reduce((sum, name) => sum + weights[levels[name]], 0),
  };
}

function eventPairs(topology: Topology): ReadonlyMap<string, {readonly from: string; readonly to: string}> {
  const pairs = new Map<string, {from: string; to: string}>();
  for (const {producers, consumers} of topology.events.values()) {
    for (const from of new Set(producers.map((node) => topology.nodes[node]!.service))) {
      for (const {service: to} of consumers) pairs.set(keyOf(from, to), {from, to});
    }
  }
  return pairs;
}

/** What takes time from the operation, the costliest first: its entry itself and everything it needs. Undefined: not known. */
export function gainBars({before, after}: Sides, operation: string): readonly GainBar[] | undefined {
  const [was, now] = [figuresOf(before, operation), figuresOf(after, operation)];
  if (!was?.exact || !now?.exact) return undefined;
  const [old, present] = [minutesOf(was), minutesOf(now)];
  const all = new Map([...old, ...present]);
  const {services, brokers} = after.topology;
  return [...all]
    .map(([name, {kind}]) => ({
      name,
      kind,
      before: old.get(name)?.minutes,
      now: present.get(name)?.minutes,
      stated: (services.get(name) ?? brokers.get(name))?.availabilityStated ?? true,
    }))
    .sort((a, b) => Math.max(b.before ?? 0, b.now ?? 0) - Math.max(a.before ?? 0, a.now ?? 0));
}

const minutesPerYear = 525_600;

function minutesOf({entry, ceiling, availability, dependencies}: OperationFigures) {
  const own = {kind: 'entry' as GainBar['kind'], minutes: Math.max(0, ceiling - availability) * minutesPerYear};
  return new Map([
    [entry, own],
    ...dependencies.map(
      ({service, kind, gainMinutesPerYear: minutes}) => [service, {kind: kind as GainBar['kind'], minutes}] as const,
    ),
  ]);
}
