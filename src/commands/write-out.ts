import {setImmediate} from 'node:timers/promises';
import type {Io} from './define-command.ts';

/** Writes an answer piece by piece, none before there is room for it; ends early where the command is interrupted. */
export async function writeOut(
  {stdout, signal}: Pick<Io, 'stdout' | 'signal'>,
  pieces: Iterable<string>,
): Promise<void> {
  for (const piece of pieces) {
    const isFull = stdout.write(piece) === false;
    if (isFull && stdout.once) await new Promise<void>((resolve) => stdout.once!('drain', resolve));
    // A signal is only heard between two turns.
    else if (piece.length > 1 << 17) await setImmediate();
    if (signal.aborted) return;
  }
}
