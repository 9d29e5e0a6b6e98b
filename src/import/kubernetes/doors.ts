import type {DraftOperation, Origin} from '../draft.ts';
import {at, list, type Mapping, mapping, word, words} from '../manifest/fields.ts';
import {isWithinMesh} from './mesh.ts';
import type {Found} from './names.ts';
import {originOf, type Path, type Resource} from './resources.ts';
import type {ServiceName} from './selection.ts';

/** A Service that something at the edge of the cluster passes requests to. */
interface Backend {
  readonly host: string;
  readonly path: Path;
}

type BackendsOf = (spec: Mapping) => Backend[];

/** For each kind of door: the Services behind it. */
const doors: Readonly<Record<string, BackendsOf>> = {
  Ingress: (spec) => [
    ...named(at(spec, 'defaultBackend'), ['spec', 'defaultBackend']),
    ...named(at(spec, 'backend'), ['spec', 'backend']),
    ...each(spec, 'rules').flatMap(([rule, i]) =>
      list(at(rule, 'http', 'paths')).flatMap((one, j) =>
        named(at(one, 'backend'), ['spec', 'rules', i, 'http', 'paths', j, 'backend']),
      ),
    ),
  ],
  HTTPRoute: gatewayBackends,
  GRPCRoute: gatewayBackends,
  TLSRoute: gatewayBackends,
  TCPRoute: gatewayBackends,
  VirtualService: (spec) =>
    list(at(spec, 'gateways')).every((gateway) => gateway === 'mesh')
      ? []
      : ['http', 'tls', 'tcp'].flatMap((protocol) =>
          each(spec, protocol).flatMap(([route, i]) =>
            list(at(route, 'route')).flatMap((one) => backend(at(one, 'destination', 'host'), ['spec', protocol, i])),
          ),
        ),
  Route: (spec) => backend(at(spec, 'to', 'name'), ['spec', 'to']),
  IngressRoute: (spec) => servicesOfRoutes(spec),
  HTTPProxy: (spec) => servicesOfRoutes(spec),
  Mapping: (spec) => {
    const service = word(at(spec, 'service'))?.replace(/^[a-z]+:\/\//, '');
    return backend(service?.replace(/:\d+$/, ''), ['spec', 'service']);
  },
};

/**
 * The services that can be called from outside the cluster, each as an operation named after it: what an Ingress, a Gateway's
 * route or a Service of type LoadBalancer leads to; where there is none of these, what a NodePort leads to.
 */
export function entriesFrom(
  resources: readonly Resource[],
  services: readonly ServiceName[],
  resolve: (host: string, namespace: string | undefined) => Found | undefined,
): DraftOperation[] {
  const operations = new Map<string, DraftOperation>();
  const add = (host: string, namespace: string | undefined, origin: () => Origin) => {
    const service = resolve(host, namespace)?.service;
    if (service !== undefined && !operations.has(service))
      operations.set(service, {name: service, entry: {service}, origin: origin()});
  };
  for (const resource of resources) {
    if (!Object.hasOwn(doors, resource.kind) || isForCallers(resource)) continue;
    for (const {host, path} of doors[resource.kind]!(mapping(at(resource.data, 'spec'))))
      add(host, resource.namespace, () => originOf(resource, path, `${resource.kind} ${resource.name}`));
  }
  for (const [type, confidence] of [
    ['LoadBalancer', 'sure'],
    ['NodePort', 'likely'],
  ] as const) {
    if (type === 'NodePort' && operations.size > 0) break;
    for (const service of services)
      if (service.type === type)
        add(service.name, service.namespace, () =>
          originOf(service.resource, ['spec', 'type'], `Service ${service.name} of type ${type}`, confidence),
        );
  }
  for (const resource of resources)
    if (resource.group === 'serving.knative.dev' && resource.kind === 'Service' && !isClusterLocal(resource))
      add(resource.name, resource.namespace, () => originOf(resource, ['spec'], `Knative Service ${resource.name}`));
  return [...operations.values()];
}

/** Routes for calls between services are no doors. */
function isForCallers({kind, data}: Resource): boolean {
  const spec = mapping(at(data, 'spec'));
  if (kind === 'VirtualService') return isWithinMesh(spec) && list(at(spec, 'gateways')).length < 2;
  const parents = list(at(spec, 'parentRefs'));
  return parents.length > 0 && parents.every((parent) => at(parent, 'kind') === 'Service');
}

function isClusterLocal({data}: Resource): boolean {
  return words(at(data, 'metadata', 'labels')).get('networking.knative.dev/visibility') === 'cluster-local';
}

function gatewayBackends(spec: Mapping): Backend[] {
  return each(spec, 'rules').flatMap(([rule, i]) =>
    list(at(rule, 'backendRefs')).flatMap((one, j) => {
      const name = word(at(one, 'name'));
      const namespace = word(at(one, 'namespace'));
      if ((word(at(one, 'kind')) ?? 'Service') !== 'Service') return [];
      return backend(namespace && name ? `${name}.${namespace}` : name, ['spec', 'rules', i, 'backendRefs', j]);
    }),
  );
}

function servicesOfRoutes(spec: Mapping): Backend[] {
  return each(spec, 'routes').flatMap(([route, i]) =>
    list(at(route, 'services')).flatMap((one, j) => backend(at(one, 'name'), ['spec', 'routes', i, 'services', j])),
  );
}

/** The backend of an Ingress, as it is written now and as it was before 1.19. */
function named(holder: unknown, path: Path): Backend[] {
  return backend(at(holder, 'service', 'name') ?? at(holder, 'serviceName'), path);
}

function backend(host: unknown, path: Path): Backend[] {
  const text = word(host);
  return text === undefined ? [] : [{host: text, path}];
}

function each(spec: Mapping, key: string): [unknown, number][] {
  return list(at(spec, key)).map((one, index) => [one, index]);
}
