import {distance} from 'fastest-levenshtein';

/** The candidate that `name` is most likely a misspelling of, or undefined when none is near: a third of its letters may differ, at least two, of two to four letters one. */
export function nearest(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  const most = name.length < 2 ? 0 : name.length < 5 ? 1 : Math.max(2, Math.floor(name.length / 3));
  let bestDistance = most + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const d = distance(name.toLowerCase(), candidate.toLowerCase());
    if (d < bestDistance) [best, bestDistance] = [candidate, d];
  }
  return best;
}

/** ` Did you mean "x"?`-style ending for a hint, or `otherwise` where nothing is near. */
export function didYouMean(name: string, candidates: Iterable<string>, otherwise: string): string {
  const near = nearest(name, candidates);
  return near === undefined ? otherwise : `Did you mean "${near}"?`;
}
