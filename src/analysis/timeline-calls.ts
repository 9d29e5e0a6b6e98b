import type {Call, Topology} from '../topology/topology.ts';
import {type CalleeEnd, called, calledOnce, targetsAsked} from './typical-latency.ts';

/**
 * What a stretch of time is spent on: own work, waiting for what is called, an attempt that brings no answer in time, the
 * pause before the next attempt, or once more what stands before it (repetitions of a call, attempts after the first).
 */
export interface TimelinePart {
  readonly kind: 'own' | 'waits' | 'cut' | 'pause' | 'again';
  readonly startMs: number;
  /** Infinity: without end. */
  readonly endMs: number;
}

/** One service at work for a request, from when it is asked until its caller no longer waits. */
export interface TimelineSpan {
  /** The service, with its endpoint where it has several; the broker of a publish. */
  readonly name: string;
  readonly role: 'entry' | 'call' | 'fallback' | 'publish';
  /** Steps below the entry. */
  readonly depth: number;
  readonly startMs: number;
  /** Infinity: without end. */
  readonly endMs: number;
  readonly parts: readonly TimelinePart[];
  /** Does it start together with the one above it of the same depth? */
  readonly parallel: boolean;
  /** `not-awaited`: the caller had what it needed, or gave up, before this one answered. */
  readonly end: 'answered' | 'timed-out' | 'failed' | 'not-awaited' | 'never';
  /** Attempts that were made: more than one, and all of them were in vain. */
  readonly attempts: number;
  /** Times in a row that the call is made. */
  readonly count: number;
  /** Does the file state its own latency? Without that it counts as 0 ms. */
  readonly stated: boolean;
}

/** A span, and what in it can be broken down further: this node's own request, while anybody waits for it. */
export interface TimelineRow {
  readonly span: TimelineSpan;
  readonly within?: {readonly node: number; readonly startMs: number; readonly untilMs: number};
}

/** What the spans of one request are worked out from. */
export interface Request {
  readonly topology: Topology;
  /** Own work of a node; Infinity: it hangs. */
  readonly ownMs: (node: number) => number;
  readonly calleeOf: (from: number) => CalleeEnd;
}

/** What a span is unless something else is known. */
export const usualSpan = {parallel: false, end: 'answered', attempts: 1, count: 1, stated: true} as const;
/** More attempts than this are drawn as one. */
const mostAttempts = 50;
/** Sums in another order differ in their last digits. */
const rounding = 1e-9;

/** The spans of one call that is made at `at`: its targets, then its fallback; nobody waits for it after `until`. */
export function callRows(request: Request, call: Call, at: number, until: number, parallel: boolean): TimelineRow[] {
  const callee = request.calleeOf(call.from);
  const {tries, once} = targetsAsked(call, callee);
  const go = at + calledOnce(call, callee).ms;
  const whole = at + called(call, callee).ms;
  // The caller goes on when as many targets as it needs have answered: nobody waits for the others.
  const rows = call.targets.map((target, i) =>
    clipped(targetRow(request, call, target, at, at + tries[i]!.ms, parallel || i > 0), at + once.ms),
  );
  if (once.failed && call.onFailure.kind === 'fallback') {
    rows.push(spareRow(request, call, call.onFailure.node, at + once.ms, go));
  }
  const [first, ...others] = rows;
  return [repeated(first!, go, whole), ...others].map((row) => clipped(row, until));
}

/** What a node spends its time on: own work, then waiting. */
export function nodeParts(request: Request, node: number, startMs: number, endMs: number): TimelinePart[] {
  const work = startMs + request.ownMs(node);
  if (work === Infinity) return [{kind: 'cut', startMs, endMs}];
  return [
    {kind: 'own', startMs, endMs: work},
    {kind: 'waits', startMs: work, endMs},
  ];
}

function targetRow(request: Request, call: Call, node: number, startMs: number, endMs: number, parallel: boolean) {
  const one = request.calleeOf(call.from)(node);
  const limit = call.timeoutMs ?? Infinity;
  const isCut = one !== undefined && one.ms > limit;
  const firstEnd = startMs + (one?.ms ?? 0);
  const parts = isCut
    ? cutParts(call, limit, startMs)
    : one
      ? [...nodeParts(request, node, startMs, firstEnd), ...again(firstEnd, endMs)]
      : [];
  const end = endMs === Infinity ? 'never' : isCut ? 'timed-out' : one?.failed ? 'failed' : 'answered';
  const attempts = end === 'timed-out' || end === 'failed' ? call.attempts : 1;
  const span = {...named(request, node), role: 'call', startMs, endMs, parts, parallel, end, attempts} as const;
  return {
    span: {...span, count: call.count},
    ...(isCut || !one ? {} : {within: {node, startMs, untilMs: firstEnd}}),
  };
}

function spareRow(request: Request, call: Call, node: number, startMs: number, endMs: number): TimelineRow {
  const spare = request.calleeOf(call.from)(node);
  const parts = spare ? nodeParts(request, node, startMs, endMs) : [];
  const end = endMs === Infinity ? 'never' : spare?.failed ? 'failed' : 'answered';
  return {
    span: {...named(request, node), role: 'fallback', startMs, endMs, parts, end},
    ...(spare ? {within: {node, startMs, untilMs: endMs}} : {}),
  };
}

function named({topology, ownMs}: Request, node: number) {
  const {label, latencyStated} = topology.nodes[node]!;
  return {...usualSpan, name: label, depth: 0, stated: latencyStated || ownMs(node) === Infinity};
}

function again(startMs: number, endMs: number): TimelinePart[] {
  return endMs * (1 - rounding) > startMs ? [{kind: 'again', startMs, endMs}] : [];
}

/** Attempts that are cut after `limit`, with the pauses between them. */
function cutParts({attempts, backoffMs}: Call, limit: number, start: number): TimelinePart[] {
  const parts: TimelinePart[] = [];
  const drawn = Math.min(attempts, mostAttempts);
  for (let n = 0; n < drawn; n += 1) {
    const startMs = start + n * (limit + backoffMs);
    if (n > 0 && backoffMs > 0) parts.push({kind: 'pause', startMs: startMs - backoffMs, endMs: startMs});
    parts.push({kind: 'cut', startMs, endMs: startMs + limit});
  }
  return [...parts, ...again(parts.at(-1)!.endMs, start + attempts * limit + (attempts - 1) * backoffMs)];
}

/** The first row of a call that is made several times in a row: what follows the first time stands on it as well. */
function repeated(row: TimelineRow, go: number, whole: number): TimelineRow {
  const more = again(go, whole);
  if (more.length === 0) return row;
  return {...row, span: {...row.span, endMs: whole, parts: [...row.span.parts, ...more]}};
}

/** The row as far as anybody waits for it. */
export function clipped(row: TimelineRow, until: number): TimelineRow {
  const {span, within} = row;
  if (span.endMs * (1 - rounding) <= until) return row;
  const parts = span.parts.flatMap((part) =>
    part.startMs >= until ? [] : [{...part, endMs: Math.min(part.endMs, until)}],
  );
  return {
    span: {...span, endMs: until, parts, end: 'not-awaited'},
    ...(within ? {within: {...within, untilMs: Math.min(within.untilMs, until)}} : {}),
  };
}
