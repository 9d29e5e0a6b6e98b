import {createInterface} from 'node:readline';
import {UserError} from '../errors.ts';
import type {Io} from './define-command.ts';

/**
 * Asks a question that yes or no answers; anything but yes, also no answer at all, is no. Where nobody can be asked, a
 * UserError names the option that answers it.
 */
export async function confirmed(
  {stdin, stderr, signal}: Pick<Io, 'stdin' | 'stderr' | 'signal'>,
  question: string,
  option: string,
): Promise<boolean> {
  if (stdin.isTTY !== true)
    throw new UserError(`${question} Nobody can be asked here.`, `Add ${option} if you mean it.`);
  stderr.write(`${question} [y/N] `);
  const lines = createInterface({input: stdin, signal});
  const answer = await new Promise<string>((resolve) => {
    lines.once('line', resolve);
    // The end of the input (Ctrl-D) or an interrupt.
    lines.once('close', () => resolve(''));
  });
  lines.close();
  return /^y(?:es)?$/i.test(answer.trim());
}
