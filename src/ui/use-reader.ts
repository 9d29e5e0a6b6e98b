import {useInput, usePaste} from 'ink';
import {useRef} from 'react';
import {layers, type Readers} from './app-context.ts';
import {type Press, pasted, presses} from './presses.ts';

/**
 * Gives key presses to the uppermost of `readers`, one at a time: each finds the screen as the one before it has left
 * it, also when several arrive at once. An error in a reader goes to `crash`.
 */
export function useReader(readers: Readers, crash: (error: unknown) => void): void {
  const {current: queue} = useRef({waiting: [] as Press[], isBusy: false});
  const next = () => {
    const press = queue.waiting.shift();
    queue.isBusy = press !== undefined;
    if (press === undefined) return;
    // Ink calls this outside React: an error here would end the process before the terminal is restored.
    try {
      layers.find((layer) => readers[layer]?.(press));
    } catch (error) {
      crash(error);
    }
    // React draws before the next timer; only then does the reader know what this press has changed.
    setTimeout(next, 0);
  };
  const take = (more: readonly Press[]) => {
    queue.waiting.push(...more);
    if (!queue.isBusy) next();
  };
  useInput((input, key) => take(presses(input, key)));
  usePaste((text) => take([pasted(text)]));
}
