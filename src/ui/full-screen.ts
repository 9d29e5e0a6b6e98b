import {withWrite} from './with-write.ts';

// From the top left to the end, not all at once: some terminals keep a copy of what is erased so.
const erased = '\u001b[H\u001b[J';
const enter = '\u001b[?1049h';
const leave = '\u001b[?1049l';
const wrapOff = '\u001b[?7l';
const wrapOn = '\u001b[?7h';

/** Changes of the window that follow each other within this time, in milliseconds, are one. */
const settleMs = 40;

interface FullScreen {
  /** What Ink draws on. */
  readonly stdout: NodeJS.WriteStream;
  /** Empties the screen, so that the next whole frame finds it as the first one did. */
  readonly anew: () => void;
}

/**
 * A terminal whose full screen begins empty at the top left and does not wrap: terminals differ in how wide a joined emoji
 * is, and a row that is too long in one of them is cut there, not moved over the next. Ink leaves the full screen on every
 * way out, and with it the terminal wraps again.
 */
export function fullScreen(terminal: NodeJS.WriteStream): FullScreen {
  let isOn = false;
  const write = (text: string) => {
    if (text.includes(enter)) isOn = true;
    if (text.includes(leave)) isOn = false;
    terminal.write(text.replace(enter, enter + wrapOff + erased).replace(leave, wrapOn + leave));
  };
  return {stdout: withWrite(terminal, write), anew: () => void (isOn && terminal.write(erased))};
}

/**
 * Does `redraw` after every change of the window, also when it has its old size again by the time anybody looks: terminals
 * have cut what stood there. Returns what ends that.
 */
export function redrawOnResize(
  onResize: ((work: () => void) => () => void) | undefined,
  redraw: () => void,
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = onResize?.(() => {
    clearTimeout(timer);
    timer = setTimeout(redraw, settleMs);
  });
  return () => {
    end?.();
    clearTimeout(timer);
  };
}
