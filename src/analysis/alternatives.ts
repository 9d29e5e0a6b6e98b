import {count, knownSpan, listed, percent, timeSpan} from '../figures.ts';
import type {Edit} from '../topology/edit.ts';
import type {Call, Topology} from '../topology/topology.ts';
import type {Analysis} from './analysis.ts';
import {availability} from './availability.ts';
import {callGraph} from './call-graph.ts';
import {impatience} from './impatience.ts';
import {unstatedBelow} from './stated-times.ts';
import {typicalLatencies} from './typical-latency.ts';

/** A cheaper way to much the same end, with its price. */
export interface Alternative {
  readonly kind:
    | 'timeout-and-ignore'
    | 'parallel'
    | 'breaker'
    | 'local-copy'
    | 'accept-and-report-later'
    | 'command-queue';
  readonly text: string;
  /** The operation that the figures are of: the one with the most failed requests a year. */
  readonly operation: string;
  readonly availability: number;
  /** null: without end. */
  readonly typicalMs: number | null;
  /** Effects a year that never happen; null: no rate is known. */
  readonly lostPerYear: number | null;
}

/** What alternatives are weighed for: calls of one caller, the operation that they cost most, and the broker at hand. */
interface Case {
  readonly topology: Topology;
  readonly calls: readonly Call[];
  readonly before: Analysis;
  readonly broker: string;
  readonly caller: string;
  readonly callees: readonly string[];
}

/** One way: the edits that model it, and its price in words after its figures. */
interface Way {
  readonly edits: readonly Edit[];
  readonly lostPerYear: number | null;
  readonly text: (figures: string) => string;
}

/**
 * Cheaper alternatives to converting `calls` of one caller, each computed on the topology that `edited` makes. Those
 * that change nothing here (a breaker that is there already, one call in parallel with itself) are left out.
 */
export function alternatives(
  topology: Topology,
  calls: readonly Call[],
  before: Analysis,
  broker: string,
  edited: (edits: readonly Edit[]) => Topology,
): Alternative[] {
  const operation = worstHit(before, topology, calls);
  if (operation === undefined) return [];
  const label = (node: number) => topology.nodes[node]!.label;
  const weighed: Case = {
    topology,
    calls,
    before,
    broker,
    caller: label(calls[0]!.from),
    callees: [...new Set(calls.flatMap((call) => call.targets.map(label)))],
  };
  return (Object.keys(ways) as Alternative['kind'][]).flatMap((kind): Alternative[] => {
    const way = ways[kind](weighed);
    if (way === undefined) return [];
    const changed = edited(way.edits);
    // Calls go and events come; services and endpoints keep their places.
    const {entry} = topology.operations.get(operation)!;
    const {up} = availability(changed, entry).chance;
    const graph = callGraph(changed);
    const {ms} = typicalLatencies(graph, changed, new Set()).of(entry);
    const typicalMs = Number.isFinite(ms) ? ms : null;
    const figures = [percent(up), ...answersIn(ms, !unstatedBelow(changed, graph).has(entry))].join(', ');
    return [{kind, text: way.text(figures), operation, availability: up, typicalMs, lostPerYear: way.lostPerYear}];
  });
}

/** Each kind's edits and price; undefined where it does not fit or is in place already. */
const ways: Readonly<Record<Alternative['kind'], (weighed: Case) => Way | undefined>> = {
  'timeout-and-ignore': ({topology, calls, callees}) => {
    if (calls.some(({needsResult}) => needsResult)) return undefined;
    if (calls.every(({onFailure, timeoutMs}) => onFailure.kind === 'ignore' && timeoutMs !== undefined))
      return undefined;
    const {edits, lostPerYear, timeoutsMs} = impatience(topology, calls);
    const lost =
      lostPerYear === null
        ? 'what fails or comes too late is lost'
        : `about ${count(lostPerYear)} of these effects a year are lost, because ${listed(callees)} ${callees.length > 1 ? 'are' : 'is'} down or too late`;
    return {
      edits,
      lostPerYear,
      text: (figures) =>
        `${timeoutText(timeoutsMs)}, and go on without the answer: ${figures}; ${lost}. An event waits until it is read.`,
    };
  },
  parallel: ({calls}) => {
    const apart = calls.filter((call) => call.parallel === undefined);
    if (apart.length < 2) return undefined;
    return {
      edits: apart.map((call) => ({path: [...call.path, 'parallel'], value: 'at-once'})),
      lostPerYear: 0,
      text: (figures) =>
        `Make the calls at the same time: ${figures}. Nothing is lost and nothing gets late, but every callee must still be up.`,
    };
  },
  breaker: ({topology, calls, before, caller, callees}) => {
    if (calls.every(({circuitBreaker}) => circuitBreaker)) return undefined;
    const {edits: impatient} = impatience(topology, calls);
    const timeouts = impatient.filter(({path}) => path.at(-1) === 'timeout');
    return {
      edits: [...timeouts, ...calls.map((call) => ({path: [...call.path, 'circuitBreaker'], value: true}))],
      lostPerYear: 0,
      text: (figures) =>
        `A timeout and a circuit breaker: ${figures}. Just as many requests fail while ${listed(callees)} ${callees.length > 1 ? 'are' : 'is'} down, but once enough of them have timed out, each fails at once${fullToday(before, topology, calls)}; ${caller} must say what the user sees then.`,
    };
  },
  'local-copy': ({calls, caller, callees}) => {
    if (!calls.every(mayOnlyRead)) return undefined;
    return {
      edits: withoutCalls(calls),
      lostPerYear: 0,
      text: (figures) =>
        `If ${caller} only reads there: ${listed(callees)} ${callees.length > 1 ? 'publish their' : 'publishes its'} changes, and ${caller} answers from a copy of its own: ${figures}. The copy is as old as the last change that has arrived, and somebody must fill it the first time.`,
    };
  },
  'accept-and-report-later': ({calls, caller}) => ({
    edits: withoutCalls(calls),
    lostPerYear: 0,
    text: (figures) =>
      `If the user may hear the outcome later: ${caller} writes the request down, answers with its number at once, and does the rest behind: ${figures}. Nothing is lost, but nobody knows the outcome until it is reported: it needs a status to ask for, and a way to say no afterwards.`,
  }),
  'command-queue': ({topology, calls, broker, caller}) =>
    calls.some(({needsResult}) => needsResult)
      ? undefined
      : {
          edits: [...withoutCalls(calls), ...calls.map((call) => queued(topology, call, broker))],
          lostPerYear: 0,
          text: (figures) =>
            `If it is an order to one receiver, not news for whoever cares: a command on a queue, ${calls.length === 1 ? 'one message' : `${calls.length} messages`} a request: ${figures}. None is lost, only late; but ${caller} still says what to do, and a new receiver means a new queue and a change of ${caller}.`,
        },
};

