import {type Bounds, boundsEach, leastDown, mostDown} from './state-bounds.ts';

/** States of equal length with their chances, each state once; room for `room` of them. */
export function stateLayer(length: number, room: number) {
  let size = 0;
  const states = new Int32Array(length * room);
  const masses = new Float64Array(room);
  const known = new Float64Array(boundsEach * room);
  let slots = 1;
  while (slots < 2 * room) slots *= 2;
  // One more than the index of the state; 0 is free.
  const table = new Int32Array(slots);
  const boundsOf = (index: number) => known.subarray(boundsEach * index, boundsEach * (index + 1));
  const widthOf = (index: number) =>
    masses[index]! * (known[boundsEach * index + mostDown]! - known[boundsEach * index + leastDown]!);
  const slotOf = (state: Int32Array): number => {
    let hash = 0;
    for (const ref of state) {
      hash = Math.imul(hash ^ ref, 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    let slot = hash & (slots - 1);
    for (let index = table[slot]! - 1; index >= 0; index = table[slot]! - 1) {
      let same = true;
      for (let i = 0; same && i < length; i += 1) same = states[index * length + i] === state[i];
      if (same) return slot;
      slot = (slot + 1) & (slots - 1);
    }
    return slot;
  };
  const add = (state: Int32Array, mass: number, bounds: Bounds) => {
    const slot = slotOf(state);
    const index = table[slot]! - 1;
    if (index >= 0) {
      masses[index] = masses[index]! + mass;
      return;
    }
    states.set(state, size * length);
    masses[size] = mass;
    known.set(bounds, boundsEach * size);
    size += 1;
    table[slot] = size;
  };
  return {
    add,
    size: () => size,
    /** Holds until the layer is cleared. */
    state: (index: number) => states.subarray(index * length, (index + 1) * length),
    mass: (index: number) => masses[index]!,
    bounds: boundsOf,
    clear: () => {
      size = 0;
      table.fill(0);
    },
    /** Keeps the `count` states that leave most open; the others go to `drop`. No more may be added then. */
    keepWidest: (count: number, drop: (mass: number, bounds: Bounds) => void) => {
      if (size <= count) return;
      const widestFirst = Array.from({length: size}, (_, i) => i).sort((a, b) => widthOf(b) - widthOf(a) || a - b);
      for (const index of widestFirst.slice(count)) drop(masses[index]!, boundsOf(index));
      const kept = widestFirst.slice(0, count).sort((a, b) => a - b);
      for (const [to, from] of kept.entries()) {
        states.copyWithin(to * length, from * length, (from + 1) * length);
        masses[to] = masses[from]!;
        known.copyWithin(boundsEach * to, boundsEach * from, boundsEach * (from + 1));
      }
      size = count;
    },
  };
}
