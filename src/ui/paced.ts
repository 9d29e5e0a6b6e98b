/** Text that comes in pieces and is passed on in fewer. */
export interface Paced {
  readonly add: (piece: string) => void;
  /** Forgets what was not passed on. */
  readonly stop: () => void;
}

/** Passes text on to `flush` once in `ms` milliseconds at most, all that has come since. */
export function paced(ms: number, flush: (text: string) => void): Paced {
  let held = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => {
    clearTimeout(timer);
    timer = undefined;
    held = '';
  };
  return {
    add: (piece) => {
      held += piece;
      timer ??= setTimeout(() => {
        const text = held;
        stop();
        flush(text);
      }, ms);
    },
    stop,
  };
}
