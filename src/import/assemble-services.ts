import {callData, joinedCalls} from './assemble-calls.ts';
import type {Draft, DraftCall, DraftEndpoint, DraftService, Place} from './draft.ts';
import {emptyMapping, type FileMapping, latencyText, mappingOf, provenance} from './file-data.ts';
import {wholeNumber} from './quantity-text.ts';

/** The endpoint for what an artefact says of a service whose endpoints it knows, without saying which. */
const someEndpoint = 'other';

/** The services of a draft with their calls. */
export interface AssembledServices {
  readonly data: FileMapping;
  /** Where each service, with its endpoint if it has any, is to be named by others. */
  readonly place: (place: Place) => Place;
  /** Named by others, described nowhere. */
  readonly dangling: readonly string[];
  readonly calls: number;
}

/** The services of a draft as they stand in the file; every name that a call, event or operation uses is one of them. */
export function assembledServices(draft: Draft): AssembledServices {
  const services = joinedServices(draft);
  const needsOther = new Set<string>();
  const place = ({service, endpoint}: Place): Place => {
    const endpoints = services.get(service)?.endpoints;
    if (!endpoints || endpoints.length === 0) return {service};
    if (endpoint !== undefined && endpoints.some(({name}) => name === endpoint)) return {service, endpoint};
    needsOther.add(service);
    return {service, endpoint: someEndpoint};
  };
  const placed = draft.calls.map((call) => ({...call, from: place(call.from), to: place(call.to)}));
  for (const {entry} of draft.operations) place(entry);
  for (const {producers, consumers} of draft.events)
    for (const one of [...producers, ...consumers.map((consumer) => consumer.place)])
      if (one.endpoint !== undefined) place(one);
  const calls = joinedCalls(placed);
  const byCaller = new Map<string, DraftCall[]>();
  for (const call of calls) {
    const own = byCaller.get(call.from.service);
    if (own) own.push(call);
    else byCaller.set(call.from.service, [call]);
  }
  const data = emptyMapping();
  for (const service of services.values())
    data[service.name] = serviceData(service, byCaller.get(service.name) ?? [], needsOther.has(service.name));
  const dangling = [...services.values()].filter((service) => service.dangling).map(({name}) => name);
  return {data, place, dangling, calls: calls.length};
}

/** One service for all of one name: the one that an artefact describes before one that others only name. */
function joinedServices(draft: Draft): Map<string, DraftService> {
  const joined = new Map<string, DraftService>();
  for (const service of draft.services) {
    const known = joined.get(service.name);
    if (known === undefined) joined.set(service.name, service);
    else {
      const [first, second] = known.dangling && !service.dangling ? [service, known] : [known, service];
      joined.set(service.name, {
        ...first,
        kind: first.kind ?? (second.dangling ? undefined : second.kind),
        team: first.team ?? second.team,
        telemetry: first.telemetry ?? second.telemetry,
        replicas: first.replicas ?? second.replicas,
        latency: first.latency ?? second.latency,
        endpoints: joinedEndpoints(first.endpoints, second.endpoints),
      });
    }
  }
  for (const call of draft.calls) {
    for (const {service} of [call.from, call.to]) {
      if (joined.has(service)) continue;
      joined.set(service, {
        name: service,
        kind: 'external',
        dangling: true,
        origin: {...call.origin, confidence: 'guess'},
      });
    }
  }
  for (const {entry, origin} of draft.operations)
    if (!joined.has(entry.service)) joined.set(entry.service, {name: entry.service, origin});
  for (const event of draft.events)
    for (const {service} of [...event.producers, ...event.consumers.map((consumer) => consumer.place)])
      if (!joined.has(service)) joined.set(service, {name: service, origin: event.origin});
  return joined;
}

function joinedEndpoints(
  first: readonly DraftEndpoint[] | undefined,
  second: readonly DraftEndpoint[] | undefined,
): readonly DraftEndpoint[] | undefined {
  if (!first || !second) return first ?? second;
  const names = new Set(first.map(({name}) => name));
  return [...first, ...second.filter(({name}) => !names.has(name))];
}

function serviceData(service: DraftService, calls: readonly DraftCall[], other: boolean): FileMapping {
  const endpoints = service.endpoints?.length ? service.endpoints : undefined;
  const {name: _, origin, ...said} = service;
  const head = {
    kind: said.kind === 'service' ? undefined : said.kind,
    team: said.team,
    telemetry: said.telemetry || undefined,
    replicas:
      said.replicas !== undefined && said.replicas > 1
        ? mappingOf({count: wholeNumber(said.replicas), required: 1})
        : undefined,
  };
  if (!endpoints)
    return mappingOf({
      ...head,
      latency: latencyText(said.latency),
      ...provenance(origin),
      calls: calls.length > 0 ? calls.map(callData) : undefined,
    });
  const all: readonly DraftEndpoint[] =
    other && !endpoints.some(({name}) => name === someEndpoint)
      ? [...endpoints, {name: someEndpoint, origin}]
      : endpoints;
  const data = emptyMapping();
  for (const endpoint of all) {
    const own = calls.filter(({from}) => from.endpoint === endpoint.name);
    data[endpoint.name] = mappingOf({
      latency: latencyText(endpoint.latency),
      ...provenance(endpoint.origin),
      calls: own.length > 0 ? own.map(callData) : undefined,
    });
  }
  return mappingOf({...head, ...provenance(origin), endpoints: data});
}
