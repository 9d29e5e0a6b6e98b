import type {Confidence, Origin} from '../draft.ts';
import type {Nature, Tool} from './kinds.ts';

/** One value of a workload's configuration that may name others: a variable, a flag, a key of a mounted file. */
export interface Setting {
  /** The variable's or flag's name. */
  readonly name: string;
  readonly value: string;
  readonly file: string;
  readonly line?: number | undefined;
  /** What was read: `environment CART_ADDR`, `command --catalog`. */
  readonly rule: string;
  /** At most this sure, whatever the value looks like; left out: sure. */
  readonly confidence?: Confidence | undefined;
}

/** Something that a manifest runs: a compose service, a Kubernetes workload. */
export interface Workload {
  readonly name: string;
  readonly nature: Nature;
  /** It shows or administers brokers and stores: its clients are no part of the work. */
  readonly tool?: Tool | undefined;
  readonly replicas?: number | undefined;
  readonly team?: string | undefined;
  /** Further names that others reach it by: container name, host name, network alias, Kubernetes Service. */
  readonly names: readonly string[];
  /** Names that only this workload knows, and whom they mean (old compose links). */
  readonly links?: ReadonlyMap<string, string> | undefined;
  readonly settings: readonly Setting[];
  readonly origin: Origin;
}

/** Whom `host` means for `from`, by the workload's name; undefined where no workload is meant. */
export type Resolve = (host: string, from: Workload) => string | undefined;

/** Finds workloads by name, alias or link, whatever the case. Of two with one alias the first has it; a name goes before an alias. */
export function resolverOf(workloads: readonly Workload[]): Resolve {
  const known = new Map<string, string>();
  for (const {name} of workloads) if (!known.has(name.toLowerCase())) known.set(name.toLowerCase(), name);
  for (const {name, names} of workloads)
    for (const alias of names) if (!known.has(alias.toLowerCase())) known.set(alias.toLowerCase(), name);
  return (host, from) => {
    const wanted = host.toLowerCase();
    return from.links?.get(wanted) ?? known.get(wanted) ?? known.get(wanted.replace(/^tasks\./, ''));
  };
}
