import {execFile} from 'node:child_process';
import {UserError} from '../../errors.ts';
import {printable, printableLine} from '../../printable.ts';
import type {Io} from '../define-command.ts';

const longest = 100;

/** Who reviews: the name that was typed, else that of git's settings (user.name). Nobody is a UserError, a name that is none as well. */
export async function reviewer({cwd, env}: Pick<Io, 'cwd' | 'env'>, typed: string | undefined): Promise<string> {
  const name = (typed ?? (await gitName(cwd, env))).trim();
  if (name === '') {
    throw new UserError('Who accepts it? Nobody is named, and git has no user.name.', 'Say: --as "Your Name"');
  }
  if (name.length <= longest && printable(name) === name && !name.includes('\n')) return name;
  throw new UserError(
    `${printableLine(name.slice(0, longest))}: not a name.`,
    `Say it in one line of at most ${longest} characters: --as "Your Name"`,
  );
}

/** git's user.name as it is set in the folder; empty without git or such a setting. No network is asked. */
function gitName(cwd: string, env: Io['env']): Promise<string> {
  return new Promise((resolve) => {
    const options = {cwd, env: {...env}, timeout: 5000, maxBuffer: 10_000, windowsHide: true};
    execFile('git', ['config', '--get', 'user.name'], options, (error, out) => resolve(error === null ? out : ''));
  });
}
