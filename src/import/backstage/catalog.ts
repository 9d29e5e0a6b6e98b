import type {Artefact} from '../artefact.ts';
import {field, listField, textField} from '../fields.ts';
import {type Entity, entitiesOf} from './entity.ts';

/** All entities of an import, each once. */
export interface Catalog {
  readonly entities: ReadonlyMap<string, Entity>;
  /** Targets of Locations that were not read: addresses, patterns, files that are not there. */
  readonly unread: readonly string[];
  /** Entities of software templates: their names are filled in later. */
  readonly unfilled: number;
}

const mostFiles = 10_000;

/** Reads the artefacts and, breadth first, the files beside them that their Locations name. Nothing is fetched from the net. */
export async function readCatalog(artefacts: readonly Artefact[]): Promise<Catalog> {
  const entities = new Map<string, Entity>();
  const unread = new Set<string>();
  let unfilled = 0;
  const waiting = [...artefacts];
  const seen = new Set(waiting.map(({name}) => name));
  for (const artefact of waiting) {
    for (const entity of await entitiesOf(artefact)) {
      if (entity.name.includes('${{')) unfilled += 1;
      else if (!entities.has(entity.key)) entities.set(entity.key, entity);
      if (entity.kind !== 'location') continue;
      for (const target of targets(entity)) {
        const remote = /^[a-z][a-z0-9+.-]*:/i.test(target) || target.includes('*');
        const beside = remote || waiting.length >= mostFiles ? undefined : await artefact.beside(target);
        if (!beside) unread.add(target);
        else if (!seen.has(beside.name)) {
          seen.add(beside.name);
          waiting.push(beside);
        }
      }
    }
  }
  return {entities, unread: [...unread], unfilled};
}

function targets({spec}: Entity): string[] {
  const one = textField(spec, 'target');
  const several = listField(spec, 'targets').filter((target): target is string => typeof target === 'string');
  const type = field(spec, 'type');
  return type === undefined || type === 'file' || type === 'url' ? [...(one ? [one] : []), ...several] : [];
}
