import type {FileMapping} from './file-data.ts';
import {emptyMapping} from './file-data.ts';
import {mergedCalls} from './merge-calls.ts';
import {type MergeSides, takeFields} from './merge-fields.ts';

/** The endpoint for calls that were written down and never seen, once a source names a service's endpoints. */
export const unseen = 'not observed';

const serviceFields = ['team', 'telemetry', 'replicas'];

/** The services of two sources as one; `services` (of before) is changed. */
export function mergeServices(services: FileMapping, added: FileMapping, sides: MergeSides): void {
  for (const [name, one] of Object.entries(added) as [string, FileMapping][]) {
    const before = services[name] as FileMapping | undefined;
    if (before === undefined) {
      services[name] = one;
      sides.differences.push(`${name}: ${sides.only(sides.added)}`);
    } else services[name] = mergedService(name, before, one, services, sides);
  }
  for (const [name, one] of Object.entries(services) as [string, FileMapping][])
    if (!Object.hasOwn(added, name) && one.telemetry !== true)
      sides.differences.push(`${name}: ${sides.only(sides.before)}`);
}

function mergedService(
  name: string,
  before: FileMapping,
  added: FileMapping,
  services: FileMapping,
  sides: MergeSides,
): FileMapping {
  const service: FileMapping = Object.assign(emptyMapping(), before);
  // What was only a name for one source is described by the other. Who is described is a service where no kind is stated;
  // a trace that saw it from outside alone does not make it external.
  if (before.confidence === 'guess' && before.kind === 'external' && added.confidence !== 'guess') {
    delete service.kind;
    if (added.kind !== undefined) service.kind = added.kind;
    service.source = added.source;
    service.confidence = added.confidence;
  } else if (added.kind !== undefined && added.kind !== 'external' && before.source !== undefined)
    takeFields(name, service, added, ['kind'], sides);
  takeFields(name, service, added, serviceFields, sides);
  const old = before.endpoints as FileMapping | undefined;
  const fresh = added.endpoints as FileMapping | undefined;
  if (!old && !fresh) {
    takeFields(name, service, added, ['latency'], sides);
    return withCalls(name, service, before, added, services, sides);
  }
  if (!fresh) return intoEndpoints(name, service, old!, added, services, sides);
  service.endpoints = old
    ? endpointsOfBoth(name, old, fresh, services, sides)
    : flatIntoEndpoints(name, service, before, fresh, services, sides);
  return service;
}

function callsOf(part: FileMapping | undefined): readonly FileMapping[] {
  return (part?.calls ?? []) as readonly FileMapping[];
}

function withCalls(
  place: string,
  part: FileMapping,
  before: FileMapping,
  added: FileMapping,
  services: FileMapping,
  sides: MergeSides,
): FileMapping {
  const {calls, unmatched} = mergedCalls(place, callsOf(before), callsOf(added), services, sides);
  for (const call of unmatched) sides.differences.push(`${place} -> ${targetOf(call)}: ${sides.only(sides.before)}`);
  if (calls.length > 0) part.calls = calls;
  return part;
}

/** The old source knows endpoints, the new one only the service: its calls are looked for at every endpoint. */
function intoEndpoints(
  name: string,
  service: FileMapping,
  old: FileMapping,
  added: FileMapping,
  services: FileMapping,
  sides: MergeSides,
): FileMapping {
  const quiet: MergeSides = {...sides, differences: []};
  const endpoints = emptyMapping();
  const met = new Set<FileMapping>();
  for (const [label, endpoint] of Object.entries(old) as [string, FileMapping][]) {
    const shared = callsOf(added).filter(
      (call) => mergedCalls(name, callsOf(endpoint), [call], services, quiet).calls.length === callsOf(endpoint).length,
    );
    for (const call of shared) met.add(call);
    const part: FileMapping = Object.assign(emptyMapping(), endpoint);
    endpoints[label] = withCalls(`${name}/${label}`, part, endpoint, {calls: shared}, services, sides);
  }
  const rest = callsOf(added).filter((call) => !met.has(call));
  for (const call of rest) sides.differences.push(`${name} -> ${targetOf(call)}: ${sides.only(sides.added)}`);
  if (rest.length > 0) {
    const other = Object.assign(emptyMapping(), endpoints.other);
    other.calls = [...callsOf(other), ...rest];
    endpoints.other = other;
  }
  service.endpoints = endpoints;
  return service;
}

function endpointsOfBoth(
  name: string,
  old: FileMapping,
  fresh: FileMapping,
  services: FileMapping,
  sides: MergeSides,
): FileMapping {
  const endpoints: FileMapping = Object.assign(emptyMapping(), old);
  for (const [label, one] of Object.entries(fresh) as [string, FileMapping][]) {
    const before = old[label] as FileMapping | undefined;
    if (before === undefined) {
      endpoints[label] = one;
      sides.differences.push(`${name}/${label}: ${sides.only(sides.added)}`);
      continue;
    }
    const part: FileMapping = Object.assign(emptyMapping(), before);
    takeFields(`${name}/${label}`, part, one, ['latency'], sides);
    endpoints[label] = withCalls(`${name}/${label}`, part, before, one, services, sides);
  }
  return endpoints;
}

/** The new source tells endpoints apart, the old one does not: each endpoint takes from the old calls those that it makes. */
function flatIntoEndpoints(
  name: string,
  service: FileMapping,
  before: FileMapping,
  fresh: FileMapping,
  services: FileMapping,
  sides: MergeSides,
): FileMapping {
  const endpoints = emptyMapping();
  const met = new Set<FileMapping>();
  for (const [label, one] of Object.entries(fresh) as [string, FileMapping][]) {
    const {calls, unmatched} = mergedCalls(`${name}/${label}`, callsOf(before), callsOf(one), services, sides);
    const missing = new Set(unmatched);
    for (const call of callsOf(before)) if (!missing.has(call)) met.add(call);
    const made = calls.filter((call) => !missing.has(call));
    endpoints[label] = Object.assign(emptyMapping(), one, made.length > 0 && {calls: made});
  }
  const rest = callsOf(before).filter((call) => !met.has(call));
  for (const call of rest) sides.differences.push(`${name} -> ${targetOf(call)}: ${sides.only(sides.before)}`);
  if (rest.length > 0) endpoints[unseen] = Object.assign(emptyMapping(), {calls: rest});
  if (service.latency !== undefined)
    sides.differences.push(`${name}: latency stands at its endpoints now, as seen in ${sides.added}`);
  delete service.calls;
  delete service.latency;
  return endpoints;
}

function targetOf(call: FileMapping): string {
  return typeof call.to === 'string' ? call.to : 'a group';
}
