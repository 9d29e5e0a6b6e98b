import type {Call} from '../topology/topology.ts';
import type {Held, Sent} from './held.ts';

/** What is known of the callees. */
export interface Callees {
  /** undefined: the hang does not reach it. */
  readonly held: (node: number) => Held | undefined;
  /** Mean time that a request is held on a normal day. */
  readonly normalMs: (node: number) => number;
}

/** How a call ends while something below it hangs: mean time, and the shares that are given up, meet it, never end. */
export interface End {
  readonly ms: number;
  readonly lost: number;
  readonly met: number;
  readonly stuck: number;
}

/** Time that a call takes on a normal day, on average over all requests. */
export function usualMs(call: Call, callees: Callees): number {
  return call.probability.up * onceMs(call, callees) * call.count;
}

function onceMs({targets, required}: Call, {normalMs}: Callees): number {
  return targets.length === 1 ? normalMs(targets[0]!) : targets.map(normalMs).sort((a, b) => a - b)[required - 1]!;
}

/**
 * How a call ends for all requests of which the share `going` comes so far, those that do not make it included; what
 * its callees receive is added to `sent`.
 */
export function madeCall(call: Call, callees: Callees, going: number, sent: Sent[]): End {
  const {targets} = call;
  const tries = targets.map((target) => attempts(call, callees.held(target), callees.normalMs(target)));
  const once = tries.length === 1 ? tries[0]! : needed(call, tries);
  let {ms, lost, stuck} = once;
  if (call.onFailure.kind === 'ignore') lost = 0;
  if (call.onFailure.kind === 'fallback' && lost > 0) {
    const {node} = call.onFailure;
    const spare = callees.held(node);
    ms += lost * (spare?.ms ?? callees.normalMs(node));
    stuck += lost * (spare?.stuck ?? 0);
    if (spare) sent.push({target: node, now: going * call.probability.up * call.count * lost, normal: 0});
    lost *= spare?.failed ?? 0;
  }
  // A failure or an endless wait ends the row of `count` calls.
  const ended = lost + stuck;
  const times = ended > 0 ? (1 - Math.max(0, 1 - ended) ** call.count) / ended : call.count;
  const made = call.probability.up;
  for (let i = 0; i < targets.length; i += 1) {
    const target = targets[i]!;
    if (callees.held(target))
      sent.push({target, now: going * made * times * tries[i]!.tries, normal: made * call.count});
  }
  return {
    ms: made > 0 ? made * times * ms : 0,
    lost: made * times * lost,
    met: made * once.met,
    stuck: made * times * stuck,
  };
}

/** Attempts at one target: all of those that meet the hang are cut by the timeout, or all last as long as the callee. */
function attempts(call: Call, callee: Held | undefined, normalMs: number): End & {readonly tries: number} {
  if (!callee) return {ms: normalMs, lost: 0, met: 0, stuck: 0, tries: 1};
  const limit = call.timeoutMs ?? Infinity;
  const cut = callee.metMs > limit;
  const lost = cut ? callee.met : callee.failed;
  const lostMs = lost > 0 ? lost * Math.min(limit, callee.metMs) : 0;
  const waiting = Math.max(0, callee.met - lost);
  const goodMs = (waiting > 1e-12 ? waiting * callee.metMs : 0) + (1 - callee.met) * normalMs;
  const tries = lost === 1 ? call.attempts : (1 - lost ** call.attempts) / (1 - lost);
  return {
    ms: tries * (lostMs + goodMs) + (tries - 1) * call.backoffMs,
    lost: lost ** call.attempts,
    met: callee.met,
    stuck: cut ? 0 : Math.min(1, tries * callee.stuck),
    tries,
  };
}

/** The target of a group that decides: the `required`-th that answers, or the one whose failure is one too many. */
function needed({required, targets}: Call, tries: readonly End[]): End {
  const inOrder = [...tries].sort((a, b) => a.ms - b.ms);
  const answered = inOrder.filter(({lost}) => lost < 0.5)[required - 1];
  return answered ?? {...inOrder.filter(({lost}) => lost >= 0.5)[targets.length - required]!, lost: 1};
}
