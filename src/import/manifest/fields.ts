/** A mapping of a manifest; its keys are the author's. */
export type Mapping = Readonly<Record<string, unknown>>;

const nothing: Mapping = Object.freeze(Object.create(null) as Record<string, unknown>);

/** The value as a mapping; an empty one where it is something else. */
export function mapping(value: unknown): Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Mapping) : nothing;
}

/** The value as a list; an empty one where it is something else. */
export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** A scalar as text, undefined for everything else and for empty text. */
export function word(value: unknown): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A whole number that is not negative, also where it is written as text. */
export function wholeNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isSafeInteger(number) && number >= 0 ? number : undefined;
}

/** What stands at a path of keys; undefined where there is nothing. */
export function at(value: unknown, ...path: readonly string[]): unknown {
  let here = value;
  for (const key of path) {
    const fields = mapping(here);
    if (!Object.hasOwn(fields, key)) return undefined;
    here = fields[key];
  }
  return here;
}

/** The entries of a mapping whose values are scalars, as text; empty text stays. */
export function words(value: unknown): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, one] of Object.entries(mapping(value))) {
    const text = one === '' ? '' : word(one);
    if (text !== undefined) found.set(key, text);
  }
  return found;
}
