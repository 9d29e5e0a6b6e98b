import {type Samples, samples} from './samples.ts';

/** What the requests of one kind did to one kind of request elsewhere. Times in milliseconds, by the caller's clock. */
export interface CallTally {
  readonly callee: number;
  /** Calls without repeated attempts. */
  calls: number;
  attempts: number;
  /** Requests that made it at least once. */
  requests: number;
  errors: number;
  /** Most attempts after the first, and how often there was one. */
  retries: number;
  retried: number;
  /** Calls that were repeated, and the time from their first attempts to their last, summed, in microseconds. */
  repeating: number;
  repeatedUs: number;
  readonly gaps: Samples;
  readonly durations: Samples;
  /** How many requests made how many calls. */
  readonly counts: Map<number, number>;
  /** Requests in which several ran at the same time; the sum of those calls' durations, and the time that they cover, in microseconds. */
  atOnce: number;
  busy: number;
  covered: number;
  /** From the request's start to the first call, summed over the requests, in microseconds. */
  offset: number;
  /** Durations of calls that the caller gave up: clearly, or perhaps. */
  readonly cut: Samples;
  readonly perhapsCut: Samples;
  /** Of the cut ones, how many the callee did not notice, and how many it never answered as far as the spans tell. */
  unfelt: number;
  unanswered: number;
  longestWhole: number;
  /** A span that shows it; of those without an answer one that names the other side by the first of the ways to do so. */
  span: number;
  /** Was the other side's span there, at least once? */
  answered: boolean;
  /** Of the request that is being read. */
  readonly now: {
    request: number;
    calls: number;
    firstStart: number;
    /** The last attempt. */
    at: number;
    start: number;
    lastEnd: number;
    end: number;
    failed: boolean;
    run: number;
    atOnce: boolean;
    busy: number;
    covered: number;
  };
}

/** How two calls of one kind of request lie in time, over the requests that made both. */
export interface PairTally {
  together: number;
  /** The one that is first in the pair began first. */
  before: number;
  overlapping: number;
}

/** What the requests of one kind did. */
export interface RequestTally {
  readonly kind: number;
  requests: number;
  errors: number;
  /** Of no more than waiting for messages. */
  receives: number;
  /** Time that no call covers, of requests that went well and of those that failed. */
  readonly own: Samples;
  readonly ownFailed: Samples;
  readonly calls: Map<number, CallTally>;
  /** By the callees' kinds, the smaller first, as `pairKey` makes them. */
  readonly pairs: Map<number, PairTally>;
  /** Requests that published, by event. */
  readonly published: Map<number, number>;
  readonly span: number;
}

export function requestTally(kind: number, span: number): RequestTally {
  return {
    kind,
    requests: 0,
    errors: 0,
    receives: 0,
    own: samples(),
    ownFailed: samples(),
    calls: new Map(),
    pairs: new Map(),
    published: new Map(),
    span,
  };
}

export function callTally(callee: number, span: number): CallTally {
  return {
    callee,
    calls: 0,
    attempts: 0,
    requests: 0,
    errors: 0,
    retries: 0,
    retried: 0,
    repeating: 0,
    repeatedUs: 0,
    gaps: samples(),
    durations: samples(),
    counts: new Map(),
    atOnce: 0,
    busy: 0,
    covered: 0,
    offset: 0,
    cut: samples(),
    perhapsCut: samples(),
    unfelt: 0,
    unanswered: 0,
    longestWhole: 0,
    span,
    answered: false,
    now: {
      request: -1,
      calls: 0,
      firstStart: 0,
      at: -1,
      start: 0,
      lastEnd: 0,
      end: 0,
      failed: false,
      run: 0,
      atOnce: false,
      busy: 0,
      covered: 0,
    },
  };
}

/** One number for two kinds, whichever comes first. */
export function pairKey(a: number, b: number): number {
  return a < b ? a * 0x4000000 + b : b * 0x4000000 + a;
}
