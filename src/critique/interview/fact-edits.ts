import type {Edit} from '../../topology/edit.ts';
import type {Path} from '../../topology/source.ts';
import {factPath, said, valueAt} from './fact-path.ts';
import type {Interview} from './interview.ts';

/**
 * The edits that write the answers of a conversation to the file that the proposal was read from: `data` is that file's
 * content, `place` where the proposal stands in it. What the file says already stays where it is.
 */
export function factEdits(data: unknown, place: Path, {proposal, answered}: Interview): readonly Edit[] {
  const base: Path = [...place, 'facts'];
  const edits = new Map<string, Edit>();
  for (const fact of answered) {
    const path = writable(data, base, factPath(fact));
    edits.set(JSON.stringify(path), {path, value: said(valueAt(proposal.facts, path.slice(base.length)))});
  }
  return [...edits.values()];
}

/** As much of a path as has to be written: up to the first part that the file does not have as a mapping or list. */
function writable(data: unknown, base: Path, path: Path): Path {
  const whole = [...base, ...path];
  for (let depth = base.length; depth < whole.length; depth += 1) {
    const part = valueAt(data, whole.slice(0, depth));
    if (typeof part !== 'object' || part === null) return whole.slice(0, depth);
  }
  return whole;
}
