import {timeSpan, yearly} from '../../figures.ts';
import type {Call, Service, TopologyNode} from '../../topology/topology.ts';
import type {Coupling} from '../couplings.ts';
import {steps} from '../latency.ts';
import {callSubject} from './call-subject.ts';
import {couplingsByCall} from './couplings-by-call.ts';
import type {Rule} from './rule.ts';
import {type Weighed, worstFirst} from './worst-first.ts';

/** Minutes a year that count: one a month. */
const worthMinutes = 12;

/** A caller waits for an answer that it does not need: a warning where that costs availability or time. */
export const needlessWait: Rule = {
  id: 'needless-wait',
  source: 'Gregor Hohpe, The Many Facets of Coupling: temporal coupling is whether the sender waits',
  judge: ({topology, graph, couplings}) => {
    const costs = couplingsByCall({topology, couplings});
    const found = topology.nodes.flatMap((node) => {
      const needless = node.calls.filter((call) => call.needsResult === false);
      if (needless.length === 0) return [];
      const added = addedMs(node, costs);
      return needless.map((call): Weighed => {
        const {subject} = callSubject(topology, call);
        const own = costs(call);
        const reached = own.some(({operations}) => operations.length > 0);
        const ms = added.get(call)!;
        const costly = [
          ...(ms >= 1 ? [`waits ${timeSpan(ms)} for it`] : []),
          ...availabilityCost(call, own, (node) => graph.callers[node]!.length === 1),
        ];
        const callee = topology.services.get(topology.nodes[call.targets[0]!]!.service)!;
        return {
          weight: Math.round(Math.max(...own.map(({availability}) => availability.minutesPerYear))),
          tie: ms,
          finding: {
            severity: reached && costly.length > 0 ? 'warning' : 'info',
            subject,
            message: `${subject.from} does not need the answer of ${subject.to}${subject.name === subject.to ? '' : ` (${subject.name})`}${!reached ? '; no operation comes to this call' : costly.length > 0 ? ` but ${costly.join(' and ')}` : '; today the wait costs next to nothing'}.`,
            advice: `${instead[callee.kind](subject.to)}${call.onFailure.kind === 'ignore' ? '' : ' Cheaper, but what fails is lost: a short timeout and onFailure: ignore.'}`,
            line: topology.lineOf(call.path),
          },
        };
      });
    });
    return {findings: worstFirst(found), blindSpots: []};
  },
};

/** What the caller loses because the callee fails; in minutes only where no other call needs the callee as well. */
function availabilityCost(
  {onFailure, targets}: Call,
  couplings: readonly Coupling[],
  isOnlyCall: (target: number) => boolean,
): string[] {
  const minutes = Math.max(...couplings.map(({availability}) => availability.minutesPerYear));
  if (onFailure.kind === 'ignore' || minutes < worthMinutes) return [];
  if (targets.every(isOnlyCall))
    return [
      `loses ${couplings.some(({availability}) => availability.exact === false) ? 'at most ' : ''}${yearly(minutes)} a year to it`,
    ];
  return onFailure.kind === 'fallback' ? [] : ['fails when it fails'];
}

const instead: Readonly<Record<Service['kind'], (callee: string) => string>> = {
  service: (callee) => `Publish an event that ${callee} consumes: nobody waits, and nothing is lost while it is down.`,
  external: (callee) => `Publish an event, and let a service of your own consume it and call ${callee}.`,
  datastore: (callee) => `Answer first and write to ${callee} afterwards, from a consumer of an event.`,
};

/** Time that each call adds, in milliseconds: beside a slower call of its parallel group nothing. */
function addedMs({calls}: TopologyNode, costs: (call: Call) => readonly Coupling[]): ReadonlyMap<Call, number> {
  const added = new Map<Call, number>();
  for (const step of steps(calls)) {
    const waits = step.map((call) => costs(call)[0]!.temporal.waitMs);
    const [slowest = 0, next = 0] = waits.toSorted((a, b) => b - a);
    for (const [i, call] of step.entries())
      added.set(call, waits[i] === slowest && slowest > next ? slowest - next : 0);
  }
  return added;
}
