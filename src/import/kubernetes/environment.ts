import type {Confidence, Origin} from '../draft.ts';
import {at, list, word} from '../manifest/fields.ts';
import {originOf} from './resources.ts';
import type {Settings, SettingsOf} from './settings.ts';
import {expanded} from './variables.ts';
import type {Container, Workload} from './workloads.ts';

/** One value that a workload is given, under the name by which it knows it. */
export interface Given {
  readonly name: string;
  readonly value: string;
  /** Looked up when asked for: most values name no host, and places cost time. */
  readonly origin: () => Origin;
}

/**
 * How sure it is that who gets a ConfigMap or Secret as a whole uses each host in it: sure where one service gets it, likely
 * where several do and it names one host, else a guess.
 */
export type Trust = (settings: Settings) => Confidence;

/**
 * The variables of a container as it sees them: whole ConfigMaps and Secrets first, `env` over them, references to other
 * variables replaced.
 */
export function environmentOf(
  workload: Workload,
  container: Container,
  settings: SettingsOf,
  trust: Trust,
): Map<string, Given> {
  const known = new Map<string, Given>();
  for (const [from, prefix] of wholeSettings(workload, container, settings))
    for (const [key, {value, line}] of from.entries) {
      const name = prefix + key;
      const confidence = trust(from);
      const rule = `${from.resource.kind} ${from.resource.name} ${key}`;
      const {file} = from.resource;
      known.set(name, {name, value, origin: () => ({file, line: line(), rule, confidence})});
    }
  const variable = (name: string) => known.get(name)?.value;
  for (const [index, one] of list(at(container.data, 'env')).entries()) {
    const name = word(at(one, 'name'));
    if (name === undefined) continue;
    const path = [...container.path, 'env', index];
    const stated = word(at(one, 'value'));
    if (stated !== undefined) {
      known.set(name, {
        name,
        value: expanded(stated, variable),
        origin: () => originOf(workload.resource, path, `environment ${name}`),
      });
      continue;
    }
    const referred = referredValue(workload, one, settings);
    if (referred)
      known.set(name, {
        name,
        value: referred.value,
        origin: () => originOf(workload.resource, path, `environment ${name}${referred.from}`),
      });
    else known.delete(name);
  }
  return known;
}

/** The ConfigMaps and Secrets that a container gets as a whole, with what is put before their keys. */
export function wholeSettings({namespace}: Workload, container: Container, settings: SettingsOf): [Settings, string][] {
  return list(at(container.data, 'envFrom')).flatMap((one): [Settings, string][] => {
    const map = word(at(one, 'configMapRef', 'name'));
    const secret = word(at(one, 'secretRef', 'name'));
    const found =
      map !== undefined
        ? settings('ConfigMap', namespace, map)
        : secret === undefined
          ? undefined
          : settings('Secret', namespace, secret);
    return found ? [[found, word(at(one, 'prefix')) ?? '']] : [];
  });
}

function referredValue(
  workload: Workload,
  entry: unknown,
  settings: SettingsOf,
): {value: string; from: string} | undefined {
  const from = at(entry, 'valueFrom');
  if (at(from, 'fieldRef', 'fieldPath') === 'metadata.namespace')
    return workload.namespace === undefined ? undefined : {value: workload.namespace, from: ''};
  for (const [field, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const name = word(at(from, field, 'name'));
    const key = word(at(from, field, 'key'));
    const found = name === undefined ? undefined : settings(kind, workload.namespace, name);
    const setting = key === undefined ? undefined : found?.entries.get(key);
    if (setting) return {value: setting.value, from: ` from ${kind} ${name}`};
  }
  return undefined;
}