/** Nothing says that the call changes something, or that nobody looks at what it brings. */
function mayOnlyRead({kind, needsResult, request}: Call): boolean {
  if (kind !== undefined) return kind === 'query';
  return needsResult !== false && !/^\s*(?:POST|PUT|PATCH|DELETE)\b/i.test(request ?? '');
}

/** The time after a figure, if anything is known of it. */
function answersIn(ms: number, isWhole: boolean): string[] {
  if (!Number.isFinite(ms)) return ['no answer'];
  return ms === 0 && !isWhole ? [] : [knownSpan(ms, isWhole)];
}

function timeoutText(ms: readonly (number | null)[]): string {
  const known = ms.filter((one) => one !== null);
  if (known.length === 0) return 'A timeout a little above its 99th percentile, once that is known';
  const [least, most] = [Math.min(...known), Math.max(...known)];
  const span = least === most ? timeSpan(least) : `${timeSpan(least)} to ${timeSpan(most)}`;
  return `A timeout of ${span}${known.length < ms.length ? ' (for the others a little above the 99th percentile, once that is known)' : ''}`;
}

function withoutCalls(calls: readonly Call[]): Edit[] {
  return calls.map((call) => ({path: call.path, remove: true}));
}

/** A queue of its own for one call; the name only has to be free. */
function queued(topology: Topology, call: Call, broker: string): Edit {
  let name = `order ${call.position}`;
  while (topology.events.has(name)) name += "'";
  const {label} = topology.nodes[call.from]!;
  const consumers = Object.fromEntries(call.targets.map((target) => [topology.nodes[target]!.label, {}]));
  const probability = call.probability.down > 0 ? {probability: call.probability.up} : {};
  return {path: ['events', name], value: {producer: label, via: broker, channel: 'queue', ...probability, consumers}};
}

/** When the caller is full today while a callee hangs, as a part of a sentence. */
function fullToday({operations}: Analysis, topology: Topology, calls: readonly Call[]): string {
  const caller = topology.nodes[calls[0]!.from]!.service;
  const load = Object.values(operations)
    .flatMap((operation) => operation.load)
    .find(({service}) => service === caller);
  const callees = new Set(calls.flatMap((call) => call.targets.map((target) => topology.nodes[target]!.service)));
  const seconds = Object.entries(load?.fullAfterSecondsIfHanging ?? {}).flatMap(([name, after]) =>
    callees.has(name) && after !== null ? [after] : [],
  );
  if (seconds.length === 0) return ' instead of waiting';
  return ` instead of holding a place (today ${caller} is full after ${timeSpan(Math.min(...seconds) * 1000)})`;
}

/** The operation with the most failed requests (the most downtime where no rate is known) among those that make these calls. */
function worstHit({couplings, operations}: Analysis, topology: Topology, calls: readonly Call[]): string | undefined {
  const lines = new Set(calls.map((call) => `${topology.nodes[call.from]!.label} ${call.name}`));
  const own = couplings.filter((c) => {
    const from = c.fromEndpoint === undefined ? c.from : `${c.from}/${c.fromEndpoint}`;
    return lines.has(`${from} ${c.name}`);
  });
  const names = [...new Set(own.flatMap((c) => c.operations))];
  return names.reduce<string | undefined>(
    (worst, name) => (worst !== undefined && loss(operations[worst]!) >= loss(operations[name]!) ? worst : name),
    undefined,
  );
}

/** In requests a year; without a rate an operation comes after all those that have one. */
function loss({failedRequestsPerYear, unavailability}: Analysis['operations'][string]): number {
  return failedRequestsPerYear ?? unavailability - 1;
}
