import type {Chance} from '../topology/quantity.ts';
import type {Call, Topology, TopologyNode} from '../topology/topology.ts';
import {type Below, type BottomUp, bottomUp} from './bottom-up.ts';
import type {CallGraph} from './call-graph.ts';
import {steps} from './latency.ts';

/** One request composed of constants and medians; calls of probability below 0.5 are left out. */
export interface Typical {
  /** Infinity: it never answers. */
  readonly ms: number;
  /** Did it end because an attempt was cut by its timeout? */
  readonly failed: boolean;
  /** What each call takes when it is made, back-offs and repetitions included, in the order of the node's calls. */
  readonly waitMs: readonly number[];
  /** Callees that the time passes through, in order: in a parallel step only the slowest. */
  readonly through: readonly number[];
}

/** How a call ends and after how long; Infinity: never. */
export interface End {
  readonly ms: number;
  /** Was it given up because an attempt was cut by its timeout? */
  readonly failed: boolean;
  readonly through: readonly number[];
}

/** The typical request of a callee; undefined: a call back into a cycle, which adds nothing. */
export type CalleeEnd = (index: number) => {readonly ms: number; readonly failed: boolean} | undefined;

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
  callee: CalleeEnd,
  hanging: ReadonlySet<string>,
): Typical {
  const {latency} = node;
  let ms = hanging.has(node.service) ? Infinity : latency.kind === 'constant' ? latency.ms : latency.p50Ms;
  let failed = false;
  const waitMs: number[] = [];
  const through: number[] = [];
  const all = steps(node.calls);
  const place = all.length < node.calls.length ? new Map(node.calls.map((call, i) => [call, i])) : undefined;
  for (const step of all) {
    const ends = step.map((call) => {
      const end = called(call, callee);
      if (place) waitMs[place.get(call)!] = end.ms;
      else waitMs.push(end.ms);
      return isUsual(call.probability) ? end : nothing;
    });
    if (failed) continue;
    const end = together(ends);
    ms += end.ms;
    failed = end.failed;
    for (const target of end.through) through.push(target);
  }
  if (!failed) {
    for (const name of node.publishes) {
      const event = topology.events.get(name)!;
      if (event.via === undefined || event.outbox || !isUsual(event.probability)) continue;
      const broker = topology.brokers.get(event.via)!;
      const own = broker.latency.kind === 'constant' ? broker.latency.ms : broker.latency.p50Ms;
      ms += hanging.has(broker.name) ? Infinity : own;
    }
  }
  return {ms, failed, waitMs, through};
}

/** Does the typical request make this call, or publish this event? What at least every second request does, it does. */
export function isUsual({up}: Chance): boolean {
  return up >= 0.5;
}

/** The slowest of several that start together, or the first that fails. */
export function together(ends: readonly End[]): End {
  const failures = ends.filter((end) => end.failed);
  if (failures.length > 0) return failures.reduce((a, b) => (b.ms < a.ms ? b : a));
  return ends.reduce((a, b) => (b.ms > a.ms ? b : a));
}

/** One call as its caller sees it: attempts with their back-offs, then what onFailure says; `count` times in a row. */
export function called(call: Call, callee: CalleeEnd): End {
  const handled = calledOnce(call, callee);
  return handled.failed ? handled : {...handled, ms: handled.ms * call.count};
}

/** The first of the `count` times that a call is made, with what onFailure says. */
export function calledOnce(call: Call, callee: CalleeEnd): End {
  const {once} = targetsAsked(call, callee);
  return once.failed ? onFailure(call, once, callee) : once;
}

/** What each target of a call does, in order, and when as many of them as are required have answered or cannot any more. */
export function targetsAsked(call: Call, callee: CalleeEnd): {readonly tries: readonly End[]; readonly once: End} {
  const tries = call.targets.map((target) => tried(call, target, callee(target) ?? nothing));
  const inTime = tries.filter((end) => !end.failed).sort((a, b) => a.ms - b.ms);
  const failures = tries.filter((end) => end.failed).sort((a, b) => a.ms - b.ms);
  const last = inTime[call.required - 1];
  return {tries, once: last ?? {...failures[call.targets.length - call.required]!, failed: true}};
}

function tried(call: Call, target: number, end: {readonly ms: number; readonly failed: boolean}): End {
  const limit = call.timeoutMs ?? Infinity;
  const through = end.ms > 0 ? [target] : [];
  if (!end.failed && end.ms <= limit) return {ms: end.ms, failed: false, through};
  const one = Math.min(end.ms, limit);
  // Without a timeout the first attempt never ends, so that no second one follows.
  return {ms: call.attempts * one + (call.attempts - 1) * call.backoffMs, failed: Number.isFinite(one), through};
}

function onFailure(call: Call, once: End, callee: CalleeEnd): End {
  if (call.onFailure.kind === 'ignore') return {...once, failed: false};
  if (call.onFailure.kind !== 'fallback') return once;
  const spare = callee(call.onFailure.node) ?? nothing;
  return {ms: once.ms + spare.ms, failed: spare.failed, through: [...once.through, call.onFailure.node]};
}

/** Services that the typical time of a request passes through, the entry first, each where it is reached. */
export function criticalPath(topology: Topology, typical: Below<Typical>, entry: number): string[] {
  const path: string[] = [];
  const open = [entry];
  const seen = new Set<number>();
  while (open.length > 0 && path.length < longestPath) {
    const index = open.pop()!;
    path.push(topology.nodes[index]!.service);
    if (seen.has(index)) continue;
    seen.add(index);
    // No more of them than the path may still have: a fan-out has more callees than a function takes arguments.
    open.push(...typical.get(index).through.slice(0, longestPath).reverse());
  }
  return path;
}

/** More steps than anybody reads. */
const longestPath = 1000;
