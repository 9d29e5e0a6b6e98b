import type {Families} from './families.ts';
import type {Nodes} from './nodes.ts';
import {flags, roles, type SpanTable} from './span-table.ts';

/** How a call ended, as bits. */
export const ends = {
  failed: 1,
  /** The caller gave up, clearly; perhaps; the callee's span says that all is well; there is no span of the callee. */
  cut: 2,
  perhapsCut: 4,
  unfelt: 8,
  unanswered: 16,
  /** The two sides' clocks differ: when it began is not known. */
  skewed: 32,
  /** A client span without a span of the other side. */
  outward: 64,
} as const;

/** The calls of one trace in columns, chained by the request that made them. Times in microseconds of the caller's clock. */
export interface TraceCalls {
  readonly kind: number[];
  readonly start: number[];
  readonly end: number[];
  readonly bits: number[];
  readonly span: number[];
  readonly next: number[];
  /** By place: the first call of the request that begins there, or -1. */
  readonly first: Int32Array;
  /** By place: 1 where one span in another service answers it, and it is the client of that call alone. */
  readonly answers: Uint8Array;
  /** Client spans that name no other side, by service; and those that name no more than a machine's address. */
  readonly nameless: Map<number, number>;
  readonly numbered: Map<number, number>;
  /** Finds the calls of the trace between two places; the columns then hold these alone. */
  readonly read: (from: number, to: number) => void;
}

/** The clocks of two sides measure a duration this exactly. */
const exactUs = 500;

/** A call that takes this share of its request is what the request waited for. */
const nearlyAll = 0.95;

/** What a message's span is told to, with the place of the span and of its parent (or below 0). */
export type Message = (place: number, parent: number) => void;

/**
 * A span in another service than its parent's is a call, whatever the kinds; a client span without one is a call to what
 * it names. Client and server span of one call count once.
 */
export function callsOfTrace(
  table: SpanTable,
  families: Families,
  kindAt: (place: number) => number,
  nodes: Nodes,
  message: Message,
): TraceCalls {
  const {span, parent, request} = families;
  const {role, service, startUs, durationUs} = table;
  const kind: number[] = [];
  const start: number[] = [];
  const end: number[] = [];
  const bits: number[] = [];
  const client: number[] = [];
  const next: number[] = [];
  const first = new Int32Array(families.count).fill(-1);
  const below = new Uint8Array(families.count);
  const answers = new Uint8Array(families.count);
  const wraps = new Uint8Array(families.count);
  const nameless = new Map<number, number>();
  const numbered = new Map<number, number>();

  const has = (at: number, flag: number) => (table.flags[at]! & flag) !== 0;
  const put = (of: number, callee: number, from: number, to: number, how: number, at: number): void => {
    kind.push(callee);
    start.push(from);
    end.push(to);
    bits.push(how);
    client.push(at);
    next.push(first[of]!);
    first[of] = kind.length - 1;
  };
  /** Did the caller give up on it? `callee` is -1 where there is no span of the other side. */
  const cutBits = (caller: number, q: number, callee: number): number => {
    const lasted = durationUs[caller]!;
    const failed = has(caller, flags.error);
    // A proxy marks its own request: the call below it took all of the time.
    const outer = outerFailure(caller, q);
    const late = has(caller, flags.deadline) || (outer !== -1 && has(outer, flags.deadline));
    if (callee === -1) {
      if (late) return ends.cut | ends.unanswered;
      return failed ? ends.perhapsCut | ends.unanswered : 0;
    }
    const well = !has(callee, flags.error);
    const longer = durationUs[callee]! > lasted + Math.max(lasted * 0.001, exactUs);
    const stopped = has(callee, flags.cancelled);
    if ((failed || late) && (well || longer || stopped))
      return (late || longer || stopped ? ends.cut : ends.perhapsCut) | (well ? ends.unfelt : 0);
    if (failed || late || !well || outer === -1 || durationUs[callee]! < durationUs[outer]! * nearlyAll) return 0;
    return ends.perhapsCut | ends.unfelt;
  };
  /** The failed span of the caller's own service that the call took nearly all of the time of; -1: there is none. */
  const outerFailure = (caller: number, q: number): number => {
    for (const above of [parent[q]!, request[q]!]) {
      const outer = above < 0 ? caller : span[above]!;
      if (outer === caller || service[outer] !== service[caller] || !has(outer, flags.error)) continue;
      if (durationUs[caller]! >= durationUs[outer]! * nearlyAll) return outer;
    }
    return -1;
  };
  const answered = (p: number, q: number): void => {
    const callee = span[p]!;
    const above = span[q]!;
    const caller = request[q]!;
    if (role[above] === roles.client && answers[q] === 1) {
      const from = startUs[above]!;
      const how = (has(above, flags.error) || has(callee, flags.error) ? ends.failed : 0) | cutBits(above, q, callee);
      put(caller, kindAt(p), from, from + durationUs[above]!, how, above);
      return;
    }
    // No client span tells of it alone: the callee's own time, moved into its parent's where the clocks differ.
    const from = startUs[above]!;
    const lasted = Math.min(durationUs[callee]!, durationUs[above]!);
    const began = Math.max(from, Math.min(startUs[callee]!, from + durationUs[above]! - lasted));
    const skewed = began !== startUs[callee] ? ends.skewed : 0;
    put(caller, kindAt(p), began, began + lasted, (has(callee, flags.error) ? ends.failed : 0) | skewed, callee);
  };
  const outward = (p: number): void => {
    const at = span[p]!;
    const callee = nodes.calleeOf(at, kindAt(request[p]!));
    if (callee === undefined) {
      const q = parent[p]!;
      const unknown = table.peer[at] === 0 ? nameless : numbered;
      if (q < 0 || role[span[q]!] !== roles.client) unknown.set(service[at]!, (unknown.get(service[at]!) ?? 0) + 1);
      return;
    }
    below[p] = 1;
    if (callee === 'own') return;
    const how = ends.outward | (has(at, flags.error) ? ends.failed : 0) | cutBits(at, p, -1);
    put(request[p]!, callee, startUs[at]!, startUs[at]! + durationUs[at]!, how, at);
  };

  const read = (from: number, to: number): void => {
    for (const column of [kind, start, end, bits, client, next]) column.length = 0;
    const isMessage = (p: number, q: number) => role[span[p]!] === roles.consumer || role[span[q]!] === roles.producer;
    // Children stand behind their parents: from the end, all below a span is known before the span itself.
    for (let p = to - 1; p >= from; p -= 1) {
      const q = parent[p]!;
      if (q < 0) continue;
      if (request[p] === p) {
        if (!isMessage(p, q) && answers[q]! < 2) answers[q]! += 1;
        // A client around other clients took the time of all of them, not that of one call.
      } else if (role[span[p]!] === roles.client || wraps[p] === 1) {
        wraps[q] = 1;
        answers[q] = 2;
      }
    }
    for (let p = to - 1; p >= from; p -= 1) {
      const q = parent[p]!;
      const does = role[span[p]!]!;
      const begins = request[p] === p;
      if (begins && q >= 0) {
        if (isMessage(p, q)) message(p, q);
        else {
          answered(p, q);
          below[q] = 1;
        }
      } else if (does === roles.consumer || does === roles.producer) message(p, q);
      // A client whose parent is in another service is itself the other side of that call.
      if (does === roles.client && below[p] === 0 && !(begins && q >= 0)) outward(p);
      if (!begins && below[p] === 1) below[q] = 1;
    }
  };
  return {kind, start, end, bits, span: client, next, first, answers, nameless, numbered, read};
}
