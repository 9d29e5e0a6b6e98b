import {short, timeSpan} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import type {Io} from '../define-command.ts';

/** Where nothing can be drawn over, a line this often. */
const everyLineMs = 3000;
const everyDrawMs = 150;
/** Quick reads need no bar. */
const silentMs = 500;
const cells = 20;

/** Tells on standard error how far a long read is: a bar on a terminal, now and then a line elsewhere. `end` wipes the bar. */
export function readProgress({stderr, now}: Pick<Io, 'stderr' | 'now'>): {
  readonly at: (done: number, total: number | undefined, what: string) => void;
  readonly end: () => void;
} {
  const begun = now().getTime();
  let told = begun + silentMs;
  let drawn = false;
  const terminal = stderr.isTTY === true;
  return {
    at: (done, total, what) => {
      const time = now().getTime();
      if (time < told) return;
      told = time + (terminal ? everyDrawMs : everyLineMs);
      const line = progressLine(done, total, time - begun, printableLine(what));
      if (!terminal) {
        stderr.write(`${line}\n`);
        return;
      }
      drawn = true;
      const width = (stderr.columns ?? 80) - 1;
      stderr.write(`\r${line.slice(0, width).padEnd(width)}`);
    },
    end: () => {
      if (drawn) stderr.write(`\r${' '.repeat((stderr.columns ?? 80) - 1)}\r`);
      drawn = false;
    },
  };
}

/** One line: how much of what is read, how fast, how long it will take. `elapsedMs` is the time since the beginning. */
export function progressLine(done: number, total: number | undefined, elapsedMs: number, what: string): string {
  const rate = elapsedMs > 0 ? done / elapsedMs : 0;
  const speed = `${short(rate / 1000)} MB/s`;
  const size = (bytes: number) => `${short(bytes / 1e6)} MB`;
  if (done === 0 && (total === undefined || total <= 0))
    return `${what}: nothing yet, after ${timeSpan(Math.round(elapsedMs / 1000) * 1000)}`;
  if (total === undefined || total <= 0) return `${size(done)} of ${what}, ${speed}`;
  const share = Math.min(1, done / total);
  const filled = Math.round(share * cells);
  const left = rate > 0 ? timeSpan(Math.round(Math.max(0, total - done) / rate / 1000) * 1000) : 'an unknown time';
  return `[${'#'.repeat(filled)}${'.'.repeat(cells - filled)}] ${Math.floor(share * 100)} % of ${size(total)}, ${speed}, ${left} left: ${what}`;
}
