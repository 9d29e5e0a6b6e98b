import type {Complain} from './complaint.ts';
import type {Path} from './places.ts';
import type {Chance} from './quantity.ts';
import type {AvailabilityEntry, LatencyEntry, TopologyFile} from './schema.ts';
import type {Latency} from './topology.ts';

/** What always happens. */
export const certain: Chance = {up: 1, down: 0};
/** The availability of whatever states none. */
export const threeNines: Chance = {up: 0.999, down: 0.001};
/** The latency of whatever states none. */
export const instant: Latency = {kind: 'constant', ms: 0};

/** What the file states for services that do not state it themselves. */
export interface Defaults {
  readonly availability: Chance | undefined;
  readonly latency: Latency | undefined;
  readonly timeoutMs: number | undefined;
}

/** The defaults of a file. */
export function defaultsOf({defaults}: TopologyFile, complain: Complain): Defaults {
  const {availability, latency, timeout} = defaults ?? {};
  return {
    availability: availability && chanceOf(availability, ['defaults', 'availability'], complain),
    latency: latency === undefined ? undefined : latencyOf(latency, ['defaults', 'latency'], complain),
    timeoutMs: timeout,
  };
}

/** An availability as a chance; of mean times it is mtbf / (mtbf + mttr). */
export function chanceOf(entry: AvailabilityEntry, path: Path, complain: Complain): Chance {
  if (!('mtbf' in entry)) return entry;
  const total = entry.mtbf + entry.mttr;
  if (total === 0) {
    complain(path, 'mtbf and mttr are both 0', 'Write how long it runs between failures and how long a repair takes.');
    return certain;
  }
  return {up: entry.mtbf / total, down: entry.mttr / total};
}

/** A latency; a p99 equal to its p50 is a constant. */
export function latencyOf(entry: LatencyEntry, path: Path, complain: Complain): Latency {
  if (typeof entry === 'number') return {kind: 'constant', ms: entry};
  const {p50, p99} = entry;
  if (p50 === p99) return {kind: 'constant', ms: p50};
  if (p50 > p99) complain(path, 'p50 is above p99', 'Half of the requests are at most p50, 99 of 100 at most p99.');
  else if (p50 === 0)
    complain(path, 'p50 is 0 while p99 is not', 'Write the median; one constant latency: 5ms is fine too.');
  return {kind: 'lognormal', p50Ms: p50, p99Ms: p99};
}
