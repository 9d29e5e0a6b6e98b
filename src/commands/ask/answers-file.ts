import {readFile, realpath, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {type Answer, answeredText} from '../../topology/answered-text.ts';
import {replaceFile} from '../../workspace/replace-file.ts';
import type {Io} from '../define-command.ts';
import type {Loaded} from '../load-topology.ts';

/**
 * Writes answers into a topology file. Each time all answers are given that shall stand in it beside what it said at
 * first. Resolves to what is wrong where one of them cannot be written alone; then nothing is written.
 */
export type WriteAnswers = (answers: readonly Answer[]) => Promise<UserError | undefined>;

/**
 * The file is replaced at once or not at all, and keeps its rights; a link stays a link. Somebody else's change to it in
 * between and a refusal of the system are thrown as a UserError: then nothing is written.
 */
export function answersFile({cwd}: Pick<Io, 'cwd'>, file: string, {text, data, locate}: Loaded): WriteAnswers {
  const shown = printableLine(file);
  const answered = answeredText(text, data);
  let last = text;
  return async (answers) => {
    const result = answered(answers);
    if ('stuck' in result) {
      return new UserError(
        `${shown}:${locate(result.stuck).line}: other parts of the file repeat this call (an anchor), so an answer here would count for them too; nothing was written.`,
        'Write the call out in each place, or write needsResult there by hand.',
      );
    }
    if (result.text === last) return undefined;
    const path = resolve(cwd, file);
    try {
      const real = await realpath(path);
      const now = (await readFile(real)).toString();
      const mark = now.startsWith('\ufeff') ? '\ufeff' : '';
      if (now.slice(mark.length) !== last) {
        throw new UserError(
          `${shown} was changed by somebody else since it was read; nothing was written over that.`,
          `Start again: eventcoach ask ${shown}`,
        );
      }
      await replaceFile(real, mark + result.text, (await stat(real)).mode & 0o777);
    } catch (error) {
      const {code} = error as NodeJS.ErrnoException;
      if (code === undefined || error instanceof UserError) throw error;
      throw new UserError(
        `${shown} cannot be written (${code}); it is as it was.`,
        'Check the file, its folder, their rights and the free space.',
      );
    }
    last = result.text;
    return undefined;
  };
}
