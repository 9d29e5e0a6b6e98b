import type {DraftBroker, DraftCall, DraftEvent, DraftOperation, DraftService, Observation} from '../draft.ts';
import {outside} from './flows.ts';
import {type Mesh, seenAt} from './mesh.ts';
import type {Traffic} from './traffic.ts';

/** Every part of the mesh that answers or calls, brokers apart. */
export function services({nodesOf, software}: Mesh): DraftService[] {
  return [...nodesOf].flatMap(([name, nodes]): DraftService[] => {
    const first = nodes[0]!;
    if (software.get(name) === 'broker') return [];
    if (name === outside)
      return [{name, kind: 'external', dangling: true, origin: seenAt(first, 'hosts that are not registered')}];
    if (nodes.some(({external}) => external))
      return [{name, kind: 'external', origin: seenAt(first, 'ServiceEntry outside the mesh')}];
    if (software.has(name)) return [{name, kind: 'datastore', origin: seenAt(first, 'name', 'likely')}];
    return [{name, origin: seenAt(first, `${first.type} node`)}];
  });
}

/**
 * Calls with what was seen of them. Calls a request are averages: the rate of the call over the rate at which requests
 * reach the caller from others; a gateway that nobody in the mesh calls passes each request on once.
 */
export function calls(mesh: Mesh): DraftCall[] {
  return mesh.calls.flatMap(({from, to, traffic}): DraftCall[] => {
    if (mesh.software.get(to) === 'broker') return [];
    const base = mesh.incoming.get(from) || (mesh.isGateway(from) ? mesh.outgoing.get(from) : undefined);
    const perRequest = base && traffic.requests > 0 ? traffic.requests / base : undefined;
    return [
      {
        from: {service: from},
        to: {service: to},
        circuitBreaker: mesh.nodesOf.get(to)?.some(({circuitBreaker}) => circuitBreaker) || undefined,
        count: perRequest && perRequest >= 1.5 ? Math.round(perRequest) : undefined,
        probability: perRequest && perRequest < 1 ? perRequest : undefined,
        observed: observation(traffic, perRequest),
        origin: seenAt(traffic, `${[...traffic.protocols].join(' and ')} traffic`),
      },
    ];
  });
}

/** Brokers, known by their name and by taking bytes alone. */
export function brokers({nodesOf, software}: Mesh): DraftBroker[] {
  return [...software].flatMap(([name, kind]) =>
    kind === 'broker' ? [{name, origin: seenAt(nodesOf.get(name)![0]!, 'name', 'likely')}] : [],
  );
}

/** What goes to a broker: an event of unknown topic and direction. */
export function events(mesh: Mesh): DraftEvent[] {
  return mesh.calls
    .filter(({to}) => mesh.software.get(to) === 'broker')
    .map(({to, traffic}) => ({
      name: to,
      via: to,
      producers: [],
      consumers: [],
      origin: seenAt(traffic, 'tcp traffic', 'likely'),
    }));
}

/** What enters the mesh from outside, and what starts in it, as operations. */
export function operations(mesh: Mesh): DraftOperation[] {
  const entering = [...mesh.entering].filter(([name]) => mesh.software.get(name) === undefined);
  return [
    ...entering.map(
      ([name, traffic]): DraftOperation => ({
        name,
        entry: {service: name},
        ...(traffic.requests > 0 && {
          rate: traffic.requests,
          measured: {availability: 1 - failureShare(traffic)!, p95Ms: traffic.responseTimeMs},
        }),
        origin: seenAt(traffic, 'traffic from outside the mesh', 'likely'),
      }),
    ),
    ...mesh.roots.map(
      (name): DraftOperation => ({
        name,
        entry: {service: name},
        rate: mesh.isGateway(name) ? mesh.outgoing.get(name) || undefined : undefined,
        origin: seenAt(mesh.nodesOf.get(name)![0]!, 'called by nobody in the mesh', 'likely'),
      }),
    ),
  ];
}

function observation(traffic: Traffic, perRequest: number | undefined): Observation | undefined {
  const errorRate = failureShare(traffic);
  const p95Ms = traffic.responseTimeMs;
  return errorRate === undefined && p95Ms === undefined ? undefined : {perRequest, errorRate, p95Ms};
}

function failureShare({requests, failed}: Traffic): number | undefined {
  return requests > 0 ? failed / requests : undefined;
}
