import {chmod, readFile, realpath, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {replaceFile} from './replace-file.ts';

/** Writes a file of the user's anew. */
export type Rewrite = (text: string) => Promise<void>;

/**
 * Writes `file`, which was read as `text`, as often as needed. It is replaced at once or not at all, and keeps its rights;
 * a link stays a link, a byte order mark stays. Somebody else's change in between and a refusal of the system are thrown
 * as a UserError that tells to say `again`: then nothing is written.
 */
export function rewritten({cwd}: {readonly cwd: string}, file: string, text: string, again: string): Rewrite {
  const shown = printableLine(file);
  let last = text;
  return async (next) => {
    if (next === last) return;
    try {
      const real = await realpath(resolve(cwd, file));
      const now = (await readFile(real)).toString();
      const mark = now.startsWith('\ufeff') ? '\ufeff' : '';
      if (now.slice(mark.length) !== last) {
        throw new UserError(
          `${shown} was changed by somebody else since it was read; nothing was written over that.`,
          `Start again: ${again}`,
        );
      }
      const rights = (await stat(real)).mode & 0o777;
      await replaceFile(real, mark + next, rights);
      // The user's mask takes rights away from a new file.
      await chmod(real, rights);
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === undefined || error instanceof UserError) throw error;
      throw new UserError(
        `${shown} cannot be written (${code}); it is as it was.`,
        'Check the file, its folder, their rights and the free space.',
      );
    }
    last = next;
  };
}
