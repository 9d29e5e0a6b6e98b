import {quantile, sorted} from './samples.ts';
import type {CallTally} from './tally.ts';

/** A timeout of the caller that calls were cut at. */
export interface GivenUp {
  readonly timeoutMs: number;
  readonly calls: number;
  /** Calls that the callee's span says went well, and calls that it has no span of. */
  readonly unfelt: number;
  readonly unanswered: number;
}

/** Durations of one timeout lie this close together (share of it), or this many milliseconds, but not half of it. */
const spread = 0.03;
const spreadMs = 10;
/** Shorter than this no timeout is guessed; one that the spans tell of clearly may be as short as the second. */
const lastsAtLeastMs = 20;
const clearlyAtLeastMs = 1;

/**
 * The timeout at which a caller gives up: several calls that were cut lasted as long as each other, or one that says
 * itself that time ran out lasted as long as a round figure; and no call that ended well lasted longer.
 */
export function givenUp(tallies: readonly CallTally[]): GivenUp | undefined {
  const clear = sorted(tallies.map(({cut}) => cut));
  const all = sorted(tallies.flatMap(({cut, perhapsCut}) => [cut, perhapsCut]));
  const whole = Math.max(...tallies.map(({longestWhole}) => longestWhole));
  const found = clear.length > 0 ? cluster(clear, 2) : cluster(all, 3);
  const single = found ?? (clear.length > 0 ? {at: clear[clear.length - 1]!, calls: 1, alone: true} : undefined);
  if (!single) return undefined;
  const round = roundBelow(single.at, found ? 0.02 : 0.005);
  if (!found && round === undefined) return undefined;
  const timeoutMs = round ?? Number(single.at.toPrecision(3));
  const least = clear.length > 0 ? clearlyAtLeastMs : lastsAtLeastMs;
  if (timeoutMs < least || whole > timeoutMs * 1.05 + near(timeoutMs)) return undefined;
  return {
    timeoutMs,
    calls: single.calls,
    unfelt: tallies.reduce((sum, one) => sum + one.unfelt, 0),
    unanswered: tallies.reduce((sum, one) => sum + one.unanswered, 0),
  };
}

function near(ms: number): number {
  return Math.min(spreadMs, ms / 2);
}

/** The typical one of `values` when most lie close to it and there are at least `least` of these. */
function cluster(values: Float64Array, least: number): {at: number; calls: number} | undefined {
  const middle = quantile(values, 0.5);
  if (middle === undefined) return undefined;
  const close = values.filter((value) => Math.abs(value - middle) <= Math.max(spread * middle, near(middle)));
  if (close.length < least || close.length * 2 <= values.length) return undefined;
  return {at: quantile(close, 0.1)!, calls: close.length};
}

/** The figure of two digits that lies closest below `ms`, within `share` of it and at least 5 ms. */
function roundBelow(ms: number, share: number): number | undefined {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(ms)) - 1);
  const round = Math.floor((ms * 1.0005) / unit) * unit;
  return round > 0 && ms - round <= Math.max(share * round, Math.min(5, share * 4 * round)) ? round : undefined;
}
