import {createInterface} from 'node:readline/promises';
import {UserError} from '../errors.ts';
import type {Io} from './define-command.ts';

/** Asks a question that yes or no answers; anything but yes is no. Where nobody can be asked, a UserError names the option that answers it. */
export async function confirmed({stdin, stderr, signal}: Io, question: string, option: string): Promise<boolean> {
  if (stdin.isTTY !== true)
    throw new UserError(`${question} Nobody can be asked here.`, `Add ${option} if you mean it.`);
  const terminal = createInterface({input: stdin});
  try {
    stderr.write(`${question} [y/N] `);
    const answer = await terminal.question('', {signal});
    return /^y(?:es)?$/i.test(answer.trim());
  } finally {
    terminal.close();
  }
}
