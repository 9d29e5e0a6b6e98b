import type {Confidence, DraftCall} from '../draft.ts';
import type {Resolve as ResolvePart} from '../manifest/workload.ts';
import type {Landscape} from './landscape.ts';

const order: readonly Confidence[] = ['sure', 'likely', 'guess'];

/** Reads hosts for the shared reading of configurations, and remembers how surely each was found. */
export interface HostReading {
  readonly resolve: ResolvePart;
  /** The calls, none surer than the way in which its host was found. */
  readonly weighed: (calls: readonly DraftCall[]) => DraftCall[];
}

/** Hosts as a workload's namespace sees them. The cluster's own API is nobody's call. */
export function hostReading({components, display, names}: Landscape): HostReading {
  const homes = new Map(components.map((one) => [display(one), one.namespace]));
  const best = new Map<string, Confidence>();
  const resolve: ResolvePart = (host, from) => {
    const found = names.resolve(host, homes.get(from.name));
    // A host of one's own is no target.
    if (!found) return /^kubernetes(?:\.default(?:\.svc(?:\.|$)|$)|$)/.test(host) ? from.name : undefined;
    const key = JSON.stringify([from.name, found.service]);
    const known = best.get(key);
    if (known === undefined || order.indexOf(found.confidence) < order.indexOf(known)) best.set(key, found.confidence);
    return found.service;
  };
  return {
    resolve,
    weighed: (calls) =>
      calls.map((call) => {
        const found = best.get(JSON.stringify([call.from.service, call.to.service])) ?? 'sure';
        const confidence = order[Math.max(order.indexOf(found), order.indexOf(call.origin.confidence))]!;
        return {...call, origin: {...call.origin, confidence}};
      }),
  };
}
