import type {Edit} from '../topology/edit.ts';

type Path = readonly (string | number)[];

/**
 * The edits that turn one file's data into another's, each as deep as can be, so that a text keeps every line that they do
 * not concern. A list that became shorter is replaced as a whole.
 */
export function editsBetween(before: unknown, after: unknown, path: Path = []): readonly Edit[] {
  if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length)
    return after.flatMap((item: unknown, i) =>
      i < before.length ? editsBetween(before[i], item, [...path, i]) : [{path: [...path, i], value: item}],
    );
  if (!isMapping(before) || !isMapping(after) || Array.isArray(before) || Array.isArray(after))
    return same(before, after) ? [] : [{path: [...path], value: after}];
  const edits: Edit[] = [];
  for (const [key, value] of Object.entries(after)) {
    if (Object.hasOwn(before, key)) edits.push(...editsBetween(before[key], value, [...path, key]));
    else edits.push({path: [...path, key], value});
  }
  for (const key of Object.keys(before))
    if (!Object.hasOwn(after, key)) edits.push({path: [...path, key], remove: true});
  return edits;
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}
