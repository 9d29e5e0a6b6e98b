import type {Operation, Topology} from '../topology/topology.ts';
import {type Availability, availability} from './availability.ts';
import type {BottomUp} from './bottom-up.ts';
import type {CallGraph} from './call-graph.ts';
import {chainDepth} from './chain-depth.ts';
import {anyEnd, type NodeLatency, nodeLatency} from './latency.ts';
import type {ServiceLoad} from './load.ts';
import {measured} from './measured.ts';
import {percentile} from './percentile.ts';
import {quanta} from './quanta.ts';
import {retryAmplification} from './retry-amplification.ts';
import {selfChance} from './self-chance.ts';
import {type Unstated, unstatedTimes} from './stated-times.ts';
import {availabilityTarget, givenUpShare, p99Met} from './targets.ts';
import {criticalPath, type Typical} from './typical-latency.ts';

const minutesPerYear = 525_600;
const secondsPerYear = 31_536_000;

export interface Target {
  readonly target: number;
  /** null: without end. */
  readonly value: number | null;
  /** null: not known, as only bounds of the value are, and the target lies between them. */
  readonly met: boolean | null;
  /** Would it be met if the entry itself were perfect (no failures; no work of its own)? null: not known, for the same reason. */
  readonly feasible: boolean | null;
}

/** What the analysis answers for one operation. Times in milliseconds; a time without end is null. */
export interface OperationAnalysis {
  readonly entry: string;
  readonly entryEndpoint?: string;
  /** Where not exact the lower bound, as `unavailability` is the upper one, and every figure that follows from them. */
  readonly availability: number;
  readonly unavailability: number;
  /** false: too tangled to be worked out; `bounds` has what is known. */
  readonly exact: boolean;
  /** Only where not exact: [least, most]. */
  readonly bounds?: {
    readonly availability: readonly [number, number];
    readonly unavailability: readonly [number, number];
  };
  /** [all calls of unknown failure handling fatal, none fatal]; null: there are none, or none that matters. */
  readonly availabilityRange: readonly [number, number] | null;
  readonly downtimeMinutesPerYear: number;
  readonly failedRequestsPerYear: number | null;
  readonly costPerYear: number | null;
  readonly availabilityAlone: number;
  /** Where not exact at most that. */
  readonly ceiling: number;
  readonly targets: {
    readonly availability?: Target & {readonly value: number};
    readonly p99Ms?: Target & {readonly met: boolean; readonly feasible: boolean};
  };
  readonly dependencies: readonly {
    readonly service: string;
    readonly kind: 'service' | 'broker' | 'sharedFate';
    readonly availability: number;
    readonly birnbaum: number;
    readonly gainMinutesPerYear: number;
  }[];
  /** Only where some of `dependencies` are left out, or all: too tangled to work out. */
  readonly dependenciesComplete?: false;
  readonly latency: {
    readonly typicalMs: number | null;
    readonly aloneMs: number | null;
    readonly p50Ms: number | null;
    readonly p95Ms: number | null;
    readonly p99Ms: number | null;
    readonly criticalPath: readonly string[];
    /** Where any part states no latency, the times are lower bounds; where all are 0, nothing is known of them. */
    readonly unstated: Unstated;
    /** Some service on the path is busier than its concurrency: the figures leave queueing out. */
    readonly overloaded: boolean;
    /** Share of the requests that are given up because an attempt took longer than its timeout; they count in the percentiles. */
    readonly timedOutShare: number;
  };
  readonly load: readonly ServiceLoad[];
  readonly chainDepth: number;
  readonly retryAmplification: number | 'unbounded';
  readonly quanta: number;
  readonly measured: string | null;
}

/** What is known of the system when one operation is analyzed. */
export interface Ground {
  readonly topology: Topology;
  readonly graph: CallGraph;
  readonly down: ReadonlySet<string>;
  readonly latency: BottomUp<NodeLatency>;
  readonly typical: BottomUp<Typical>;
  readonly loadOf: (service: string) => ServiceLoad;
}

