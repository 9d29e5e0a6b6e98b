import type {Call, Latency, Topology, TopologyNode} from '../topology/topology.ts';
import {type BottomUp, bottomUp} from './bottom-up.ts';
import type {CallGraph} from './call-graph.ts';
import {after, either, orderStatistic, within} from './composition.ts';
import {constant, type Distribution, endingMass, lognormal, never, scaled, weightedMean} from './distribution.ts';

/** How a request ends and when: answered, or given up because an attempt was cut by its timeout. The masses sum to 1. */
export interface Outcome {
  readonly answered: Distribution;
  readonly failed: Distribution;
}

/** What one request to a node costs, as distributions, without queueing. */
export interface NodeLatency {
  readonly outcome: Outcome;
  /** Requests that each callee receives for one request here, by position in the node's calls and target. */
  readonly requests: readonly {readonly call: Call; readonly target: number; readonly perRequest: number}[];
  /** Publishes made for one request here, by event name. */
  readonly publishes: readonly {readonly event: string; readonly perRequest: number}[];
}

const instantly: Outcome = {answered: constant(0), failed: never};

/** Latency of every node; `down` services never answer. A call back into a call cycle adds nothing. */
export function latencies(graph: CallGraph, topology: Topology, down: ReadonlySet<string>): BottomUp<NodeLatency> {
  return bottomUp(graph, (index, callee) =>
    nodeLatency(topology, topology.nodes[index]!, (to) => callee(to)?.outcome, down),
  );
}

/** Latency of one node, given its callees'; `undefined` for a callee adds nothing. `ownWork` false leaves its own work out. */
export function nodeLatency(
  topology: Topology,
  node: TopologyNode,
  callee: (index: number) => Outcome | undefined,
  down: ReadonlySet<string>,
  ownWork = true,
): NodeLatency {
  let going = down.has(node.service) ? constant(Infinity) : ownWork ? work(node.latency) : constant(0);
  let failed = never;
  const requests: {call: Call; target: number; perRequest: number}[] = [];
  for (const step of steps(node.calls)) {
    const ends = step.map((call) => {
      const ran = callOutcome(call, callee);
      const share = endingMass(going) * call.probability.up;
      for (const {target, perCall} of ran.requests) requests.push({call, target, perRequest: share * perCall});
      if (call.probability.down === 0) return ran.outcome;
      return {
        answered: either(
          scaled(ran.outcome.answered, call.probability.up),
          scaled(instantly.answered, call.probability.down),
        ),
        failed: scaled(ran.outcome.failed, call.probability.up),
      };
    });
    const {answered, failed: ended} = allOf(ends);
    failed = either(failed, after(going, ended));
    going = after(going, answered);
  }
  const publishes: {event: string; perRequest: number}[] = [];
  for (const name of node.publishes) {
    const event = topology.events.get(name)!;
    publishes.push({event: name, perRequest: endingMass(going) * event.probability.up});
    if (event.via === undefined || event.outbox) continue;
    const broker = topology.brokers.get(event.via)!;
    const publish = down.has(broker.name) ? constant(Infinity) : work(broker.latency);
    going = after(going, either(scaled(publish, event.probability.up), scaled(constant(0), event.probability.down)));
  }
  return {outcome: {answered: going, failed}, requests, publishes};
}

/** A node's calls in the order they are made; the calls of one parallel group start together where its first stands. */
export function steps(calls: readonly Call[]): readonly (readonly Call[])[] {
  const known = knownSteps.get(calls);
  if (known) return known;
  const groups = new Map<string, Call[]>();
  const result: Call[][] = [];
  for (const call of calls) {
    const group = call.parallel === undefined ? undefined : groups.get(call.parallel);
    if (group) {
      group.push(call);
      continue;
    }
    const step = [call];
    if (call.parallel !== undefined) groups.set(call.parallel, step);
    result.push(step);
  }
  // A copy has no room for more, which a list that grew keeps.
  const all = result.slice();
  knownSteps.set(calls, all);
  return all;
}

const knownSteps = new WeakMap<readonly Call[], readonly (readonly Call[])[]>();

