import type {Confidence} from '../draft.ts';
import {at, list, word} from '../manifest/fields.ts';
import {wordsOf} from '../manifest/variable-words.ts';
import type {Given, Trust} from './environment.ts';
import type {Settings, SettingsOf} from './settings.ts';
import type {Workload} from './workloads.ts';

/**
 * The entries of the configuration files that a workload mounts from ConfigMaps and Secrets. What a program makes of a file is
 * its own affair: likely. Of a file that several get only what stands under a key that begins as the workload's name does is
 * its own, and a guess.
 */
export function mountedFiles(workload: Workload, settings: SettingsOf, trust: Trust): Given[] {
  return mountedSettings(workload, settings).flatMap(({from, keys}) =>
    [...from.entries].flatMap(([file, {entries, line}]) => {
      if (keys && !keys.has(file)) return [];
      const shared = trust(from) === 'guess';
      return entries().flatMap(({key, value: text}): Given[] => {
        if (shared && wordsOf(key)[0] !== wordsOf(workload.name)[0]) return [];
        const rule = `${from.resource.kind} ${from.resource.name}, file ${file}: ${key}`;
        const confidence: Confidence = shared ? 'guess' : 'likely';
        const origin = () => ({file: from.resource.file, line: line(), rule, confidence});
        return [{name: key, value: text, origin}];
      });
    }),
  );
}

/** The ConfigMaps and Secrets behind the volumes that a container mounts, with the keys that are taken where not all are. */
export function mountedSettings(
  {pod, namespace, containers}: Workload,
  settings: SettingsOf,
): {readonly from: Settings; readonly keys: ReadonlySet<string> | undefined}[] {
  const mounted = new Set(
    containers.flatMap(({data}) => list(at(data, 'volumeMounts')).flatMap((mount) => word(at(mount, 'name')) ?? [])),
  );
  const sources = list(at(pod, 'volumes'))
    .filter((volume) => mounted.has(word(at(volume, 'name')) ?? ''))
    .flatMap((volume) => [volume, ...list(at(volume, 'projected', 'sources'))]);
  return sources.flatMap((source) => {
    const map = at(source, 'configMap');
    const secret = at(source, 'secret');
    const name = word(at(map, 'name')) ?? word(at(secret, 'secretName')) ?? word(at(secret, 'name'));
    const from = name === undefined ? undefined : settings(map === undefined ? 'Secret' : 'ConfigMap', namespace, name);
    if (!from) return [];
    const items = list(at(map ?? secret, 'items')).flatMap((item) => word(at(item, 'key')) ?? []);
    return [{from, keys: items.length > 0 ? new Set(items) : undefined}];
  });
}
