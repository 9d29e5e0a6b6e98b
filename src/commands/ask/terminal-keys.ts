import {on} from 'node:events';
import {emitKeypressEvents} from 'node:readline';
import {Interrupted} from '../../errors.ts';
import type {Io} from '../define-command.ts';

/** What Node makes of one key: the character where it is one, and which keys were held. */
type Press = readonly [
  character: string | undefined,
  key: {readonly name?: string; readonly ctrl?: boolean; readonly meta?: boolean},
];

type Terminal = Io['stdin'] & {readonly setRawMode?: (raw: boolean) => unknown};

/**
 * The characters that are typed at a terminal from now on, one at a time and without Enter; keys that are no character
 * are left out. Ends with the input or Ctrl-D; Ctrl-C throws Interrupted. Whenever this ends, the terminal is as before.
 */
export function typedCharacters({stdin, signal}: Pick<Io, 'stdin' | 'signal'>): AsyncIterable<string> {
  const terminal: Terminal = stdin;
  emitKeypressEvents(terminal);
  terminal.setRawMode?.(true);
  const presses = on(terminal, 'keypress', {signal, close: ['end', 'close']});
  terminal.resume();
  return charactersOf(presses as AsyncIterable<Press>, terminal, signal);
}

async function* charactersOf(presses: AsyncIterable<Press>, terminal: Terminal, signal: AbortSignal) {
  try {
    for await (const [character, {name, ctrl, meta}] of presses) {
      if (ctrl && name === 'c') throw new Interrupted();
      if (ctrl && name === 'd') return;
      if (character !== undefined && !ctrl && !meta) yield character;
    }
  } catch (error) {
    throw signal.aborted ? new Interrupted() : error;
  } finally {
    terminal.setRawMode?.(false);
    terminal.pause();
  }
}
