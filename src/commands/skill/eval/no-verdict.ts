import {UserError} from '../../../errors.ts';
import type {Row} from '../../../skill/eval/result.ts';
import type {RunResult} from '../../../skill/eval/run.ts';
import {unusableIn} from '../../../skill/eval/unusable.ts';

/** The error where most cases cannot be compared, because the model does not answer with the JSON that is asked for. */
export function mostlyUnusable(rows: readonly Row[], {unusable}: RunResult): UserError {
  const {questions, example} = unusableIn(rows, unusable.size);
  const many = questions === 1 ? 'One answer' : `${questions} answers`;
  return new UserError(
    `No verdict: ${many} cannot be used, though each was asked for twice, and most cases cannot be compared without them. One reads: ${example}`,
    'Name another model with --model. What was graded is kept, and no gaps were made of this.',
  );
}

/** The error where no question has an answer: the first thing that went wrong, or a limit of cost that allows no question. */
export function nothingGraded({errors}: RunResult, maxCost: string | undefined): UserError {
  const [error] = errors.values();
  return error === undefined
    ? new UserError(`Nothing was asked: one question could cost more than --max-cost ${maxCost}.`, 'Allow more.')
    : new UserError(error, 'Nothing was graded. Mend that and try again.');
}
