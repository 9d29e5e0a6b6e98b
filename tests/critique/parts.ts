import {createHash} from 'node:crypto';

/** The first `share` of the ids, ordered by their SHA-256: held out while rules were written, and fixed by this. */
export function heldOut(ids: readonly string[], share: number): ReadonlySet<string> {
  const digest = (id: string) => createHash('sha256').update(id).digest('hex');
  const ordered = ids.map((id) => ({id, at: digest(id)})).sort((a, b) => (a.at < b.at ? -1 : 1));
  return new Set(ordered.slice(0, Math.round(ids.length * share)).map(({id}) => id));
}
