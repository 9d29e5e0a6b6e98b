import {hostsIn} from '../manifest/hosts.ts';
import {type Trust, wholeSettings} from './environment.ts';
import type {Landscape} from './landscape.ts';
import {mountedSettings} from './mounted-files.ts';
import type {Settings, SettingsOf} from './settings.ts';

/** What it says of a ConfigMap or Secret that several services get it as a whole, and what is to be told of files that several get. */
export function sharingOf(
  {workloads, serviceOf, names}: Landscape,
  settings: SettingsOf,
): {readonly trust: Trust; readonly notes: readonly string[]} {
  const users = new Map<Settings, Set<string | undefined>>();
  const mounted = new Set<Settings>();
  for (const workload of workloads) {
    const whole = workload.containers.flatMap((container) => wholeSettings(workload, container, settings));
    const files = mountedSettings(workload, settings).map(({from}) => from);
    for (const from of files) mounted.add(from);
    for (const from of [...whole.map(([one]) => one), ...files]) {
      const known = users.get(from) ?? new Set();
      users.set(from, known.add(serviceOf(workload)));
    }
  }
  const trusted = new Map(
    [...users].map(([from, by]) => [from, by.size < 2 ? 'sure' : hostsOf(from).size < 2 ? 'likely' : 'guess'] as const),
  );
  const trust: Trust = (from) => trusted.get(from) ?? 'sure';
  const notes = [...mounted].flatMap((from) => {
    if (trust(from) !== 'guess') return [];
    const {kind, name, namespace, file} = from.resource;
    const targets = new Set([...hostsOf(from)].flatMap((host) => names.resolve(host, namespace)?.service ?? []));
    if (targets.size === 0) return [];
    return [
      `${kind} ${name} (${file}) is given to ${users.get(from)!.size} services and names ${[...targets].join(', ')}: which of them calls which is not said.`,
    ];
  });
  return {trust, notes};
}

/** The hosts that its entries name by their shape or key, and those in its entries that are files. */
function hostsOf({entries}: Settings): Set<string> {
  const named = [...entries].flatMap(([key, {value, entries: inside}]) => [
    ...hostsIn(key, value),
    ...inside().flatMap((one) => hostsIn(one.key, one.value)),
  ]);
  return new Set(named.flatMap(({shape, host}) => (shape === 'word' ? [] : host)));
}
