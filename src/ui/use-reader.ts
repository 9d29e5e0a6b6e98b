import {useInput, usePaste} from 'ink';
import {useInsertionEffect, useReducer, useRef} from 'react';
import {layers, type Readers} from './app-context.ts';
import {type Press, pasted, presses} from './presses.ts';

/**
 * Gives key presses to the uppermost of `readers`, one at a time: each finds the screen as the one before it has left
 * it, also when several arrive at once. An error in a reader goes to `crash`.
 */
export function useReader(readers: Readers, crash: (error: unknown) => void): void {
  const {current: queue} = useRef({waiting: [] as Press[], isBusy: false});
  const [turn, endTurn] = useReducer((turns: number) => turns + 1, 0);
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
    // React draws this together with what the press has changed. How long that takes nobody can tell beforehand: a
    // timer instead would now and then let the next press find the old screen, and a typed character would be lost.
    endTurn();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press that is drawn.
  useInsertionEffect(() => {
    // Not at once: the readers of screens that come and go with this press are set in the same moment.
    if (queue.isBusy) setTimeout(next, 0);
  }, [turn]);
  const take = (more: readonly Press[]) => {
    queue.waiting.push(...more);
    if (!queue.isBusy) next();
  };
  useInput((input, key) => take(presses(input, key)));
  usePaste((text) => take([pasted(text)]));
}
