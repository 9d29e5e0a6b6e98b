import {useInput, usePaste} from 'ink';
import {useInsertionEffect, useRef, useState} from 'react';
import {layers, type Readers} from './app-context.ts';
import {type Press, pasted, presses} from './presses.ts';

/** Lets key presses wait until `work` is done; only Ctrl-C does not. */
export type Hold = (work: Promise<void>) => void;

/**
 * Gives key presses to the uppermost of `readers`, one at a time: each finds the screen as the one before it has left
 * it, also when several arrive at once. An error in a reader goes to `crash`.
 */
export function useReader(readers: Readers, crash: (error: unknown) => void): Hold {
  const {current: queue} = useRef({waiting: [] as Press[], isBusy: false, held: 0, asked: 0, drawn: 0});
  const [turn, draw] = useState(0);
  const endTurn = () => {
    queue.asked += 1;
    draw(queue.asked);
  };
  const read = (press: Press) => {
    // Ink calls this outside React: an error here would end the process before the terminal is restored.
    try {
      layers.find((layer) => readers[layer]?.(press));
    } catch (error) {
      crash(error);
    }
  };
  const next = () => {
    if (queue.held > 0 || queue.drawn !== queue.asked) return;
    const press = queue.waiting.shift();
    queue.isBusy = press !== undefined;
    if (press === undefined) return;
    read(press);
    // React draws this together with what the press has changed. How long that takes nobody can tell beforehand: a
    // timer instead would now and then let the next press find the old screen, and a typed character would be lost.
    endTurn();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each press that is drawn.
  useInsertionEffect(() => {
    queue.drawn = turn;
    // Not at once: the readers of screens that come and go with this press are set in the same moment.
    if (queue.isBusy) setTimeout(next, 0);
  }, [turn]);
  const interrupt = () => {
    const place = queue.waiting.findIndex(({kind, name}) => kind === 'key' && name === 'ctrl-c');
    for (const press of place === -1 ? [] : queue.waiting.splice(place, 1)) read(press);
  };
  const take = (more: readonly Press[]) => {
    queue.waiting.push(...more);
    if (queue.held > 0) interrupt();
    if (!queue.isBusy) next();
  };
  useInput((input, key) => take(presses(input, key)));
  usePaste((text) => take([pasted(text)]));
  return (work) => {
    queue.held += 1;
    interrupt();
    work.finally(() => {
      queue.held -= 1;
      queue.isBusy = true;
      endTurn();
    });
  };
}
