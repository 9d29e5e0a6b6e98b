import {timeSpan, yearly} from '../../figures.ts';
import type {Call, Operation, Topology} from '../../topology/topology.ts';
import {once} from '../once.ts';
import {interchangeable} from './interchangeable.ts';
import {type Outlooks, outlooks} from './outlook.ts';
import {type Gain, gainOf, isWorth, type Ranked, ranking} from './ranking.ts';
import {type Goal, smallestSet} from './smallest-set.ts';

/** Why a plan ends where it does. */
export type Stop =
  /** Every target is met today. */
  | 'met-today'
  /** Every target is met with the steps, and no fewer do. */
  | 'targets-met'
  /** Some target is missed whatever is converted: what helps there is in the steps as far as it is worth it. */
  | 'targets-out-of-reach'
  /** No operation states a target: what is worth it is done, the rest is not. */
  | 'no-targets';

/** Which calls to convert. */
export interface Choice {
  readonly steps: readonly Ranked[];
  /** Not needed for the targets, but worth something. */
  readonly further: readonly Ranked[];
  /** Calls left out, with what they would add at the end. */
  readonly notWorth: readonly Ranked[];
  /** Are all targets met with the first so many steps? */
  readonly metAfter: (steps: number) => boolean;
  readonly method: 'exact' | 'greedy';
  readonly stop: Stop;
  readonly missed: readonly {readonly operation: string; readonly metWithAnswers: boolean}[];
}

/** Up to so many candidates that matter to a missed target, the smallest set is searched exactly. */
const exactUpTo = 16;

/** Chooses among `candidates`, each a call that may become an event via `broker`; of `open` calls nobody has said whether they may. */
export function choice(topology: Topology, candidates: readonly Call[], open: readonly Call[], broker: string): Choice {
  const outlook = outlooks(topology, [...candidates, ...open], broker);
  const met = (aims: readonly Operation[], chosen: ReadonlySet<Call>) =>
    aims.every((aim) => outlook.of(aim, chosen, none).met());
  const rank = (among: readonly Call[], chosen: ReadonlySet<Call>, goOn: (gain: Gain) => boolean) =>
    ranking(outlook, among, chosen, goOn);
  const always = () => true;

  const aims = [...topology.operations.values()].filter(
    ({target}) => target?.availability || target?.p99 !== undefined,
  );
  const missed = aims.filter((aim) => !met([aim], none));
  const own = new Set(candidates);
  const concerning = (aim: Operation) => outlook.concerning(aim).filter((call) => own.has(call));
  const mattering = new Set(missed.flatMap(concerning));
  const method = mattering.size <= exactUpTo ? 'exact' : 'greedy';
  const alone = once(() => rank(candidates, none, always));
  const smallest = (wanted: readonly Operation[]) =>
    method === 'exact'
      ? exactly(topology, candidates, mattering, wanted, outlook)
      : greedily(alone(), (chosen) => met(wanted, chosen));
  const hopeless = new Set(missed.filter((aim) => smallest([aim]) === undefined));
  const needed = smallest(aims.filter((aim) => !hopeless.has(aim)));

  // Where a target stays missed, whatever helps there is wanted; so it is where nothing states one.
  const stillMissed = needed === undefined ? missed : [...hopeless];
  const helping = aims.length === 0 ? new Set(candidates) : new Set(stillMissed.flatMap(concerning));
  const first = rank(needed ?? [], none, always);
  const calls = (ranked: readonly Ranked[]) => new Set(ranked.map(({call}) => call));
  const left = (taken: readonly Ranked[]) => {
    const gone = calls(taken);
    return candidates.filter((call) => !gone.has(call));
  };
  const more = rank(
    left(first).filter((call) => helping.has(call)),
    calls(first),
    isWorth,
  );
  const steps = [...first, ...more];
  const further = rank(left(steps), calls(steps), isWorth);
  const all = calls([...steps, ...further]);
  return {
    steps,
    further,
    notWorth: left([...steps, ...further]).map((call) => ({call, gain: gainOf(outlook, all, [call])})),
    missed: aims
      .filter((aim) => !met([aim], calls(steps)))
      .map((aim) => ({operation: aim.name, metWithAnswers: outlook.of(aim, calls(steps), new Set(open)).met()})),
    metAfter: (count) => met(aims, calls(steps.slice(0, count))),
    method,
    stop:
      aims.length === 0
        ? 'no-targets'
        : missed.length === 0
          ? 'met-today'
          : stillMissed.length > 0
            ? 'targets-out-of-reach'
            : 'targets-met',
  };
}

const none: ReadonlySet<Call> = new Set();

/** The smallest set of `mattering` candidates with which all of `aims` are met; undefined: there is none. */
function exactly(
  topology: Topology,
  candidates: readonly Call[],
  mattering: ReadonlySet<Call>,
  aims: readonly Operation[],
  outlook: Outlooks,
): readonly Call[] | undefined {
  const alone = new Map(candidates.map((call) => [call, gainOf(outlook, none, [call])]));
  const ordered = candidates
    .filter((call) => mattering.has(call))
    .sort((a, b) => alone.get(b)!.minutesPerYear - alone.get(a)!.minutesPerYear || alone.get(b)!.ms - alone.get(a)!.ms);
  const callsOf = (numbers: ReadonlySet<number>) => new Set([...numbers].map((i) => ordered[i]!));
  const position = new Map(ordered.map((call, i) => [call, i]));
  const goals = aims.map(
    (aim): Goal => ({
      concerning: outlook.concerning(aim).flatMap((call) => position.get(call) ?? []),
      reached: (chosen, free) => outlook.of(aim, callsOf(chosen), callsOf(free)).met(),
    }),
  );
  const kinds = interchangeable(topology, ordered);
  return smallestSet(ordered.length, goals, (i) => kinds.get(ordered[i]!))?.map((i) => ordered[i]!);
}

/** As many of a ranking as it takes, without those that turn out not to be needed; undefined: all together miss. */
function greedily(ranked: readonly Ranked[], met: (chosen: ReadonlySet<Call>) => boolean): readonly Call[] | undefined {
  const chosen = new Set<Call>();
  for (const {call} of ranked) {
    if (met(chosen)) break;
    chosen.add(call);
  }
  if (!met(chosen)) return undefined;
  for (const call of [...chosen].reverse()) {
    chosen.delete(call);
    if (!met(chosen)) chosen.add(call);
  }
  return [...chosen];
}

/** Why a call that nobody waits for stays all the same. */
export function notWorthBecause({gain: {minutesPerYear, ms}}: Ranked): string {
  const time = ms >= 1 ? `, saves ${timeSpan(ms)}` : '';
  if (minutesPerYear <= -1) return `converting it costs ${yearly(-minutesPerYear)} a year (the broker)${time}`;
  return `converting it buys ${yearly(Math.max(0, minutesPerYear))} a year${time === '' ? ' and no time' : time}`;
}
