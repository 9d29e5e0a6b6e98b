import type {DraftCall} from '../draft.ts';
import {at, list, type Mapping, mapping, wholeNumber, word} from '../manifest/fields.ts';
import {goDurationMs} from './durations.ts';
import type {Resolve} from './names.ts';
import {placeOf, type Resource} from './resources.ts';

/** What a mesh does with the calls to a service, whoever makes them. */
export interface CallPolicy {
  /** Of one attempt. */
  readonly timeoutMs?: number | undefined;
  /** Attempts after the first. */
  readonly retries?: number | undefined;
  readonly backoffMs?: number | undefined;
  readonly circuitBreaker?: boolean | undefined;
}

/** The policies by the service that is called, and what could not be said in a topology. */
export interface CallPolicies {
  readonly of: ReadonlyMap<string, CallPolicy>;
  readonly notes: readonly string[];
}

/** Istio's VirtualServices and DestinationRules, and routes of the Gateway API that hang on a Service, as policies of calls. */
export function callPolicies(resources: readonly Resource[], resolve: Resolve): CallPolicies {
  const of = new Map<string, CallPolicy>();
  const notes: string[] = [];
  const add = (resource: Resource, host: string | undefined, namespace: string | undefined, policy: CallPolicy) => {
    const service = host === undefined ? undefined : resolve(host, namespace)?.service;
    const given = Object.entries(policy).filter(([, value]) => value !== undefined);
    if (service === undefined || given.length === 0) return;
    const before = of.get(service) ?? {};
    const other = given.filter(
      ([key, value]) => Object.hasOwn(before, key) && before[key as keyof CallPolicy] !== value,
    );
    if (other.length > 0)
      notes.push(
        `${placeOf(resource)} says something else of calls to ${service} than what was read before it, and is not used.`,
      );
    else of.set(service, {...before, ...Object.fromEntries(given)});
  };
  for (const resource of resources) {
    const {kind, group, namespace, data} = resource;
    const spec = mapping(at(data, 'spec'));
    if (kind === 'VirtualService' && isWithinMesh(spec)) {
      const policy = agreedPolicy(list(at(spec, 'http')).map(mapping), istioPolicy);
      if (policy === undefined)
        notes.push(`${placeOf(resource)} has different timeouts or retries for different requests; none is used.`);
      else for (const host of list(at(spec, 'hosts'))) add(resource, word(host), namespace, policy);
    } else if (kind === 'DestinationRule') {
      add(resource, word(at(spec, 'host')), namespace, {circuitBreaker: ejects(spec) || undefined});
      if (!ejects(spec) && at(spec, 'trafficPolicy', 'connectionPool') !== undefined)
        notes.push(`${placeOf(resource)} limits connections and waiting requests; a topology has no place for that.`);
    } else if ((kind === 'HTTPRoute' || kind === 'GRPCRoute') && group === 'gateway.networking.k8s.io') {
      const policy = agreedPolicy(list(at(spec, 'rules')).map(mapping), gatewayPolicy) ?? {};
      for (const parent of list(at(spec, 'parentRefs')))
        if (at(parent, 'kind') === 'Service')
          add(resource, word(at(parent, 'name')), word(at(parent, 'namespace')) ?? namespace, policy);
    }
  }
  return {of, notes};
}

/** The calls with what the mesh does with them. */
export function withPolicies(calls: readonly DraftCall[], policies: CallPolicies): DraftCall[] {
  return calls.map((call) => ({...call, ...policies.of.get(call.to.service)}));
}

/** A VirtualService without gateways is for calls within the mesh; with gateways, if `mesh` is one of them. */
export function isWithinMesh(spec: Mapping): boolean {
  const gateways = list(at(spec, 'gateways'));
  return gateways.length === 0 || gateways.includes('mesh');
}

/**
 * What the routes agree on: that of the route for everything else (without `match`) if there is one, of all if they say the same;
 * undefined where they differ.
 */
function agreedPolicy(routes: readonly Mapping[], read: (route: Mapping) => CallPolicy): CallPolicy | undefined {
  const rest = routes.find((route) => list(at(route, 'match')).length === 0 && list(at(route, 'matches')).length === 0);
  if (rest) return read(rest);
  const all = routes.map(read);
  return all.every((one) => JSON.stringify(one) === JSON.stringify(all[0])) ? (all[0] ?? {}) : undefined;
}

/** Istio's `timeout` is for all attempts together, `perTryTimeout` for one: the retries are those that fit in. */
function istioPolicy(route: Mapping): CallPolicy {
  const total = goDurationMs(at(route, 'timeout'));
  const attempt = goDurationMs(at(route, 'retries', 'perTryTimeout'));
  const attempts = wholeNumber(at(route, 'retries', 'attempts'));
  const fitting = total !== undefined && attempt !== undefined ? Math.max(0, Math.ceil(total / attempt) - 1) : Infinity;
  return {
    timeoutMs: total !== undefined && attempt !== undefined ? Math.min(total, attempt) : (attempt ?? total),
    retries: attempts === undefined ? undefined : Math.min(attempts, fitting),
    backoffMs: goDurationMs(at(route, 'retries', 'backoff')),
  };
}

function gatewayPolicy(rule: Mapping): CallPolicy {
  return {
    timeoutMs: goDurationMs(at(rule, 'timeouts', 'backendRequest')) ?? goDurationMs(at(rule, 'timeouts', 'request')),
    retries: wholeNumber(at(rule, 'retry', 'attempts')),
    backoffMs: goDurationMs(at(rule, 'retry', 'backoff')),
  };
}

/** Does it leave hosts out that keep failing: for all, or for each of its subsets or ports? */
function ejects(spec: Mapping): boolean {
  const own = (holder: unknown) => mapping(at(holder, 'trafficPolicy'));
  const policy = own(spec);
  const parts = [...list(at(policy, 'portLevelSettings')), ...list(at(spec, 'subsets')).map(own)];
  const has = (one: unknown) => at(one, 'outlierDetection') !== undefined;
  return has(policy) || (parts.length > 0 && parts.every(has));
}
