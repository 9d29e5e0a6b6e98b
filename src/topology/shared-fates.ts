import type {Complain} from './complaint.ts';
import {chanceOf, threeNines} from './figures.ts';
import type {Names} from './names.ts';
import type {Chance} from './quantity.ts';
import type {TopologyFile} from './schema.ts';

/** What several services fail together with, each with the chance that it is up. */
export function sharedFatesOf(file: TopologyFile, complain: Complain): Map<string, Chance> {
  const result = new Map<string, Chance>();
  for (const [name, {availability}] of file.sharedFate ?? []) {
    const path = ['sharedFate', name, 'availability'];
    result.set(name, availability ? chanceOf(availability, path, complain) : threeNines);
  }
  return result;
}

/** Complains of every shared fate that a service names and the file does not have. */
export function checkSharedFates(file: TopologyFile, names: Names, complain: Complain): void {
  for (const [name, {sharedFate}] of file.services) {
    for (const [i, fate] of sharedFate?.entries() ?? []) {
      const known = names.sharedFate(fate);
      if (!('found' in known)) complain(['services', name, 'sharedFate', i], known.message, known.hint);
    }
  }
}

/** Services, brokers and shared fates share one namespace: a name in an answer must mean one thing. */
export function checkNamespace(file: TopologyFile, complain: Complain): void {
  const kinds = [
    ['service', 'services', file.services],
    ['broker', 'brokers', file.brokers],
    ['shared fate', 'sharedFate', file.sharedFate],
  ] as const;
  const taken = new Map<string, string>();
  for (const [kind, key, entries] of kinds) {
    for (const name of entries?.keys() ?? []) {
      const other = taken.get(name);
      if (other) complain([key, name], `"${name}" is a ${other} already`, `Give the ${kind} another name.`, 'key');
      else taken.set(name, kind);
    }
  }
}
