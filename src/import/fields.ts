/** A mapping that a file holds; its keys are the author's. */
export type Fields = Readonly<Record<string, unknown>>;

/** `value` as a mapping; undefined for lists, texts and nothing. */
export function fieldsOf(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : undefined;
}

/** `fields[key]` where the file itself has that key. */
export function field(fields: Fields | undefined, key: string): unknown {
  return fields !== undefined && Object.hasOwn(fields, key) ? fields[key] : undefined;
}

/** The text under `key`; undefined where there is none or another thing. */
export function textField(fields: Fields | undefined, key: string): string | undefined {
  const value = field(fields, key);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** The mapping under `key`. */
export function fieldsIn(fields: Fields | undefined, key: string): Fields | undefined {
  return fieldsOf(field(fields, key));
}

/** The list under `key`; empty where there is none. */
export function listField(fields: Fields | undefined, key: string): readonly unknown[] {
  const value = field(fields, key);
  return Array.isArray(value) ? value : [];
}