/** The analysis of one operation. */
export function operationAnalysis(ground: Ground, operation: Operation): OperationAnalysis {
  const {topology, graph, down, loadOf} = ground;
  const {entry} = operation;
  const node = topology.nodes[entry]!;
  const now = availability(topology, entry, {down});
  const range = unknownRange(ground, entry, now);
  const latency = ground.latency.below(entry);
  const typical = ground.typical.below(entry);
  const time = (ms: number) => (Number.isFinite(ms) ? ms : null);
  const ends = anyEnd(latency.get(entry).outcome);
  const within = (share: number) => time(percentile(ends, share));
  const [p50Ms, p95Ms, p99Ms] = [within(0.5), within(0.95), within(0.99)];
  const called = nodeLatency(
    topology,
    node,
    (to) => (to === entry ? undefined : latency.get(to).outcome),
    new Set([...down].filter((name) => name !== node.service)),
    false,
  );
  const onPath = [entry, ...latency.order.filter((index) => index !== entry).sort()];
  const load = [...new Set(onPath.map((index) => topology.nodes[index]!.service))].map(loadOf);
  const {target, rate, lossPerFailedRequest} = operation;
  const failed = rate === undefined ? null : now.chance.down * rate * secondsPerYear;
  const aloneMs = node.latency.kind === 'constant' ? node.latency.ms : node.latency.p50Ms;
  return {
    entry: node.service,
    ...(node.endpoint === undefined ? {} : {entryEndpoint: node.endpoint}),
    availability: now.chance.up,
    unavailability: now.chance.down,
    exact: now.exact,
    ...(now.bounds ? {bounds: {availability: now.bounds.up, unavailability: now.bounds.down}} : {}),
    availabilityRange: range,
    downtimeMinutesPerYear: now.chance.down * minutesPerYear,
    failedRequestsPerYear: failed,
    costPerYear: failed === null || lossPerFailedRequest === undefined ? null : failed * lossPerFailedRequest,
    availabilityAlone: alone(topology, node.service, down),
    ceiling: now.ceiling,
    targets: {
      ...(target?.availability && {availability: availabilityTarget(now, target.availability.up)}),
      ...(target?.p99 !== undefined && {
        p99Ms: {
          target: target.p99,
          value: p99Ms,
          met: p99Met(latency.get(entry).outcome, target.p99, ends),
          feasible: p99Met(called.outcome, target.p99),
        },
      }),
    },
    dependencies: dependencies(now),
    ...(now.dependenciesComplete ? {} : {dependenciesComplete: false as const}),
    latency: {
      typicalMs: time(typical.get(entry).ms),
      aloneMs: down.has(node.service) ? null : aloneMs,
      p50Ms,
      p95Ms,
      p99Ms,
      criticalPath: criticalPath(topology, typical, entry),
      unstated: unstatedTimes(topology, entry, latency.order),
      overloaded: load.some((l) => (l.refusedShare ?? 0) > 0),
      timedOutShare: givenUpShare(latency.get(entry).outcome),
    },
    load,
    chainDepth: chainDepth(graph, entry),
    retryAmplification: retryAmplification(topology, graph, entry).factor,
    quanta: quanta(topology, graph, entry),
    // What was measured is no such day.
    measured:
      down.size > 0
        ? null
        : measured(topology, operation, {availability: now, nodes: [...latency.order], p50Ms, p95Ms, p99Ms}),
  };
}

function alone(topology: Topology, service: string, down: ReadonlySet<string>): number {
  if (down.has(service)) return 0;
  const {sharedFate} = topology.services.get(service)!;
  const own = selfChance(topology.services.get(service)!).up;
  return sharedFate.reduce((up, fate) => up * topology.sharedFates.get(fate)!.up, own);
}

/** From all unknown failures fatal, which is what `now` takes them for, to none; null where it makes no difference. */
function unknownRange(
  {topology, latency, down}: Ground,
  entry: number,
  now: Availability,
): readonly [number, number] | null {
  const unknown = latency
    .below(entry)
    .order.some((index) => topology.nodes[index]!.calls.some((call) => call.onFailure.kind === 'unknown'));
  if (!unknown) return null;
  const {chance, bounds} = availability(topology, entry, {down, unknownIgnored: true});
  const best = bounds ? bounds.up[1] : chance.up;
  return best === now.chance.up ? null : [now.chance.up, best];
}

function dependencies(now: Availability): OperationAnalysis['dependencies'] {
  return now.dependencies.map(({name, kind, chance, birnbaum}) => ({
    service: name,
    kind,
    availability: chance.up,
    birnbaum,
    gainMinutesPerYear: birnbaum * chance.down * minutesPerYear,
  }));
}
