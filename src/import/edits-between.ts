import type {Edit} from '../topology/edit.ts';

type Path = readonly (string | number)[];

/**
 * The edits that turn one file's data into another's, each as deep as can be, so that a text keeps every line that they do
 * not concern. A list that became shorter is replaced as a whole.
 */
export function editsBetween(before: unknown, after: unknown): readonly Edit[] {
  const edits: Edit[] = [];
  collect(before, after, [], edits);
  return edits;
}

function collect(before: unknown, after: unknown, path: Path, edits: Edit[]): void {
  if (Array.isArray(before) && Array.isArray(after) && before.length <= after.length) {
    for (const [i, item] of after.entries()) {
      if (i < before.length) collect(before[i], item, [...path, i], edits);
      else edits.push({path: [...path, i], value: item});
    }
    return;
  }
  if (!isMapping(before) || !isMapping(after) || Array.isArray(before) || Array.isArray(after)) {
    if (!same(before, after)) edits.push({path, value: after});
    return;
  }
  for (const [key, value] of Object.entries(after)) {
    if (Object.hasOwn(before, key)) collect(before[key], value, [...path, key], edits);
    else edits.push({path: [...path, key], value});
  }
  for (const key of Object.keys(before))
    if (!Object.hasOwn(after, key)) edits.push({path: [...path, key], remove: true});
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function same(a: unknown, b: unknown): boolean {
  return Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
}
