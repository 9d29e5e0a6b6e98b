import type {Artefact} from '../artefact.ts';
import {yamlDocuments} from '../documents.ts';
import type {Origin} from '../draft.ts';
import {type Fields, field, fieldsIn, fieldsOf, listField, textField} from '../fields.ts';

/** One reference to another entity, completed with the defaults of the place where it stands. */
export interface Reference {
  /** `api:default/orders`, in small letters as the catalog compares them. */
  readonly key: string;
  readonly kind: string;
  /** As it is written. */
  readonly name: string;
  readonly line: number;
}

/** An entity of a catalog. */
export interface Entity {
  readonly key: string;
  /** In small letters: `component`. */
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** `spec.type` in small letters; empty where there is none. */
  readonly type: string;
  readonly spec: Fields | undefined;
  readonly artefact: Artefact;
  readonly line: number;
  readonly lineOf: (...path: (string | number)[]) => number;
}

/** The entities of one file: documents of YAML, or what the catalog's API gives out (a list, or `items`). */
export async function entitiesOf(artefact: Artefact): Promise<Entity[]> {
  const entities: Entity[] = [];
  for (const {data, lineOf} of yamlDocuments(artefact.name, await artefact.text())) {
    const items = Array.isArray(data) ? data : listField(fieldsOf(data), 'items');
    const within: (string | number)[] = Array.isArray(data) ? [] : ['items'];
    if (items.length === 0) entities.push(...entityOf(data, artefact, (...path) => lineOf(path)));
    for (const [i, item] of items.entries())
      entities.push(...entityOf(item, artefact, (...path) => lineOf([...within, i, ...path])));
  }
  return entities;
}

function entityOf(data: unknown, artefact: Artefact, lineOf: Entity['lineOf']): Entity[] {
  const fields = fieldsOf(data);
  const metadata = fieldsIn(fields, 'metadata');
  const kind = textField(fields, 'kind')?.toLowerCase();
  const name = textField(metadata, 'name');
  if (!/^backstage\.io\//.test(textField(fields, 'apiVersion') ?? '') || !kind || !name) return [];
  const namespace = textField(metadata, 'namespace') ?? 'default';
  const spec = fieldsIn(fields, 'spec');
  return [
    {
      key: keyOf(kind, namespace, name),
      kind,
      namespace,
      name,
      type: textField(spec, 'type')?.toLowerCase() ?? '',
      spec,
      artefact,
      line: lineOf('metadata', 'name'),
      lineOf,
    },
  ];
}

/** The references under `spec[key]`, one or a list; `kind` is what they are of where they do not say. */
export function references(entity: Entity, key: string, kind: string): Reference[] {
  const value = field(entity.spec, key);
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item, i): Reference[] => {
    if (typeof item !== 'string') return [];
    const match = /^(?:([^:/\s]+):)?(?:([^:/\s]+)\/)?([^:/\s]+)$/.exec(item.trim());
    if (!match) return [];
    const [, ownKind = kind, namespace = entity.namespace, name = ''] = match;
    return [
      {
        key: keyOf(ownKind, namespace, name),
        kind: ownKind.toLowerCase(),
        name,
        line: entity.lineOf('spec', key, ...(Array.isArray(value) ? [i] : [])),
      },
    ];
  });
}

/** Where a statement of an entity stands. */
export function originOf(entity: Entity, line: number, rule: string, confidence: Origin['confidence']): Origin {
  return {file: entity.artefact.name, line, rule, confidence};
}

function keyOf(kind: string, namespace: string, name: string): string {
  return `${kind}:${namespace}/${name}`.toLowerCase();
}
