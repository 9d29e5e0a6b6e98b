import type {Defaults} from './figures.ts';
import type {TopologyFile} from './schema.ts';
import {hasEndpoints} from './services.ts';
import {shown} from './shown.ts';
import type {Operation} from './topology.ts';

/** What was assumed because the file does not say, one sentence each. */
export function assumptionsOf(
  file: TopologyFile,
  defaults: Defaults,
  implied: ReadonlyMap<string, Operation>,
): readonly string[] {
  const result: string[] = [];
  const say = (names: readonly string[], sentence: (names: string) => string) => {
    if (names.length > 0) result.push(sentence(listed(names)));
  };
  if (!defaults.availability) {
    const unstated = without('availability', [...file.services, ...(file.brokers ?? [])]);
    say(unstated, (names) => `${names}: no availability stated, 99.9 % assumed.`);
  }
  const fates = without('availability', file.sharedFate ?? []);
  say(fates, (names) => `Shared fate ${names}: no availability stated, 99.9 % assumed.`);
  const slow = [...(defaults.latency ? [] : unstatedLatencies(file)), ...without('latency', file.brokers ?? [])];
  say(slow, (names) => `${names}: no latency stated, 0 ms assumed.`);
  say([...implied.keys()], (names) => {
    return `No operations stated: taken as entries are ${names}, which nobody calls from outside a cycle.`;
  });
  return result;
}

function without<K extends string>(key: K, entries: Iterable<readonly [string, {readonly [P in K]?: unknown}]>) {
  return [...entries].filter(([, entry]) => entry[key] === undefined).map(([name]) => name);
}

function unstatedLatencies({services}: TopologyFile): string[] {
  return [...services].flatMap(([name, entry]) => {
    if (!hasEndpoints(entry)) return entry.latency === undefined ? [name] : [];
    return without('latency', entry.endpoints).map((endpoint) => `${name}/${endpoint}`);
  });
}

/** "a, b and c", or the first five and how many more. */
function listed(names: readonly string[]): string {
  const items = names.slice(0, 6).map(shown);
  if (names.length > 6) return `${items.slice(0, 5).join(', ')} and ${names.length - 5} more`;
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}
