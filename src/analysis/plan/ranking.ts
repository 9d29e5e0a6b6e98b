import type {Call} from '../../topology/topology.ts';
import type {Outlooks} from './outlook.ts';

const minutesPerYear = 525_600;

/** What converting calls buys: what the operation that gains most of it gains. */
export interface Gain {
  readonly minutesPerYear: number;
  /** Of the typical time. */
  readonly ms: number;
  /** The operation that gains most downtime; undefined: none makes the call. */
  readonly operation?: string;
}

/** A minute a month: what buys less, in minutes and in milliseconds, is not worth a conversion. */
const worthMinutes = 12;

/** Is it worth doing: a minute a month, or time that does not cost one? */
export function isWorth({minutesPerYear: minutes, ms}: Gain): boolean {
  return minutes >= worthMinutes || (ms >= 1 && minutes > -worthMinutes);
}

/** What converting `added` buys where `chosen` are converted already. */
export function gainOf(outlooks: Outlooks, chosen: ReadonlySet<Call>, added: readonly Call[]): Gain {
  const none: ReadonlySet<Call> = new Set();
  const after = new Set([...chosen, ...added]);
  let minutes = -Infinity;
  let gaining: string | undefined;
  let ms = -Infinity;
  for (const operation of outlooks.meeting(added)) {
    const then = outlooks.of(operation, chosen, none);
    const now = outlooks.of(operation, after, none);
    const won = (then.unavailability - now.unavailability) * minutesPerYear;
    if (won > minutes) [minutes, gaining] = [won, operation.name];
    const saved = then.typicalMs - now.typicalMs;
    // For ever before and after: nothing is saved.
    ms = Math.max(ms, Number.isNaN(saved) ? 0 : saved);
  }
  return minutes === -Infinity
    ? {minutesPerYear: 0, ms: 0}
    : {minutesPerYear: minutes, ms, ...(gaining === undefined ? {} : {operation: gaining})};
}

/** One call of a ranking with what it adds to those before it. */
export interface Ranked {
  readonly call: Call;
  readonly gain: Gain;
}

/**
 * `candidates` in the order of what each adds to `chosen` and those before it, most first, as far as `goOn` wants them:
 * greedy. The first event of a caller pays for the broker, so where no single call is wanted all those of one caller
 * are asked for together. Many candidates are asked again only when their turn comes or their caller has changed.
 */
export function ranking(
  outlooks: Outlooks,
  candidates: readonly Call[],
  chosen: ReadonlySet<Call>,
  goOn: (gain: Gain) => boolean,
): Ranked[] {
  const taken = new Set(chosen);
  const gains = new Map(candidates.map((call) => [call, gainOf(outlooks, taken, [call])]));
  const result: Ranked[] = [];
  const take = (call: Call) => {
    const gain = gainOf(outlooks, taken, [call]);
    result.push({call, gain});
    taken.add(call);
    gains.delete(call);
    const all = gains.size <= fewEnough;
    for (const other of gains.keys()) {
      if (all || other.from === call.from) gains.set(other, gainOf(outlooks, taken, [other]));
    }
  };
  const best = (): Call | undefined => {
    for (;;) {
      const [first] = [...gains].sort(([, a], [, b]) => compared(a, b));
      if (first === undefined) return undefined;
      const [call, gain] = first;
      const now = gainOf(outlooks, taken, [call]);
      gains.set(call, now);
      if (compared(now, gain) <= 0) return goOn(now) ? call : undefined;
    }
  };
  for (;;) {
    const call = best();
    if (call !== undefined) {
      take(call);
      continue;
    }
    const bundle = wholeCaller(outlooks, taken, [...gains.keys()], goOn);
    if (bundle === undefined) return result;
    for (const member of bundle) take(member);
  }
}

/** Below this every gain is worked out anew after each step. */
const fewEnough = 16;

/** All that is left of the caller whose calls are worth most together, if they are worth it. */
function wholeCaller(
  outlooks: Outlooks,
  chosen: ReadonlySet<Call>,
  left: readonly Call[],
  goOn: (gain: Gain) => boolean,
): readonly Call[] | undefined {
  const byCaller = Map.groupBy(left, (call) => call.from);
  const bundles = [...byCaller.values()]
    .filter((calls) => calls.length > 1)
    .map((calls) => ({calls, gain: gainOf(outlooks, chosen, calls)}))
    .filter(({gain}) => goOn(gain));
  return bundles.sort((a, b) => compared(a.gain, b.gain))[0]?.calls;
}

/** More minutes first, then more milliseconds; differences of rounding are none. */
function compared(a: Gain, b: Gain): number {
  const minutes = b.minutesPerYear - a.minutesPerYear;
  return Math.abs(minutes) > 1e-6 ? minutes : b.ms - a.ms;
}
