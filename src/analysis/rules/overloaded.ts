import {count, roughPercent, short} from '../../figures.ts';
import type {ServiceLoad} from '../load.ts';
import type {BlindSpot, Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/**
 * A service on the way of an operation with more requests at once than places, or more requests a second than it accepts. Where consumers are held
 * back by that limit, messages wait instead of being refused, which is told of the consumer.
 */
export const overloaded: Rule = {
  id: 'overloaded',
  source: 'John D. C. Little, A Proof for the Queuing Formula L = λW, Operations Research 9 (1961)',
  judge: ({topology, traffic, operations, lag}) => {
    const found: Weighed[] = [];
    const blindSpots: Omit<BlindSpot, 'rule'>[] = [];
    const loads = new Map<string, ServiceLoad>();
    for (const {load} of Object.values(operations)) for (const own of load) loads.set(own.service, own);
    const held = new Set(lag.map(({limitedBy}) => limitedBy));
    for (const {name, nodes, kind, concurrency, rateLimit, path} of topology.services.values()) {
      const load = loads.get(name);
      const known = nodes.some(traffic.known);
      const rate = nodes.reduce((sum, index) => sum + traffic.node[index]!, 0);
      if (load && known && concurrency === undefined && kind === 'service')
        blindSpots.push({field: 'concurrency', subject: name});
      if (load && !known && (concurrency ?? rateLimit) !== undefined)
        blindSpots.push({field: 'rate of an operation', subject: name});
      const busy = load?.busy ?? 0;
      const refused = load?.refusedShare ?? 0;
      if (refused > 0) {
        const endless = !Number.isFinite(busy);
        found.push({
          weight: refused,
          finding: {
            severity: 'error',
            subject: {service: name},
            message: endless
              ? `${name} is full: requests are held for ever, and its ${count(concurrency!)} places do not come free.`
              : `${name} would need ${count(busy)} places at once and has ${count(concurrency!)}: ${roughPercent(refused)} of its requests are refused.`,
            advice: endless
              ? 'Give its calls timeouts, so that a callee that hangs does not keep the places.'
              : `More places, or hold each for less time: wait for fewer calls. At ${short(rate)}/s a request may take ${short((concurrency! / rate) * 1000)} ms at most.`,
            line: topology.lineOf(path),
          },
        });
      } else if (rateLimit !== undefined && rate > rateLimit && !held.has(name)) {
        found.push({
          weight: 1 - rateLimit / rate,
          finding: {
            severity: 'error',
            subject: {service: name},
            message: `${name} gets ${short(rate)} requests a second and accepts ${short(rateLimit)}: ${roughPercent(1 - rateLimit / rate)} are refused.`,
            advice: `Send less (batches, a cache), have the limit raised, or queue: a consumer of an event can keep to ${short(rateLimit)}/s and catch up later.`,
            line: topology.lineOf(path),
          },
        });
      }
    }
    return {findings: worstFirst(found), blindSpots};
  },
};
