/** How long an answer is waited for, and how often a service that stumbles is asked again. */
export interface Patience {
  /** Milliseconds before the second, third, ... try; its length is how many further tries there are. */
  readonly backOff: readonly number[];
  /** The longest pause that a service may ask for, in milliseconds; one that asks for more is given up. */
  readonly longestPause: number;
  /** Milliseconds for all tries together. */
  readonly total: number;
  /** Resolves after `ms`; rejects at once when `signal` aborts. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Exponential back-off, a quarter of a minute in all; a long answer with thinking takes minutes. */
export const usualPatience: Patience = {
  backOff: [1000, 2000, 4000, 8000],
  longestPause: 60_000,
  total: 600_000,
  wait,
};

/** Longer than any answer that can be used, in characters: what prints without end is cut off here. */
export const longestAnswer = 2_000_000;

function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stopped);
      resolve();
    }, ms);
    if (signal.aborted) stopped();
    else signal.addEventListener('abort', stopped, {once: true});
  });
}
