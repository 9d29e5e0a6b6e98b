import type {Path} from '../../topology/source.ts';

/** The place of a fact in the answers: `effects[0].localCopy.lag` is `['effects', 0, 'localCopy', 'lag']`. */
export function factPath(fact: string): Path {
  return fact.split('.').flatMap((part) => {
    const [, key, index] = /^(\w+)(?:\[(\d+)\])?$/.exec(part) ?? [];
    if (key === undefined) throw new Error(`no place of an answer: ${fact}`);
    return index === undefined ? [key] : [key, Number(index)];
  });
}

/** What stands at a place; undefined where there is nothing. */
export function valueAt(data: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (part, step) =>
      typeof part === 'object' && part !== null && Object.hasOwn(part, step)
        ? (part as Record<string | number, unknown>)[step]
        : undefined,
    data,
  );
}

/** A copy of the answers with another value at a place whose parents are there. */
export function withValue<T>(data: T, [step, ...rest]: Path, value: unknown): T {
  if (step === undefined) return value as T;
  const copy = (Array.isArray(data) ? [...data] : {...data}) as Record<string | number, unknown>;
  copy[step] = withValue(copy[step], rest, value);
  return copy as T;
}

/** Answers without the places that say nothing, as they are written to a file. */
export function said(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(said);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, part]) => [key, said(part)] as const);
  return Object.fromEntries(entries.filter(([key, part]) => part !== null && !(groups.has(key) && isEmpty(part))));
}

/** Mappings that only group answers. An empty localCopy says that there is to be one. */
const groups: ReadonlySet<string> = new Set(['event', 'ordering']);
const isEmpty = (part: unknown) => typeof part === 'object' && part !== null && Object.keys(part).length === 0;
