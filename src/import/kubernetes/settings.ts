import {Buffer} from 'node:buffer';
import {at, mapping, word, words} from '../manifest/fields.ts';
import {type FileEntry, fileEntries} from '../manifest/file-entries.ts';
import type {Resource} from './resources.ts';
import {hostsOfSecret} from './secret-hosts.ts';

/** One entry of a ConfigMap or Secret. */
export interface Setting {
  /** Of a secret: only the hosts in it; of a secret file: properties of the hosts in it. */
  readonly value: string;
  readonly line: () => number;
  /** What it holds, taken for a configuration file of its key's name. */
  readonly entries: () => readonly FileEntry[];
}

/** A ConfigMap or Secret. */
export interface Settings {
  readonly resource: Resource;
  readonly entries: ReadonlyMap<string, Setting>;
}

/** The ConfigMaps and Secrets by kind, namespace and name. */
export type SettingsOf = (
  kind: 'ConfigMap' | 'Secret',
  namespace: string | undefined,
  name: string,
) => Settings | undefined;

/** What the ConfigMaps and Secrets hold; of a secret's values nothing but the hosts goes any further. */
export function settingsOf(resources: readonly Resource[]): SettingsOf {
  const found = new Map<string, Settings>();
  const key = (kind: string, namespace: string | undefined, name: string) => JSON.stringify([kind, namespace, name]);
  for (const resource of resources) {
    const {kind, group, namespace, name} = resource;
    if (group === '' && kind === 'ConfigMap')
      found.set(key(kind, namespace, name), {resource, entries: plainEntries(resource)});
    if (group === '' && kind === 'Secret')
      found.set(key(kind, namespace, name), {resource, entries: secretEntries(resource)});
  }
  return (kind, namespace, name) => found.get(key(kind, namespace, name));
}

function plainEntries(resource: Resource): Map<string, Setting> {
  const setting = (key: string, value: string): Setting => ({
    value,
    line: () => resource.lineOf(['data', key]),
    entries: once(() => fileEntries(key, value)),
  });
  return new Map([...words(at(resource.data, 'data'))].map(([key, value]) => [key, setting(key, value)]));
}

function secretEntries(resource: Resource): Map<string, Setting> {
  const entries = new Map<string, Setting>();
  const add = (field: string, key: string, value: string) => {
    const hosts = /\n|^\s*[[{]/.test(value) ? hostsOfSecretFile(key, value) : hostsOfSecret(key, value);
    if (hosts === undefined) entries.delete(key);
    else
      entries.set(key, {
        value: hosts,
        line: () => resource.lineOf([field, key]),
        entries: once(() => (hosts.includes('=') ? fileEntries('', hosts) : [{key, value: hosts}])),
      });
  };
  for (const [key, value] of Object.entries(mapping(at(resource.data, 'data'))))
    add('data', key, Buffer.from(word(value) ?? '', 'base64').toString('utf8'));
  // The API server writes these over the others.
  for (const [key, value] of words(at(resource.data, 'stringData'))) add('stringData', key, value);
  return entries;
}

/** Many workloads may mount one file; it is read once, and not at all if none does. */
function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | undefined;
  return () => {
    made ??= {value: make()};
    return made.value;
  };
}

/** A secret configuration file as properties, those alone that name hosts; undefined where none does. */
function hostsOfSecretFile(name: string, text: string): string | undefined {
  const lines = fileEntries(name, text).flatMap(({key, value}) => {
    const hosts = hostsOfSecret(key, value);
    return hosts === undefined ? [] : [`${key}=${hosts}`];
  });
  return lines.length > 0 ? lines.join('\n') : undefined;
}
