import type {Call, Topology} from '../topology/topology.ts';
import {type CallGraph, components} from './call-graph.ts';
import type {Traffic} from './traffic.ts';

/** What happens to a caller of something that hangs, per request to it. */
interface Held {
  /** Mean time that a request is held. */
  readonly ms: number;
  /** Share of the requests that meet the hang. */
  readonly met: number;
  /** Share of the requests that end in failure because of it. */
  readonly failed: number;
}

/**
 * Services whose pool fills when `hanging` (a service, or a broker that takes no messages) never answers, and after how many seconds: busy requests are rate x time
 * held (Little's law), the held time is timeout x attempts (without a timeout: for ever), and the pool of C is full
 * after C / rate seconds, rate being that of the requests that meet the hang. `normalMs` is the mean time held otherwise.
 */
export function fullAfterSeconds(
  topology: Topology,
  graph: CallGraph,
  traffic: Traffic,
  normalMs: (node: number) => number,
  hanging: string,
): ReadonlyMap<string, number> {
  const origin = topology.services.get(hanging)?.nodes ?? [];
  const held = new Map<number, Held>(origin.map((index) => [index, {ms: Infinity, met: 1, failed: 0}]));
  const waits = (name: string) => {
    const {via, outbox} = topology.events.get(name)!;
    return via === hanging && !outbox;
  };
  const publishers = topology.brokers.has(hanging)
    ? topology.nodes.filter(({publishes}) => publishes.some(waits)).map(({index}) => index)
    : [];
  const upwards = components([...origin, ...publishers], (index) => graph.callers[index]!).reverse();
  for (const index of upwards.flat()) {
    if (!held.has(index))
      held.set(
        index,
        heldAt(topology, index, (to) => held.get(to), normalMs, waits),
      );
  }
  const full = new Map<string, number>();
  const services = new Set([...held.keys()].map((index) => topology.nodes[index]!.service));
  for (const name of services) {
    const {concurrency, nodes} = topology.services.get(name)!;
    if (name === hanging || concurrency === undefined) continue;
    let busy = 0;
    let meeting = 0;
    for (const index of nodes) {
      const rate = traffic.node[index]!;
      if (rate === 0) continue;
      const here = held.get(index);
      busy += (rate * (here?.ms ?? normalMs(index))) / 1000;
      meeting += rate * (here?.met ?? 0);
    }
    if (busy > concurrency && meeting > 0) full.set(name, concurrency / meeting);
  }
  return full;
}

function heldAt(
  topology: Topology,
  index: number,
  below: (node: number) => Held | undefined,
  normalMs: (node: number) => number,
  waits: (event: string) => boolean,
): Held {
  const node = topology.nodes[index]!;
  let ms = normalMs(index);
  let going = 1;
  let unmet = 1;
  for (const call of node.calls) {
    const affected = call.targets.filter((target) => below(target) !== undefined);
    // A spare target answers in the place of one that hangs.
    if (affected.length <= call.targets.length - call.required) continue;
    const worst = affected.map((target) => below(target)!).reduce((a, b) => (b.ms > a.ms ? b : a));
    const normal = Math.max(...affected.map(normalMs));
    const made = going * call.probability.up;
    const {extraMs, failed} = waitFor(call, worst, normal);
    // Times zero: not even an endless wait costs anything where the call is never made.
    if (made > 0) ms += made * extraMs;
    going *= 1 - call.probability.up * failed;
    unmet *= 1 - call.probability.up * worst.met;
  }
  // Publishes come last; whatever is asked of a broker that does not answer waits.
  for (const name of node.publishes.filter(waits)) {
    const {up} = topology.events.get(name)!.probability;
    if (going * up > 0) ms = Infinity;
    unmet *= 1 - up;
  }
  return {ms, met: 1 - unmet, failed: 1 - going};
}

/** Time beyond the normal one that a call takes when its callee is held, and the share of calls that fail their caller. */
function waitFor(call: Call, callee: Held, normalMs: number): {readonly extraMs: number; readonly failed: number} {
  const limit = call.timeoutMs ?? Infinity;
  const cut = callee.ms > limit && callee.met > 0;
  const fatal = call.onFailure.kind === 'fail' || call.onFailure.kind === 'unknown';
  const lost = cut ? callee.met : callee.failed;
  const times = fatal ? 1 + (call.count - 1) * (1 - lost) : call.count;
  const whole = cut ? call.attempts * limit + (call.attempts - 1) * call.backoffMs : Infinity;
  const attempt = cut ? callee.met * whole + (1 - callee.met) * normalMs : Math.min(callee.ms, Infinity);
  return {extraMs: Math.max(0, times * attempt - call.count * normalMs), failed: fatal ? lost : 0};
}
