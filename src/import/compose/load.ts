import {Interrupted} from '../../errors.ts';
import type {Artefact} from '../artefact.ts';
import {withExtended} from './extended.ts';
import {isComposeName} from './file-names.ts';
import type {Lookup} from './interpolate.ts';
import {type ConfigSource, type Layer, readLayers} from './layer.ts';
import {mergedPart, type ServicePart} from './service-part.ts';

/** Several compose files as one system. */
export interface ComposeModel {
  readonly name: string | undefined;
  readonly services: ReadonlyMap<string, ServicePart>;
  readonly configs: ReadonlyMap<string, ConfigSource>;
  /** The loaded files by name: what they refer to lies beside them. */
  readonly files: ReadonlyMap<string, Artefact>;
  /** The files whose services are in, in their order; not those that only lend to others. */
  readonly layers: readonly string[];
  /** Variables that are used, have no default and are set nowhere. */
  readonly missing: ReadonlySet<string>;
  readonly notes: readonly string[];
}

/** Steps of `include`: far more than anybody writes. */
const deepest = 50;

/**
 * The system that compose files describe together: each with the files that it includes before it, services with what they
 * extend, later files over earlier ones. Throws a UserError for broken YAML, a service that is no mapping, or `extends` in
 * a circle; a file that is not there is told in the notes.
 */
export async function loadCompose(
  artefacts: readonly Artefact[],
  lookup: Lookup,
  signal: AbortSignal,
): Promise<ComposeModel> {
  const layers = new Map<string, readonly Layer[]>();
  const files = new Map<string, Artefact>();
  const missing = new Set<string>();
  const notes: string[] = [];
  const load = async (artefact: Artefact): Promise<readonly Layer[]> => {
    if (signal.aborted) throw new Interrupted();
    const known = layers.get(artefact.name);
    if (known) return known;
    files.set(artefact.name, artefact);
    const read = await readLayers(artefact, lookup, (name) => missing.add(name));
    layers.set(artefact.name, read);
    return read;
  };
  const ordered: Layer[] = [];
  const included = new Set<string>();
  // Files wait on a stack; one whose includes are still to come goes back below them.
  const waiting = [...artefacts].reverse().map((artefact) => ({artefact, opened: false, depth: 0}));
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const {artefact, opened, depth} = next;
    const here = await load(artefact);
    if (opened) ordered.push(...here);
    if (opened || included.has(artefact.name)) continue;
    included.add(artefact.name);
    waiting.push({artefact, opened: true, depth});
    for (const {path, line} of here.flatMap(({includes}) => includes).reverse()) {
      const other = depth < deepest ? await artefact.beside(path) : undefined;
      if (other) waiting.push({artefact: other, opened: false, depth: depth + 1});
      else
        notes.push(
          `${artefact.name}:${line} includes ${path}, which is not there or lies outside: its services are missing.`,
        );
    }
  }
  const lenders = new Set<string>();
  const parts: {readonly name: string; readonly part: ServicePart}[] = [];
  for (const layer of ordered)
    for (const name of layer.services.keys())
      parts.push({name, part: await withExtended(name, layer, {load, notes, lenders})});
  // A file of any name that others extend lies in the folder for their sake.
  const counts = (file: string) => isComposeName(file) || !lenders.has(file);
  const services = new Map<string, ServicePart>();
  for (const {name, part} of parts) {
    const known = services.get(name);
    if (counts(part.file)) services.set(name, known ? mergedPart(known, part) : part);
  }
  return {
    name: ordered.findLast((layer) => layer.name !== undefined)?.name,
    services,
    configs: new Map(ordered.flatMap((layer) => [...layer.configs])),
    files,
    layers: [...new Set(ordered.map(({artefact}) => artefact.name))].filter(counts),
    missing,
    notes,
  };
}
