import {mixed} from './span-id.ts';

/** Gives trace ids numbers from 0, in the order in which they come. Open addressing in typed arrays: no object per trace. */
export interface TraceNumbers {
  readonly of: (words: Uint32Array) => number;
  readonly count: () => number;
  /**
   * Some tracers cut ids of 128 bits to their low half. What trace each number belongs to when a short id is the low half
   * of a long one; undefined where there are not both.
   */
  readonly joined: () => Uint32Array | undefined;
}

export function traceNumbers(): TraceNumbers {
  let slots = new Int32Array(1 << 12);
  let ids = new Uint32Array(4 << 11);
  let count = 0;

  const slotOf = (a: number, b: number, c: number, d: number): number => {
    const mask = slots.length - 1;
    let slot = mixed(mixed(a, b) ^ c, d) & mask;
    for (; ; slot = (slot + 1) & mask) {
      const at = (slots[slot]! - 1) * 4;
      if (at < 0 || (ids[at + 3] === d && ids[at + 2] === c && ids[at + 1] === b && ids[at] === a)) return slot;
    }
  };
  const grow = (): void => {
    const old = ids;
    ids = new Uint32Array(old.length * 2);
    ids.set(old);
    slots = new Int32Array(slots.length * 2);
    for (let n = 0; n < count; n += 1)
      slots[slotOf(ids[n * 4]!, ids[n * 4 + 1]!, ids[n * 4 + 2]!, ids[n * 4 + 3]!)] = n + 1;
  };

  return {
    count: () => count,
    of: (words) => {
      let slot = slotOf(words[0]!, words[1]!, words[2]!, words[3]!);
      if (slots[slot] === 0) {
        if (count * 2 >= slots.length) {
          grow();
          slot = slotOf(words[0]!, words[1]!, words[2]!, words[3]!);
        }
        ids.set(words, count * 4);
        count += 1;
        slots[slot] = count;
      }
      return slots[slot]! - 1;
    },
    joined: () => {
      const isShort = (n: number) => ids[n * 4] === 0 && ids[n * 4 + 1] === 0;
      const short = new Map<string, number>();
      for (let n = 0; n < count; n += 1) if (isShort(n)) short.set(`${ids[n * 4 + 2]} ${ids[n * 4 + 3]}`, n);
      if (short.size === 0 || short.size === count) return undefined;
      const to = Uint32Array.from({length: count}, (_, n) => n);
      for (let n = 0; n < count; n += 1) {
        const half = isShort(n) ? undefined : short.get(`${ids[n * 4 + 2]} ${ids[n * 4 + 3]}`);
        if (half !== undefined && to[half] === half) to[half] = n;
      }
      return to;
    },
  };
}
