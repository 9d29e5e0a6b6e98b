import {type Distribution, moments} from './distribution.ts';
import {cell, timeAt} from './grid.ts';

/**
 * The time within which the share `p` of the outcomes is done. Atoms are exact; inside a grid cell it is interpolated
 * and then drawn towards the mean by as much as the grid has widened the distribution (relative error below 1 %).
 */
export function percentile(d: Distribution, p: number): number {
  const {shift, atoms, cells} = d;
  const wanted = p * d.mass * (1 - 1e-12);
  let reached = 0;
  let a = 0;
  let c = 0;
  while (a < atoms.length || c < cells.weights.length) {
    const middle = c < cells.weights.length ? timeAt(cells.first + c) : Infinity;
    const takesAtom = a < atoms.length && (c >= cells.weights.length || atoms[a]![0] <= middle);
    const weight = takesAtom ? atoms[a]![1] : cells.weights[c]!;
    if (reached + weight >= wanted && weight > 0) {
      if (takesAtom) return shift + atoms[a]![0];
      return narrowed(d, shift + middle * Math.exp(cell * ((wanted - reached) / weight - 0.5)));
    }
    reached += weight;
    if (takesAtom) a += 1;
    else c += 1;
  }
  const last = atoms.at(-1);
  return shift + (last ? last[0] : timeAt(cells.first + cells.weights.length));
}

function narrowed({shift, atoms, cells, mass, variance}: Distribution, ms: number): number {
  const seen = moments(shift, atoms, cells, mass);
  if (!Number.isFinite(seen.variance) || !Number.isFinite(variance) || seen.variance <= variance) return ms;
  return seen.mean + (ms - seen.mean) * Math.sqrt(variance / seen.variance);
}
