import {stripVTControlCharacters} from 'node:util';
import {announcement, nothingSaid} from './announcement.ts';
import {withWrite} from './with-write.ts';

/** The size that screens are laid out for where nobody looks: a paragraph is one line, and few texts have pages. */
export const spokenSize = {columns: 500, rows: 60} as const;

/** Frames that follow each other within this time, in milliseconds, are one change. */
const settleMs = 40;

interface SpokenTerminal {
  /** What Ink draws whole frames on. */
  readonly stdout: NodeJS.WriteStream;
  /** Says all of the next frame, as if none of it had been heard. */
  readonly anew: () => void;
  /** Says what is waiting, and ends the line. */
  readonly end: () => void;
}

/**
 * A terminal that a screen reader follows: of each frame that Ink draws it gets what is new, as lines that stay. Nothing is
 * erased and no cursor jumps, which makes screen readers begin anew.
 */
export function spokenTerminal(terminal: NodeJS.WriteStream): SpokenTerminal {
  let said = nothingSaid;
  let waiting: readonly string[] | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = () => {
    clearTimeout(timer);
    timer = undefined;
    if (!waiting) return;
    const next = announcement(said, waiting);
    waiting = undefined;
    said = next.said;
    if (next.text !== '') terminal.write(next.text);
  };
  const take = (text: string) => {
    // Modes of the terminal, such as that pastes are marked, go straight there.
    if (text.startsWith('\u001b[?')) return void terminal.write(text);
    waiting = stripVTControlCharacters(text)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    timer ??= setTimeout(say, settleMs);
  };
  return {
    stdout: withWrite(terminal, take),
    anew: () => {
      said = {...nothingSaid, last: said.last};
    },
    end: () => {
      say();
      terminal.write('\n');
    },
  };
}
