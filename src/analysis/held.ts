import type {Call, Topology} from '../topology/topology.ts';
import {type Callees, type End, madeCall} from './held-call.ts';
import {crowded, type NodeSteps, together} from './node-steps.ts';

/** What becomes of the requests to one node while something below it hangs. */
export interface Held {
  /** Mean time that a request which meets the hang is held; Infinity: for ever. */
  readonly metMs: number;
  /** Mean time of all requests. */
  readonly ms: number;
  /** Share of the requests that meet the hang. */
  readonly met: number;
  /** Share of the requests that are given up because of it. */
  readonly failed: number;
  /** Share of the requests that never end. */
  readonly stuck: number;
  readonly sent: readonly Sent[];
}

/** Requests that one callee receives for one request, and how many on a normal day. */
export interface Sent {
  readonly target: number;
  readonly now: number;
  readonly normal: number;
}

/** The node that hangs itself. */
export const hung: Held = {metMs: Infinity, ms: Infinity, met: 1, failed: 0, stuck: 1, sent: []};

/**
 * The fate of requests to a node whose callees or broker hang, by mean values: exact where every latency is a constant
 * and every call and publish is certain. `reached` are the nodes that the hang is known to reach so far.
 */
export function heldAt(
  topology: Topology,
  index: number,
  {all, usualMs, wide, crowds}: NodeSteps,
  callees: Callees,
  reached: readonly number[],
  hanging: string,
): Held {
  const node = topology.nodes[index]!;
  const normal = callees.normalMs(index);
  let ms = normal;
  let going = 1;
  let unmet = 1;
  let failed = 0;
  let stuck = 0;
  const sent: Sent[] = [];
  const wait = (now: End, usual: number) => {
    // Times zero: not even an endless wait costs anything where nobody gets so far.
    ms += (going > 0 ? going * now.ms : 0) - usual;
    unmet *= 1 - going * now.met;
    failed += going * now.lost;
    stuck += going * now.stuck;
    going *= Math.max(0, 1 - now.lost - now.stuck);
  };
  const meet = (position: number) => {
    const calls = all[position]!;
    const crowd = crowds.get(position);
    if (crowd) {
      const touched = [...new Set(reached.flatMap(crowd.calling))].sort((a, b) => a - b);
      if (going === 1 && touched.length === 0) return;
      const ends = new Map(touched.map((at) => [at, madeCall(calls[at]!, callees, going, sent)] as const));
      return wait(crowded(crowd, ends), usualMs[position]!);
    }
    if (going === 1 && !meets(calls, callees)) return;
    const end =
      calls.length === 1
        ? madeCall(calls[0]!, callees, going, sent)
        : together(calls.map((call) => madeCall(call, callees, going, sent)));
    wait(end, usualMs[position]!);
  };
  if (wide === null) for (let position = 0; position < all.length; position += 1) meet(position);
  else {
    let at = 0;
    const skipTo = (position: number) => {
      ms += (going - 1) * (wide.usualBefore[position]! - wide.usualBefore[at]!);
      at = position + 1;
    };
    for (const position of [...new Set(reached.flatMap(wide.calling))].sort((a, b) => a - b)) {
      skipTo(position);
      meet(position);
    }
    skipTo(all.length);
  }
  for (const name of node.publishes) {
    const {via, outbox, probability} = topology.events.get(name)!;
    if (via !== hanging || outbox || probability.up === 0) continue;
    wait({ms: Infinity, lost: 0, met: probability.up, stuck: probability.up}, 0);
  }
  const met = 1 - unmet;
  const metMs = met > 0 ? (ms - (1 - met) * normal) / met : normal;
  return {metMs, ms, met, failed, stuck, sent};
}

/** Does any of these calls go to something that the hang is known to reach? Asked millions of times: no closures. */
function meets(calls: readonly Call[], {held}: Callees): boolean {
  for (const {targets} of calls) for (const target of targets) if (held(target) !== undefined) return true;
  return false;
}
