import type {Consumer, Topology} from '../topology/topology.ts';

/** Whether a consumer keeps up with its event, and what an outage leaves behind. */
export interface Lag {
  readonly event: string;
  readonly consumer: string;
  /** null: the rate, or how many messages it handles at once, is not known. */
  readonly keepsUp: boolean | null;
  /** Messages a second that arrive; null: not known. */
  readonly rate: number | null;
  /** Messages a second that it can handle; null: not known. */
  readonly capacity: number | null;
  /** The callee whose rate limit holds it back, where one does. */
  readonly limitedBy: string | null;
  readonly backlogPerOutageMinute: number | null;
  /** null: not known, or it never catches up. */
  readonly catchUpSecondsPerOutageMinute: number | null;
  /** Outages longer than this lose messages: the broker's retention; null: none is stated. */
  readonly lostAfterMs: number | null;
}

/**
 * A consumer keeps up when rate x handling time <= handlers and rate <= the rate limit of what it calls. After an outage
 * of T the backlog is rate x T, caught up in rate x T / (handlers / handling - rate). A consumer that states neither
 * handling nor capacity handles as its service does: typical latency, `concurrency` at once.
 */
export function lags(
  topology: Topology,
  eventRate: (event: string) => number | undefined,
  typicalMs: (node: number) => number,
): Lag[] {
  return [...topology.events.values()].flatMap((event) =>
    event.consumers.map((consumer): Lag => {
      const rate = eventRate(event.name) ?? null;
      const own = ownCapacity(topology, consumer, typicalMs);
      const limit = rateLimitBelow(topology, consumer);
      const held = limit !== undefined && (own === null ? rate !== null && rate > limit.rate : limit.rate < own);
      // A limit alone says when a consumer surely falls behind, never that it keeps up.
      const capacity = held ? limit.rate : own;
      const keepsUp = rate === null || capacity === null ? null : rate <= capacity;
      const backlog = rate === null ? null : rate * 60;
      return {
        event: event.name,
        consumer: consumer.label,
        keepsUp,
        rate,
        capacity: capacity === Infinity ? null : capacity,
        limitedBy: held ? limit.name : null,
        backlogPerOutageMinute: backlog,
        catchUpSecondsPerOutageMinute:
          backlog === null || capacity === null || rate === null || capacity <= rate
            ? null
            : backlog / (capacity - rate),
        lostAfterMs: event.via === undefined ? null : (topology.brokers.get(event.via)!.retentionMs ?? null),
      };
    }),
  );
}

/** Messages a second that a consumer handles by itself; null where nothing says how many at once. */
function ownCapacity(topology: Topology, consumer: Consumer, typicalMs: (node: number) => number): number | null {
  if (consumer.capacity !== undefined) return consumer.capacity;
  const [node] = consumer.nodes;
  const handlingMs = consumer.handlingMs ?? (node === undefined ? undefined : typicalMs(node));
  const handlers = consumer.handlers ?? topology.services.get(consumer.service)!.concurrency;
  return handlers === undefined || handlingMs === undefined ? null : (handlers / handlingMs) * 1000;
}

/** The tightest rate limit among what a consumer calls, in messages a second; of a group as many targets as must answer count. */
function rateLimitBelow(
  topology: Topology,
  consumer: Consumer,
): {readonly name: string; readonly rate: number} | undefined {
  const limits = consumer.nodes.flatMap((index) =>
    topology.nodes[index]!.calls.flatMap((call) => {
      const perMessage = call.count * call.probability.up;
      if (perMessage === 0) return [];
      // All targets are asked; the least generous may refuse while enough others answer.
      const loosestFirst = call.targets
        .map((target) => topology.services.get(topology.nodes[target]!.service)!)
        .sort((a, b) => (b.rateLimit ?? Infinity) - (a.rateLimit ?? Infinity) || 0);
      const {name, rateLimit} = loosestFirst[call.required - 1]!;
      return rateLimit === undefined ? [] : [{name, rate: rateLimit / perMessage}];
    }),
  );
  return limits.reduce<(typeof limits)[number] | undefined>((a, b) => (a && a.rate <= b.rate ? a : b), undefined);
}
