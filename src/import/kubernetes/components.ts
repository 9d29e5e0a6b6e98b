import type {ServiceName} from './selection.ts';
import type {Workload} from './workloads.ts';

/** One service of the topology: a name that others call and what answers behind it, or a workload that nobody calls by name. */
export interface Component {
  /** As the manifest has it, without the namespace. */
  readonly name: string;
  readonly namespace: string | undefined;
  /** Its versions: reviews-v1, reviews-v2. None where no workload of the files carries the labels. */
  readonly workloads: readonly Workload[];
  /** The Services that stand for it. */
  readonly services: readonly ServiceName[];
}

/**
 * What the topology takes for one service. Workloads behind one Service are versions of one thing if their names say so
 * (reviews-v1, reviews-v2; cart, cart-canary); several Services over the same workloads are one thing with several names. A
 * Service over workloads of different names (one for all metrics, say) is none of them: see `unclear`.
 * The name is the workload's if a Service has it too, else that of the Service which is for use within the cluster.
 */
export function componentsOf(
  services: readonly ServiceName[],
  workloads: readonly Workload[],
): {readonly components: readonly Component[]; readonly unclear: readonly ServiceName[]} {
  const candidates = new Map<Workload, ServiceName[]>();
  const unclear = new Set<ServiceName>();
  for (const service of services) {
    if (service.selected.length === 0) continue;
    if (!isOneThing(service)) unclear.add(service);
    else
      for (const workload of service.selected) {
        const known = candidates.get(workload);
        if (known) known.push(service);
        else candidates.set(workload, [service]);
      }
  }
  const members = new Map<ServiceName | Workload, Workload[]>();
  const homes = new Map<Workload, ServiceName | Workload>();
  for (const workload of workloads) {
    const home = widest(candidates.get(workload) ?? []) ?? workload;
    homes.set(workload, home);
    const known = members.get(home);
    if (known) known.push(workload);
    else members.set(home, [workload]);
  }
  const names = new Map<ServiceName | Workload, ServiceName[]>();
  for (const service of services) {
    const [first] = service.selected;
    const home = first && !unclear.has(service) ? homes.get(first) : undefined;
    if (!home) continue;
    const known = names.get(home);
    if (known) known.push(service);
    else names.set(home, [service]);
  }
  const components = [...members].map(([home, own]): Component => {
    const called = names.get(home) ?? [];
    return {name: bestName(own, called), namespace: home.namespace, workloads: own, services: called};
  });
  for (const service of services)
    if (service.selected.length === 0 && service.hasSelector && service.type !== 'ExternalName')
      components.push({name: service.name, namespace: service.namespace, workloads: [], services: [service]});
  return {components, unclear: [...unclear]};
}

function widest(services: readonly ServiceName[]): ServiceName | undefined {
  return [...services].sort(
    (a, b) => b.selected.length - a.selected.length || rank(a) - rank(b) || order(a.name, b.name),
  )[0];
}

/** What a version, a role or a release step adds to a name. */
const addition =
  /[-_.]?(?:v\d[\w.]*|\d+|canary|stable|primary|secondary|baseline|preview|active|blue|green|main|master|slave|replicas?|leader|follower|read|write|old|new|prod|production|test)$/;

/**
 * Are the workloads behind a Service versions of one thing? By their names (reviews-v1, reviews-v2), by Istio's labels (one
 * `app`, a `version` each), or because they run the same image.
 */
function isOneThing({name, selected}: ServiceName): boolean {
  if (selected.length < 2) return true;
  const stems = new Set(selected.map(stemOf));
  if (stems.size === 1 || [...stems].every((stem) => stem === name || stem === stemText(name))) return true;
  const agree = (of: (workload: Workload) => string | undefined) => {
    const [first, ...others] = new Set(selected.map(of));
    return first !== undefined && others.length === 0;
  };
  if (selected.every(({labels}) => labels.has('version')) && agree(({labels}) => labels.get('app'))) return true;
  return agree(({containers}) => containers[0]?.image?.replace(/@.*$/s, '').replace(/:[^/:]*$/, ''));
}

function stemOf({name, labels}: Workload): string {
  const version = labels.get('version') ?? labels.get('app.kubernetes.io/version') ?? labels.get('track');
  return version !== undefined && version !== '' && name.endsWith(`-${version}`)
    ? name.slice(0, -version.length - 1)
    : stemText(name);
}

function stemText(name: string): string {
  // Longer ones are no names of Kubernetes, and the expression is not for them.
  const stem = name.length > 253 ? name : name.replace(addition, '');
  return stem === '' ? name : stem;
}

/** Which of several Services is the one that others within the cluster use. */
function rank({type, headless}: ServiceName): number {
  if (type === 'LoadBalancer') return 3;
  if (type === 'NodePort') return 2;
  return headless ? 1 : 0;
}

function bestName(workloads: readonly Workload[], services: readonly ServiceName[]): string {
  const own = new Set(workloads.map(({name}) => name));
  const widestFirst = [...services].sort(
    (a, b) =>
      b.selected.length - a.selected.length ||
      Number(own.has(b.name)) - Number(own.has(a.name)) ||
      rank(a) - rank(b) ||
      a.name.length - b.name.length ||
      order(a.name, b.name),
  );
  return widestFirst[0]?.name ?? workloads[0]?.name ?? '';
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Anything that has a name in a namespace. */
export interface Homed {
  readonly name: string;
  readonly namespace: string | undefined;
}

/** The names in the topology: the namespace stands before a name only where two namespaces have it. */
export function displayNames<T extends Homed>(things: readonly T[]): ReadonlyMap<T, string> {
  const homes = new Map<string, Set<string | undefined>>();
  for (const {name, namespace} of things) {
    const known = homes.get(name);
    if (known) known.add(namespace);
    else homes.set(name, new Set([namespace]));
  }
  return new Map(
    things.map((thing) => {
      const {name, namespace} = thing;
      return [thing, homes.get(name)!.size > 1 && namespace !== undefined ? `${namespace}/${name}` : name];
    }),
  );
}
