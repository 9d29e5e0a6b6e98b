import {quantile, type Samples, sorted} from './samples.ts';

/** The time in which traces began, and how many began so far from all others that a clock must be wrong. */
export interface TimeCovered {
  readonly firstUs: number;
  readonly lastUs: number;
  readonly aside: number;
}

/** Beyond this many times the middle half on either side a start is far out (Tukey, 1977, has 3). */
const fence = 3;
/** More than this share is no mistake of single clocks: then traffic is just uneven. */
const mostAside = 0.05;

/**
 * From the first to the last begin of a trace. `starts` are the starts of root spans, in microseconds, for each service that
 * has such: each has a clock of its own. Of every service a few starts far from the others are left aside; and a service
 * whose starts lie farther from those of the service with the most traces than `fence` times the time that both cover.
 */
export function timeCovered(starts: Iterable<Samples>): TimeCovered {
  const clocks = [...starts].map(oneClock).sort((a, b) => b.traces - a.traces);
  let [all] = clocks;
  if (all === undefined) return {firstUs: 0, lastUs: 0, aside: 0};
  for (const clock of clocks.slice(1)) {
    const gap: number = Math.max(clock.firstUs - all.lastUs, all.firstUs - clock.lastUs);
    const near: boolean = gap <= fence * (all.lastUs - all.firstUs + clock.lastUs - clock.firstUs);
    all = {
      traces: all.traces + clock.traces,
      aside: all.aside + (near ? clock.aside : clock.traces),
      firstUs: near ? Math.min(all.firstUs, clock.firstUs) : all.firstUs,
      lastUs: near ? Math.max(all.lastUs, clock.lastUs) : all.lastUs,
    };
  }
  return all;
}

interface Clock extends TimeCovered {
  readonly traces: number;
}

function oneClock(starts: Samples): Clock {
  const values = sorted([starts]);
  const low = quantile(values, 0.25) ?? 0;
  const high = quantile(values, 0.75) ?? 0;
  const reach = fence * (high - low);
  const near = values.filter((value) => value >= low - reach && value <= high + reach);
  const kept = values.length - near.length <= values.length * mostAside ? near : values;
  return {
    traces: values.length,
    aside: values.length - kept.length,
    firstUs: kept[0] ?? 0,
    lastUs: kept.at(-1) ?? 0,
  };
}