function work(latency: Latency): Distribution {
  return latency.kind === 'constant' ? constant(latency.ms) : lognormal(latency.p50Ms, latency.p99Ms);
}

/** All together, as long as the slowest; the first that fails ends them all. */
function allOf(ends: readonly Outcome[]): Outcome {
  const [only] = ends;
  if (ends.length === 1 && only) return only;
  return {
    answered: orderStatistic(
      ends.map((end) => end.answered),
      ends.length,
    ),
    failed: orderStatistic(
      ends.map((end) => end.failed),
      1,
    ),
  };
}

/** One call as its caller sees it: attempts, back-off, then what onFailure says; `count` times in a row. */
function callOutcome(call: Call, callee: (index: number) => Outcome | undefined) {
  const tries = call.targets.map((target) => attempts(call, callee(target) ?? instantly));
  const spare = call.targets.length - call.required + 1;
  const once: Outcome =
    tries.length === 1
      ? tries[0]!.outcome
      : {
          answered: orderStatistic(
            tries.map((t) => t.outcome.answered),
            call.required,
          ),
          failed: orderStatistic(
            tries.map((t) => t.outcome.failed),
            spare,
          ),
        };
  const handled = afterFailure(call, once, callee);
  const {outcome, times} = repeated(handled, call.count);
  const requests = call.targets.map((target, i) => ({target, perCall: times * tries[i]!.attempts}));
  if (call.onFailure.kind === 'fallback')
    requests.push({target: call.onFailure.node, perCall: times * endingMass(once.failed)});
  return {outcome, requests};
}

function attempts(call: Call, callee: Outcome): {readonly outcome: Outcome; readonly attempts: number} {
  const limit = call.timeoutMs ?? Infinity;
  const answered = within(callee.answered, limit);
  const refused = within(callee.failed, limit);
  const cut = answered.late + refused.late;
  const failed = either(refused.inTime, scaled(constant(limit), cut));
  const pause = constant(call.backoffMs);
  // Answered by the n-th attempt: n - 1 failed ones with their pauses, then one that is in time.
  let answer = answered.inTime;
  let lost = failed;
  let made = 1;
  for (let n = 2; n <= call.attempts && lost.mass > 1e-15 && n <= mostAttempts; n += 1) {
    const before = after(lost, pause);
    made += endingMass(before);
    answer = either(answer, after(before, answered.inTime));
    lost = after(before, failed);
  }
  return {outcome: {answered: answer, failed: lost}, attempts: made};
}

/** Beyond this many attempts nothing changes that a percentile shows. */
const mostAttempts = 200;

function afterFailure(call: Call, once: Outcome, callee: (index: number) => Outcome | undefined): Outcome {
  switch (call.onFailure.kind) {
    case 'ignore':
      return {answered: either(once.answered, once.failed), failed: never};
    case 'fallback': {
      const spare = callee(call.onFailure.node) ?? instantly;
      return {
        answered: either(once.answered, after(once.failed, spare.answered)),
        failed: after(once.failed, spare.failed),
      };
    }
    default:
      return once;
  }
}

/** `count` times in a row, by doubling; `times` is how often it is really done (a failure ends the row). */
function repeated(once: Outcome, count: number): {readonly outcome: Outcome; readonly times: number} {
  type Row = {readonly outcome: Outcome; readonly times: number};
  const then = (a: Row, b: Row): Row => ({
    outcome: {
      answered: after(a.outcome.answered, b.outcome.answered),
      failed: either(a.outcome.failed, after(a.outcome.answered, b.outcome.failed)),
    },
    times: a.times + endingMass(a.outcome.answered) * b.times,
  });
  let row: Row | undefined;
  let power: Row = {outcome: once, times: 1};
  for (let left = count; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) row = row ? then(row, power) : power;
    if (left > 1) power = then(power, power);
  }
  return row!;
}

/** Mean time that a request is held, answered or not, in milliseconds. */
export function meanHeldMs({answered, failed}: Outcome): number {
  return weightedMean(answered) + weightedMean(failed);
}

/** Answered and failed requests together: what a user waits for, one way or the other. */
export function anyEnd({answered, failed}: Outcome): Distribution {
  return either(answered, failed);
}
