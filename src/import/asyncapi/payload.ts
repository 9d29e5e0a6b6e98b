import type {SpecMessage} from './application.ts';
import {bound} from './messages.ts';
import {fieldsAt, type Spot, spotAt, spotsIn, textAt} from './spot.ts';

/** What a message carries: fields with their types, and the field that Kafka partitions by. */
export interface Carried {
  readonly payload: Readonly<Record<string, string>> | undefined;
  readonly key: string | undefined;
}

/** A message of more fields is shown by the first ones. */
const mostFields = 200;

/** The fields of a message's payload (JSON Schema or Avro) and its key, as far as the document describes them. */
export function carried({spot}: SpecMessage): Carried {
  const payload = spotAt(spot, 'payload');
  const schema = spotAt(payload, 'schema') && textAt(payload, 'schemaFormat') ? spotAt(payload, 'schema') : payload;
  const fields = properties(schema);
  const types: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, field] of fields) types[name] = typeText(field);
  return {payload: fields.size > 0 ? types : undefined, key: keyField(bound(spot, 'kafka', 'key'), fields)};
}

/** The properties of a schema and of all schemas that it is made of; of an Avro record its fields. */
function properties(schema: Spot | undefined): ReadonlyMap<string, Spot> {
  const found = new Map<string, Spot>();
  const seen = new Set<unknown>();
  const waiting = schema ? [schema] : [];
  for (const one of waiting) {
    if (seen.has(one.value)) continue;
    seen.add(one.value);
    const own = spotsIn(spotAt(one, 'properties'));
    const avro = spotsIn(spotAt(one, 'fields')).flatMap(([, field]): [string, Spot][] => {
      const name = textAt(field, 'name');
      const type = spotAt(field, 'type');
      return name && type ? [[name, type]] : [];
    });
    for (const [name, field] of [...own, ...avro])
      if (found.size < mostFields && !found.has(name)) found.set(name, field);
    waiting.push(...spotsIn(spotAt(one, 'allOf')).map(([, part]) => part));
  }
  return found;
}

function typeText(schema: Spot): string {
  for (const one of [schema, ...spotsIn(spotAt(schema, 'allOf')).map(([, part]) => part)]) {
    const {value} = one;
    const fields = fieldsAt(one);
    const type = fields?.type ?? value;
    if (typeof type === 'string') return type;
    const choices = Array.isArray(type) ? type : Array.isArray(value) ? value : [];
    const names = choices.filter((choice): choice is string => typeof choice === 'string');
    if (names.length > 0) return names.join('|');
    if (fields?.properties !== undefined) return 'object';
    if (Array.isArray(fields?.enum)) return typeof fields.enum[0];
  }
  return 'any';
}

/** A key is described by a schema of its own: it is the field with the same one, else what its title says, else its properties. */
function keyField(key: Spot | undefined, fields: ReadonlyMap<string, Spot>): string | undefined {
  if (!key) return undefined;
  for (const [name, field] of fields) if (field.value === key.value && typeof key.value === 'object') return name;
  const parts = spotsIn(spotAt(key, 'properties')).map(([name]) => name);
  return textAt(key, 'title') ?? (parts.length > 0 ? parts.join(', ') : undefined);
}
