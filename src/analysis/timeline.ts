import type {Latency, Topology} from '../topology/topology.ts';
import {callGraph, descent} from './call-graph.ts';
import {steps} from './latency.ts';
import {unstatedBelow} from './stated-times.ts';
import {
  callRows,
  clipped,
  nodeParts,
  type Request,
  type TimelineRow,
  type TimelineSpan,
  usualSpan,
} from './timeline-calls.ts';
import {called, isUsual, together, typicalLatencies} from './typical-latency.ts';

/** A span, with the number of calls and publishes in it that are not listed. */
export interface ListedSpan extends TimelineSpan {
  readonly inside: number;
}

/** One typical request on a time axis. */
export interface Timeline {
  /** What the user waits, the typical latency of the operation; Infinity: without end. */
  readonly totalMs: number;
  /** Is the request given up because an attempt was cut by its timeout? */
  readonly failed: boolean;
  /** The entry, then what it calls, each before what it calls itself. */
  readonly spans: readonly ListedSpan[];
  /** Calls of the listed services that fewer than half of the requests make: a typical one makes none of them. */
  readonly seldom: number;
  /** Does everything that a request can reach state its latency? Otherwise `totalMs` is a lower bound; 0: not known. */
  readonly stated: boolean;
}

/** What happens within one span, one step deep. */
interface Inside {
  readonly rows: readonly TimelineRow[];
  readonly endMs: number;
  readonly failed: boolean;
  readonly seldom: number;
}

/**
 * The typical request of operations, composed by the rules of `typicalLatency`: constants and medians, calls that fewer
 * than half of the requests make left out; services and brokers in `hanging` never answer. At most `most` spans are
 * listed: the longest are broken down first. Of what is repeated (attempts, counts) only the first is broken down.
 */
export function timelines(topology: Topology, hanging: ReadonlySet<string>): (entry: number, most: number) => Timeline {
  const graph = callGraph(topology);
  const typical = typicalLatencies(graph, topology, hanging);
  const silent = unstatedBelow(topology, graph);
  const ownMs = (node: number) => {
    const {service, latency} = topology.nodes[node]!;
    return hanging.has(service) ? Infinity : work(latency);
  };
  return (entry, most) => {
    const below = typical.below(entry);
    const {back} = descent(graph.next, entry);
    const calleeOf = (from: number) => (to: number) =>
      back.has(from * graph.next.length + to) ? undefined : below.get(to);
    const request: Request = {topology, ownMs, calleeOf};
    const {endMs, failed} = inside(request, hanging, {node: entry, startMs: 0, untilMs: Infinity}, 0);
    const {label, latencyStated} = topology.nodes[entry]!;
    const span: TimelineSpan = {
      ...usualSpan,
      name: label,
      role: 'entry',
      depth: 0,
      startMs: 0,
      endMs,
      parts: nodeParts(request, entry, 0, endMs),
      end: endMs === Infinity ? 'never' : failed ? 'failed' : 'answered',
      stated: latencyStated || ownMs(entry) === Infinity,
    };
    const root = {span, within: {node: entry, startMs: 0, untilMs: Infinity}};
    return {
      totalMs: endMs,
      failed,
      stated: !silent.has(entry),
      ...listed(root, most, ({within, span: {depth}}) => inside(request, hanging, within!, depth)),
    };
  };
}

function work(latency: Latency): number {
  return latency.kind === 'constant' ? latency.ms : latency.p50Ms;
}

/** What a node does with a request, one step deep, as far as anybody waits for it. */
function inside(
  request: Request,
  hanging: ReadonlySet<string>,
  {node: index, startMs, untilMs}: NonNullable<TimelineRow['within']>,
  above: number,
): Inside {
  const {topology} = request;
  const {calls, publishes} = topology.nodes[index]!;
  const callee = request.calleeOf(index);
  const depth = above + 1;
  const rows: TimelineRow[] = [];
  const add = (row: TimelineRow) => {
    if (row.span.startMs <= untilMs) rows.push(clipped({...row, span: {...row.span, depth}}, untilMs));
  };
  let at = startMs + request.ownMs(index);
  let seldom = 0;
  for (const step of steps(calls)) {
    const made = step.filter((call) => isUsual(call.probability));
    seldom += step.length - made.length;
    if (made.length === 0 || at === Infinity) continue;
    const end = together(made.map((call) => called(call, callee)));
    for (const [i, call] of made.entries()) callRows(request, call, at, at + end.ms, i > 0).forEach(add);
    at += end.ms;
    if (end.failed) return {rows, endMs: at, failed: true, seldom};
  }
  for (const name of publishes) {
    const event = topology.events.get(name)!;
    if (event.via === undefined || event.outbox || at === Infinity) continue;
    if (!isUsual(event.probability)) {
      seldom += 1;
      continue;
    }
    const broker = topology.brokers.get(event.via)!;
    const endMs = at + (hanging.has(broker.name) ? Infinity : work(broker.latency));
    const parts = [{kind: endMs === Infinity ? 'cut' : 'own', startMs: at, endMs}] as const;
    const end = endMs === Infinity ? 'never' : 'answered';
    add({span: {...usualSpan, name: broker.name, role: 'publish', depth, startMs: at, endMs, parts, end}});
    at = endMs;
  }
  return {rows, endMs: at, failed: false, seldom};
}

/** At most `most` rows in the order of the request: what takes longest is broken down first. */
function listed(
  root: TimelineRow,
  most: number,
  insideOf: (row: TimelineRow) => Inside,
): Pick<Timeline, 'spans' | 'seldom'> {
  const below = new Map<TimelineRow, readonly TimelineRow[]>();
  const hidden = new Map<TimelineRow, number>();
  const open = new Set([root]);
  let count = 1;
  let seldom = 0;
  while (open.size > 0) {
    const longest = [...open].reduce((a, b) => (lengthOf(b) > lengthOf(a) ? b : a));
    open.delete(longest);
    const {rows, seldom: left} = insideOf(longest);
    const kept = new Set(rows.toSorted(longerFirst).slice(0, Math.max(0, most - count)));
    const chosen = rows.filter((row) => kept.has(row));
    below.set(longest, chosen);
    hidden.set(longest, rows.length - chosen.length);
    seldom += left;
    count += chosen.length;
    for (const row of chosen) if (row.within) open.add(row);
  }
  const spans: ListedSpan[] = [];
  const rest = [root];
  while (rest.length > 0) {
    const row = rest.pop()!;
    spans.push({...row.span, inside: hidden.get(row) ?? 0});
    rest.push(...[...(below.get(row) ?? [])].reverse());
  }
  return {spans, seldom};
}

function lengthOf({span}: TimelineRow): number {
  return span.endMs - span.startMs;
}

function longerFirst(a: TimelineRow, b: TimelineRow): number {
  const [long, other] = [lengthOf(a), lengthOf(b)];
  return long === other ? 0 : other > long ? 1 : -1;
}
