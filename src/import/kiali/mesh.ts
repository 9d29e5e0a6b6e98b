import type {Origin} from '../draft.ts';
import {softwareCalled} from '../software.ts';
import {type Flows, flows, isBlocked} from './flows.ts';
import {folded} from './fold.ts';
import type {KialiGraph, KialiNode} from './graph.ts';
import type {Traffic} from './traffic.ts';

/** A graph, folded and added up: what services, calls, operations and notes are read from. */
export interface Mesh extends Flows {
  /** The nodes of each service, in the order of the graph. */
  readonly nodesOf: ReadonlyMap<string, readonly KialiNode[]>;
  /** Services that are a store or a broker. */
  readonly software: ReadonlyMap<string, 'datastore' | 'broker'>;
  /** Requests a second that reach a service from others. */
  readonly incoming: ReadonlyMap<string, number>;
  /** Requests a second that a service sends to others. */
  readonly outgoing: ReadonlyMap<string, number>;
  /** Call others, and nothing is seen to call them. */
  readonly roots: readonly string[];
  readonly isGateway: (name: string) => boolean;
}

/** The mesh that a graph shows. */
export function mesh(graph: KialiGraph): Mesh {
  const parts = folded(graph);
  const seen = flows(graph, parts);
  const nodesOf = new Map<string, KialiNode[]>();
  for (const node of parts.nodes.values()) {
    const name = parts.nameOf.get(node.id);
    if (name === undefined || isBlocked(name)) continue;
    const known = nodesOf.get(name);
    if (known) known.push(node);
    else nodesOf.set(name, [node]);
  }
  const incoming = new Map([...seen.entering].map(([name, {requests}]) => [name, requests]));
  const outgoing = new Map<string, number>();
  for (const {from, to, traffic} of seen.calls) {
    incoming.set(to, (incoming.get(to) ?? 0) + traffic.requests);
    outgoing.set(from, (outgoing.get(from) ?? 0) + traffic.requests);
  }
  const software = new Map<string, 'datastore' | 'broker'>();
  for (const [name, requests] of incoming) {
    const kind = softwareCalled(name)?.kind;
    // A name alone says little (kafka-ui, redis-exporter): it must also take bytes, not requests, and call nobody.
    if ((kind === 'datastore' || kind === 'broker') && requests === 0 && !outgoing.has(name)) software.set(name, kind);
  }
  return {
    ...seen,
    nodesOf,
    software,
    incoming,
    outgoing,
    roots: [...outgoing.keys()].filter((name) => !incoming.has(name)),
    isGateway: (name) => /gateway|ingress/i.test(name) || (nodesOf.get(name) ?? []).some(({gateway}) => gateway),
  };
}

/** Where a part of the mesh was seen. */
export function seenAt(
  {file, line}: Traffic | KialiNode,
  rule: string,
  confidence: Origin['confidence'] = 'sure',
): Origin {
  return {file, line, rule, confidence};
}
