/** Where a value begins in a text (an offset), and where its own parts do. */
export type Place = number | Branch;

/** The place of a mapping (with its keys) or of a list (without). */
export interface Branch {
  readonly at: number;
  readonly keys: readonly string[] | undefined;
  readonly keysAt: readonly number[];
  readonly parts: readonly Place[];
}

/** A value that was read, with its place. */
export interface Part {
  readonly data: unknown;
  readonly place: Place;
}

/** A mapping while it is read. */
export interface OpenMapping {
  readonly data: Record<string, unknown>;
  readonly place: {readonly at: number; readonly keys: string[]; readonly keysAt: number[]; readonly parts: Place[]};
}

// Mappings inherit from nothing but this empty object: `__proto__` and `constructor` are ordinary keys in them, and
// unlike objects without any prototype they stay in the engine's compact form (half the memory of a large file).
const bare: object = Object.freeze(Object.create(null));
const fileOrder = new WeakMap<object, string[]>();

/** A mapping without entries that begins at `at`. */
export function openMapping(at: number): OpenMapping {
  return {data: Object.create(bare), place: {at, keys: [], keysAt: [], parts: []}};
}

/** Adds an entry; false where the key stands in the mapping already. */
export function put({data, place}: OpenMapping, key: string, keyAt: number, value: Part): boolean {
  if (Object.hasOwn(data, key)) return false;
  data[key] = value.data;
  place.keys.push(key);
  place.keysAt.push(keyAt);
  place.parts.push(value.place);
  if (/^\d{1,10}$/.test(key)) fileOrder.set(data, place.keys);
  return true;
}

/** Entries that a mapping of recent shape has; larger ones are seldom alike. */
const alike = 16;
const shapes = new Map<number, readonly string[]>();

/**
 * A mapping or list that has all of its parts, in less memory: arrays that grew keep room for more, and in a file of
 * hundreds of thousands of calls most mappings have the keys of the one before.
 */
export function closed({data, place}: {readonly data: unknown; readonly place: Branch}): Part {
  const {at, keys, keysAt, parts} = place;
  return {
    data: Array.isArray(data) ? data.slice() : data,
    place: {at, keys: keys && sharedKeys(keys), keysAt: keysAt.slice(), parts: parts.slice()},
  };
}

function sharedKeys(keys: readonly string[]): readonly string[] {
  if (keys.length > alike) return keys;
  const last = shapes.get(keys.length);
  if (last?.every((key, i) => key === keys[i])) return last;
  const own = keys.slice();
  shapes.set(keys.length, own);
  return own;
}

/** The keys of a mapping in file order, where JavaScript would move those that look like numbers to the front. */
export function keysInOrder(mapping: object): readonly string[] {
  const written = fileOrder.get(mapping);
  const own = Object.keys(mapping);
  return written === undefined ? own : [...new Set([...written.filter((key) => Object.hasOwn(mapping, key)), ...own])];
}

/** A mapping of its own with the same entries in the same order. */
export function copied(mapping: object): Record<string, unknown> {
  const copy: Record<string, unknown> = Object.create(bare);
  fileOrder.set(copy, [...keysInOrder(mapping)]);
  return Object.assign(copy, mapping);
}

/** Sets an entry of a copy; a new one comes last. */
export function setIn(copy: Record<string, unknown>, key: string, value: unknown): void {
  if (!Object.hasOwn(copy, key)) fileOrder.get(copy)?.push(key);
  copy[key] = value;
}
