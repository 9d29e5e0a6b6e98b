/** Writes that run in the background, one after the other, so that a screen never waits for the disk. */
export interface SaveQueue {
  /**
   * Starts `write` after those before it. One that still waits under the same `key` is left out: the later one writes
   * what it would have written. Resolves or rejects with the write that took place.
   */
  readonly add: (key: string, write: () => Promise<void>) => Promise<void>;
  /** Resolves when everything added so far is written or has failed. */
  readonly settled: () => Promise<void>;
}

interface Waiting {
  write: () => Promise<void>;
  readonly done: Promise<void>;
}

/** An empty queue. */
export function saveQueue(): SaveQueue {
  let last: Promise<unknown> = Promise.resolve();
  const waiting = new Map<string, Waiting>();
  return {
    add: (key, write) => {
      const same = waiting.get(key);
      if (same) {
        same.write = write;
        return same.done;
      }
      const done = last.then(() => {
        const {write: latest} = waiting.get(key)!;
        waiting.delete(key);
        return latest();
      });
      waiting.set(key, {write, done});
      // Whoever added it hears of a failure; the next write is tried all the same.
      last = done.catch(() => undefined);
      return done;
    },
    settled: async () => {
      await last;
    },
  };
}
