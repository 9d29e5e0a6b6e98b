import {Interrupted} from '../../errors.ts';

/** Lets Ctrl-C arrive during long work: `due` counts the work, `take` gives the event loop a turn. */
export interface Breath {
  /** Has so much been done since the last breath that it is time for another? */
  readonly due: (work: number) => boolean;
  /** Throws `Interrupted` when the user has had enough. */
  readonly take: () => Promise<void>;
}

/** A breath after every `every` units of work. */
export function breath(signal: AbortSignal, every: number): Breath {
  let done = 0;
  return {
    due: (work) => {
      done += work;
      return done >= every;
    },
    take: async () => {
      done = 0;
      await new Promise((resolve) => setImmediate(resolve));
      if (signal.aborted) throw new Interrupted();
    },
  };
}
