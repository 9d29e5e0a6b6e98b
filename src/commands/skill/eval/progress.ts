import {timeSpan} from '../../../figures.ts';
import {printableLine} from '../../../printable.ts';
import type {Io} from '../../define-command.ts';

const cells = 20;
/** Where nothing can be drawn over, a line this often. */
const everyLineMs = 10_000;

/**
 * Tells on standard error how many questions have ended: a bar on a terminal, now and then a line elsewhere. A notice
 * gets a line of its own. `end` wipes the bar.
 */
export function askingProgress(
  {stderr, now}: Pick<Io, 'stderr' | 'now'>,
  total: number,
): {readonly at: (done: number) => void; readonly notice: (text: string) => void; readonly end: () => void} {
  const begun = now().getTime();
  const terminal = stderr.isTTY === true;
  let told = begun;
  let drawn = false;
  const wipe = () => {
    if (drawn) stderr.write(`\r${' '.repeat((stderr.columns ?? 80) - 1)}\r`);
    drawn = false;
  };
  return {
    at: (done) => {
      const time = now().getTime();
      if (!terminal && time < told + everyLineMs) return;
      told = time;
      const line = progressLine(done, total, time - begun);
      if (!terminal) {
        stderr.write(`${line}\n`);
        return;
      }
      const width = (stderr.columns ?? 80) - 1;
      stderr.write(`\r${line.slice(0, width).padEnd(width)}`);
      drawn = true;
    },
    notice: (text) => {
      wipe();
      stderr.write(`${printableLine(text)}\n`);
    },
    end: wipe,
  };
}

/** One line: how many questions of how many, and how long the rest will take at the speed so far. */
export function progressLine(done: number, total: number, elapsedMs: number): string {
  const filled = total === 0 ? cells : Math.round((done / total) * cells);
  const left =
    done > 0 && elapsedMs > 0
      ? timeSpan(Math.ceil(((total - done) * elapsedMs) / done / 1000) * 1000)
      : 'an unknown time';
  return `[${'#'.repeat(filled)}${'.'.repeat(cells - filled)}] ${done} of ${total} questions, ${left} left`;
}
