import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {type Answer, answeredText} from '../../topology/answered-text.ts';
import {rewritten} from '../../workspace/rewritten-file.ts';
import type {Io} from '../define-command.ts';
import type {Loaded} from '../load-topology.ts';

/**
 * Writes answers into a topology file. Each time all answers are given that shall stand in it beside what it said at
 * first. Resolves to what is wrong where one of them cannot be written alone; then nothing is written.
 */
export type WriteAnswers = (answers: readonly Answer[]) => Promise<UserError | undefined>;

/** The answers of one walk through a topology file; a UserError is thrown where the file cannot be written. */
export function answersFile(io: Pick<Io, 'cwd'>, file: string, {text, data, locate}: Loaded): WriteAnswers {
  const shown = printableLine(file);
  const answered = answeredText(text, data);
  const rewrite = rewritten(io, file, text, `eventcoach ask ${shown}`);
  return async (answers) => {
    const result = answered(answers);
    if ('stuck' in result) {
      return new UserError(
        `${shown}:${locate(result.stuck).line}: other parts of the file repeat this call (an anchor), so an answer here would count for them too; nothing was written.`,
        'Write the call out in each place, or write needsResult there by hand.',
      );
    }
    await rewrite(result.text);
    return undefined;
  };
}
