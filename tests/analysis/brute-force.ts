import type {CallFile, ServiceFile, SystemFile} from './any-system.ts';

/** Failure of requests to an operation's entry, summed state by state. */
export interface Summed {
  readonly up: number;
  readonly down: number;
  /** Failure if no call of unknown failure handling is fatal. */
  readonly downUnknownIgnored: number;
  /** For each node the failure if it always answered, whatever it is and needs. */
  readonly downGranted: ReadonlyMap<string, number>;
  /** P(fails | down) and P(fails | up) of each service, broker and shared fate that can be both. */
  readonly given: ReadonlyMap<string, {readonly own: number; readonly ifDown: number; readonly ifUp: number}>;
}

/** One thing that is up or down (made or not made) by itself. */
interface Coin {
  readonly key: string;
  readonly down: number;
}

interface Site {
  readonly node: string;
  readonly call: CallFile;
}

const weekMs = 604_800_000;
const unitMs = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000} as const;

function milliseconds(text: string): number {
  const [, digits, unit] = /^([\d.]+)(ms|s|m|h|d)$/.exec(text)!;
  return Number(digits) * unitMs[unit as keyof typeof unitMs];
}

/** What is missing to 1, from the decimal text: 99.9% and 0.999 give 0.001. */
function missing(text: string): number {
  const digits = text.endsWith('%') ? Number(text.slice(0, -1)) / 100 : Number(text);
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  const scale = 10 ** (decimals + (text.endsWith('%') ? 2 : 0));
  return Math.round(scale - digits * scale) / scale;
}

function ownFailure({availability}: ServiceFile): number {
  if (availability === undefined) return 0.001;
  if (typeof availability === 'string') return missing(availability);
  const [mtbf, mttr] = [milliseconds(availability.mtbf), milliseconds(availability.mttr)];
  return mttr / (mtbf + mttr);
}

const replicasOf = ({replicas}: ServiceFile) => ({count: replicas?.count ?? 1, required: replicas?.required ?? 1});
const nodesOf = (name: string, {endpoints}: ServiceFile) =>
  endpoints ? Object.keys(endpoints).map((endpoint) => `${name}/${endpoint}`) : [name];
const targetsOf = ({to}: CallFile) => (typeof to === 'string' ? [to] : to.of);
const requiredOf = ({to}: CallFile) => (typeof to === 'string' ? 1 : (to.required ?? 1));

