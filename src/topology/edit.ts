import {copied, setIn} from './parts.ts';
import type {Path} from './source.ts';

/** A change to a topology file: a value set (missing parents are made) or a part taken out. Paths mean the file as it was. */
export type Edit = {readonly path: Path; readonly value: unknown} | {readonly path: Path; readonly remove: true};

/** The data with the edits made; the given data stays as it is. A list whose last item is taken out goes with its key. */
export function editedData(data: unknown, edits: readonly Edit[]): unknown {
  // A part is copied once, however many edits change something in it: then it is nobody else's.
  const own = new Set<unknown>();
  let result = data;
  for (const edit of inOrder(edits)) result = applied(result, edit, 0, own);
  return result;
}

function applied(data: unknown, edit: Edit, depth: number, own: Set<unknown>): unknown {
  if (depth === edit.path.length) return 'remove' in edit ? undefined : edit.value;
  const step = edit.path[depth]!;
  if ('remove' in edit && !(typeof data === 'object' && data !== null && Object.hasOwn(data, step))) return data;
  const last = depth === edit.path.length - 1;
  if (Array.isArray(data)) {
    const copy: unknown[] = own.has(data) ? data : [...data];
    own.add(copy);
    if (last && 'remove' in edit) copy.splice(Number(step), 1);
    else copy[Number(step)] = applied(copy[Number(step)], edit, depth + 1, own);
    return copy.length > 0 ? copy : undefined;
  }
  const mapping = typeof data === 'object' && data !== null ? data : {};
  const copy = own.has(mapping) ? (mapping as Record<string, unknown>) : copied(mapping);
  own.add(copy);
  const value =
    last && 'remove' in edit
      ? undefined
      : applied(Object.hasOwn(copy, step) ? copy[step] : undefined, edit, depth + 1, own);
  if (value === undefined) delete copy[step];
  else setIn(copy, `${step}`, value);
  return copy;
}

/** Values first, then removals from the end of each list forward, so that every path still means what it meant. */
export function inOrder(edits: readonly Edit[]): readonly Edit[] {
  const removals = edits.filter((edit) => 'remove' in edit);
  const position = (edit: Edit) => Number(edit.path.at(-1));
  removals.sort((a, b) => (Number.isNaN(position(a)) || Number.isNaN(position(b)) ? 0 : position(b) - position(a)));
  return [...edits.filter((edit) => !('remove' in edit)), ...removals];
}
