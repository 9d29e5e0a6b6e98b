import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import {type BottomUp, bottomUp} from './bottom-up.ts';
import type {CallGraph} from './call-graph.ts';
import {steps} from './latency.ts';

/** One request composed of constants and medians; calls of probability below 0.5 are left out. */
export interface Typical {
  /** Infinity: it never answers. */
  readonly ms: number;
  /** Did it end because an attempt was cut by its timeout? */
  readonly failed: boolean;
  /** What each call that is made takes, back-offs and repetitions included, by position. */
  readonly waitMs: ReadonlyMap<Call, number>;
  /** Callees that the time passes through, in order: in a parallel step only the slowest. */
  readonly through: readonly number[];
}

interface End {
  readonly ms: number;
  readonly failed: boolean;
  readonly through: readonly number[];
}

const nothing: End = {ms: 0, failed: false, through: []};

/** The typical request of every node; services and brokers in `hanging` never answer. */
export function typicalLatencies(
  graph: CallGraph,
  topology: Topology,
  hanging: ReadonlySet<string>,
): BottomUp<Typical> {
  return bottomUp(graph, (index, callee) => typicalLatency(topology, topology.nodes[index]!, callee, hanging));
}

/** The typical request of one node, given its callees'; `undefined` for a callee adds nothing. */
export function typicalLatency(
  topology: Topology,
  node: TopologyNode,
  callee: (index: number) => {readonly ms: number; readonly failed: boolean} | undefined,
  hanging: ReadonlySet<string>,
): Typical {
  const {latency} = node;
  let ms = hanging.has(node.service) ? Infinity : latency.kind === 'constant' ? latency.ms : latency.p50Ms;
  let failed = false;
  const waitMs = new Map<Call, number>();
  const through: number[] = [];
  for (const step of steps(node.calls)) {
    const ends = step.map((call) => {
      const end = called(call, callee);
      waitMs.set(call, end.ms);
      return call.probability.up < 0.5 ? nothing : end;
    });
    if (failed) continue;
    const end = together(ends);
    ms += end.ms;
    failed = end.failed;
    through.push(...end.through);
  }
  if (!failed) {
    for (const name of node.publishes) {
      const event = topology.events.get(name)!;
      if (event.via === undefined || event.outbox || event.probability.up < 0.5) continue;
      const broker = topology.brokers.get(event.via)!;
      const own = broker.latency.kind === 'constant' ? broker.latency.ms : broker.latency.p50Ms;
      ms += hanging.has(broker.name) ? Infinity : own;
    }
  }
  return {ms, failed, waitMs, through};
}

/** The slowest of several that start together, or the first that fails. */
function together(ends: readonly End[]): End {
  const failures = ends.filter((end) => end.failed);
  if (failures.length > 0) return failures.reduce((a, b) => (b.ms < a.ms ? b : a));
  return ends.reduce((a, b) => (b.ms > a.ms ? b : a));
}

function called(
  call: Call,
  callee: (index: number) => {readonly ms: number; readonly failed: boolean} | undefined,
): End {
  const tries = call.targets.map((target) => tried(call, target, callee(target) ?? nothing));
  const inTime = tries.filter((end) => !end.failed).sort((a, b) => a.ms - b.ms);
  const failures = tries.filter((end) => end.failed).sort((a, b) => a.ms - b.ms);
  const last = inTime[call.required - 1];
  const once = last ?? {...failures[call.targets.length - call.required]!, failed: true};
  const handled = !once.failed ? once : onFailure(call, once, callee);
  return handled.failed ? handled : {...handled, ms: handled.ms * call.count};
}

function tried(call: Call, target: number, end: {readonly ms: number; readonly failed: boolean}): End {
  const limit = call.timeoutMs ?? Infinity;
  const through = end.ms > 0 ? [target] : [];
  if (!end.failed && end.ms <= limit) return {ms: end.ms, failed: false, through};
  const one = Math.min(end.ms, limit);
  // Without a timeout the first attempt never ends, so that no second one follows.
  return {ms: call.attempts * one + (call.attempts - 1) * call.backoffMs, failed: Number.isFinite(one), through};
}

function onFailure(
  call: Call,
  once: End,
  callee: (index: number) => {readonly ms: number; readonly failed: boolean} | undefined,
): End {
  if (call.onFailure.kind === 'ignore') return {...once, failed: false};
  if (call.onFailure.kind !== 'fallback') return once;
  const spare = callee(call.onFailure.node) ?? nothing;
  return {ms: once.ms + spare.ms, failed: spare.failed, through: [...once.through, call.onFailure.node]};
}

/** Services that the typical time of a request passes through, the entry first, each where it is reached. */
export function criticalPath(topology: Topology, typical: ReadonlyMap<number, Typical>, entry: number): string[] {
  const path: string[] = [];
  const open = [entry];
  const seen = new Set<number>();
  while (open.length > 0 && path.length < longestPath) {
    const index = open.pop()!;
    path.push(topology.nodes[index]!.service);
    if (seen.has(index)) continue;
    seen.add(index);
    open.push(...[...(typical.get(index)?.through ?? [])].reverse());
  }
  return path;
}

/** More steps than anybody reads. */
const longestPath = 1000;