/** A reading of the format of its own, for small systems: nothing here comes from the program. */
export function reader(file: SystemFile) {
  const services = Object.entries(file.services);
  const owner = new Map(services.flatMap(([name, s]) => nodesOf(name, s).map((node) => [node, name])));
  const nodes = [...owner.keys()];
  const sites = services.flatMap(([name, s]): Site[] => {
    const own = s.endpoints ? Object.entries(s.endpoints).map(([e, {calls}]) => [`${name}/${e}`, calls] as const) : [];
    return [[name, s.calls] as const, ...own].flatMap(([node, calls]) =>
      (calls ?? [])
        .filter((call) => !targetsOf(call).some((to) => file.services[owner.get(to)!]!.telemetry))
        .map((call) => ({node, call})),
    );
  });
  const publishes = Object.entries(file.events).flatMap(([event, e]) =>
    (owner.has(e.producer) ? [e.producer] : nodesOf(e.producer, file.services[e.producer]!)).map((node) => ({
      node,
      event,
      ...e,
    })),
  );
  // Only what stands below the entry can matter to it: the states of the rest are not told apart.
  const below = new Set([file.operations.op.entry]);
  for (const node of below) {
    for (const {call} of sites.filter((site) => site.node === node)) {
      for (const to of targetsOf(call)) below.add(to);
      if (typeof call.onFailure === 'object') below.add(call.onFailure.fallback);
    }
  }
  const reached = services.filter(([name, service]) => nodesOf(name, service).some((node) => below.has(node)));
  const named = new Set([
    ...reached.flatMap(([, {sharedFate}]) => sharedFate ?? []),
    ...publishes.flatMap(({node, via}) => (below.has(node) && via !== undefined ? [via] : [])),
  ]);
  const coins: Coin[] = [];
  for (const [name, service] of reached) {
    const {count, required} = replicasOf(service);
    for (let i = 0; i < count; i += 1) coins.push({key: `${name}#${i}`, down: ownFailure(service)});
    if (service.deploys && required === count) {
      const {perWeek, outage} = service.deploys;
      coins.push({key: `window ${name}`, down: (perWeek * milliseconds(outage)) / weekMs});
    }
  }
  for (const [name, {availability}] of [...Object.entries(file.sharedFate), ...Object.entries(file.brokers)])
    if (named.has(name)) coins.push({key: name, down: missing(availability)});
  for (const {node, call} of sites) {
    if (call.probability === undefined || !below.has(node)) continue;
    coins.push({key: `call ${call.name}`, down: missing(call.probability)});
  }
  for (const {node, event, probability} of publishes) {
    if (probability === undefined || !below.has(node)) continue;
    coins.push({key: `${node} ${event}`, down: missing(probability)});
  }
  const free = coins.filter(({down}) => down > 0 && down < 1);
  const fixed = new Map(coins.filter(({down}) => down === 0 || down === 1).map(({key, down}) => [key, down === 0]));

  /** Does a request to `entry` succeed in this state? The greatest fixpoint: whoever cannot answer is taken away. */
  const answers = (
    entry: string,
    on: (key: string) => boolean,
    {granted, unknownIgnored = false}: {granted?: string | undefined; unknownIgnored?: boolean} = {},
  ): boolean => {
    const answering = new Set(nodes.filter((node) => node === granted || selfUp(owner.get(node)!, on)));
    const works = (call: CallFile) => {
      if (call.onFailure === 'ignore' || (unknownIgnored && call.onFailure === 'unknown')) return true;
      if (call.probability !== undefined && !on(`call ${call.name}`)) return true;
      if (targetsOf(call).filter((to) => answering.has(to)).length >= requiredOf(call)) return true;
      return typeof call.onFailure === 'object' && answering.has(call.onFailure.fallback);
    };
    const takeAway = (node: string) => node !== granted && answering.delete(node);
    for (const {node, event, via, outbox, probability} of publishes) {
      if (via === undefined || outbox || (probability !== undefined && !on(`${node} ${event}`))) continue;
      if (!on(via)) takeAway(node);
    }
    for (let changed = true; changed; ) {
      changed = false;
      for (const {node, call} of sites) if (answering.has(node) && !works(call)) changed = takeAway(node) || changed;
    }
    return answering.has(entry);
  };
  const selfUp = (name: string, on: (key: string) => boolean): boolean =>
    serviceUp(name, on) && (file.services[name]!.sharedFate ?? []).every(on);
  /** Enough replicas and no window: the service without what it shares its fate with. */
  const serviceUp = (name: string, on: (key: string) => boolean): boolean => {
    const service = file.services[name]!;
    const {count, required} = replicasOf(service);
    let up = 0;
    for (let i = 0; i < count; i += 1) if (on(`${name}#${i}`)) up += 1;
    return up >= required && !(service.deploys && required === count && !on(`window ${name}`));
  };

  return {
    nodes,
    services: services.map(([name]) => name),
    brokers: Object.keys(file.brokers),
    /** How many things can be either way: 2 to the power of it states are summed. */
    coins: free.length,
    answers,
    /** Can this ever be up, or made? */
    possible: (key: string) => fixed.get(key) ?? true,
    summed: (entry: string): Summed => {
      const index = new Map(free.map(({key}, i) => [key, i]));
      const total = {up: 0, down: 0, downUnknownIgnored: 0};
      const granted = new Map(nodes.map((node) => [node, 0]));
      const names = [...services.map(([name]) => name), ...Object.keys(file.sharedFate), ...Object.keys(file.brokers)];
      const seen = new Map(names.map((name) => [name, {up: 0, down: 0, failsUp: 0, failsDown: 0}]));
      for (let state = 0; state < 2 ** free.length; state += 1) {
        let weight = 1;
        for (const [i, {down}] of free.entries()) weight *= (state >> i) & 1 ? down : 1 - down;
        const on = (key: string) => {
          const at = index.get(key);
          return at === undefined ? (fixed.get(key) ?? true) : ((state >> at) & 1) === 0;
        };
        const succeeds = answers(entry, on);
        total[succeeds ? 'up' : 'down'] += weight;
        for (const [name, sums] of seen) {
          const isUp = name in file.services ? serviceUp(name, on) : on(name);
          sums[isUp ? 'up' : 'down'] += weight;
          if (!succeeds) sums[isUp ? 'failsUp' : 'failsDown'] += weight;
        }
        if (succeeds) continue;
        if (!answers(entry, on, {unknownIgnored: true})) total.downUnknownIgnored += weight;
        for (const node of nodes) {
          if (!answers(entry, on, {granted: node})) granted.set(node, granted.get(node)! + weight);
        }
      }
      const given = [...seen].flatMap(([name, {up, down, failsUp, failsDown}]) =>
        up > 0 && down > 0 ? [[name, {own: down, ifDown: failsDown / down, ifUp: failsUp / up}] as const] : [],
      );
      return {...total, downGranted: granted, given: new Map(given)};
    },
  };
}
