import type {Artefact} from '../artefact.ts';
import {yamlDocuments} from '../documents.ts';
import type {Confidence, Origin} from '../draft.ts';
import {at, list, type Mapping, mapping, word} from '../manifest/fields.ts';

export type Path = readonly (string | number)[];

/** One object of a cluster. */
export interface Resource {
  readonly kind: string;
  /** The part of `apiVersion` before the slash; empty for the core objects. */
  readonly group: string;
  readonly name: string;
  /** Undefined where the manifest leaves it to whoever applies it. */
  readonly namespace: string | undefined;
  readonly data: Mapping;
  readonly file: string;
  readonly lineOf: (path: Path) => number;
}

/** Where a part of a resource stands. */
export function originOf(resource: Resource, path: Path, rule: string, confidence: Confidence = 'sure'): Origin {
  return {file: resource.file, line: resource.lineOf(path), rule, confidence};
}

/** How a resource is called in messages: `Deployment cart (shop.yaml:12)`. */
export function placeOf(resource: Resource): string {
  return `${resource.kind} ${resource.name} (${resource.file}:${resource.lineOf([])})`;
}

/**
 * Every object in the files, lists of objects unpacked, in the order of the files. Documents that are no objects of a
 * cluster are left out. Throws a UserError where a file is no YAML.
 */
export async function readResources(artefacts: readonly Artefact[]): Promise<Resource[]> {
  const found: Resource[] = [];
  for (const artefact of artefacts)
    for (const document of yamlDocuments(artefact.name, await artefact.text()))
      for (const [path, data] of objectsIn(document.data)) {
        const kind = word(at(data, 'kind'));
        const apiVersion = word(at(data, 'apiVersion'));
        if (kind === undefined || apiVersion === undefined) continue;
        const slash = apiVersion.indexOf('/');
        found.push({
          kind,
          group: slash < 0 ? '' : apiVersion.slice(0, slash),
          name: word(at(data, 'metadata', 'name')) ?? word(at(data, 'metadata', 'generateName')) ?? '',
          namespace: word(at(data, 'metadata', 'namespace')),
          data,
          file: artefact.name,
          lineOf: (inner) => document.lineOf([...path, ...inner]),
        });
      }
  return found;
}

/** The objects of a document: itself, or the items of a list (of lists). */
function objectsIn(document: unknown): [Path, Mapping][] {
  const found: [Path, Mapping][] = [];
  const waiting: [Path, unknown][] = [[[], document]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [path, data] = next;
    const items = Array.isArray(data) ? data : at(data, 'items');
    const isList = Array.isArray(data) || (Array.isArray(items) && /List$/.test(word(at(data, 'kind')) ?? 'List'));
    if (!isList) {
      found.push([path, mapping(data)]);
      continue;
    }
    const inside: Path = Array.isArray(data) ? path : [...path, 'items'];
    const all = list(items);
    // Last first, as the stack gives them back in turn.
    for (let i = all.length - 1; i >= 0; i -= 1) waiting.push([[...inside, i], all[i]]);
  }
  return found;
}

/**
 * The resources as a cluster would hold them: of several with one kind, namespace and name the last counts, and where only
 * one namespace is named at all, what names none is in it. `repeated` says which were given more than once and differ.
 */
export function appliedResources(resources: readonly Resource[]): {
  readonly applied: readonly Resource[];
  readonly repeated: readonly string[];
} {
  const stated = new Set(
    resources.flatMap(({namespace, kind}) => (namespace && kind !== 'Namespace' ? namespace : [])),
  );
  const [only] = stated;
  const taken = new Set(resources.flatMap((one) => (one.namespace === undefined ? [] : keyOf(one))));
  const fits =
    stated.size === 1 &&
    resources.every((one) => one.namespace !== undefined || !taken.has(keyOf({...one, namespace: only})));
  const applied = new Map<string, Resource>();
  const repeated = new Set<string>();
  for (const one of resources) {
    const resource = fits && one.namespace === undefined ? {...one, namespace: only} : one;
    const key = keyOf(resource);
    const before = applied.get(key);
    if (before && JSON.stringify(before.data) !== JSON.stringify(resource.data))
      repeated.add(
        `${resource.kind} ${resource.name} is described in ${before.file}:${before.lineOf([])} and again in ${resource.file}:${resource.lineOf([])}; the later one counts.`,
      );
    applied.set(key, resource);
  }
  return {applied: [...applied.values()], repeated: [...repeated]};
}

function keyOf({group, kind, namespace, name}: Resource): string {
  return JSON.stringify([group, kind, namespace, name]);
}
