import {count} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {SkillEval} from '../skill/eval/result.ts';
import type {Page, TextOptions} from './page.ts';

/** What else there is to know of a run: answers that are missing, what it cost, what was not graded. */
export function putBesides(
  {errored, unusable, open, cost, ownEvals}: SkillEval,
  {put, heading}: Pick<Page, 'put' | 'heading'>,
  paint: TextOptions['paint'],
): void {
  const spent = cost ?? 0;
  if (errored === 0 && open === 0 && spent === 0 && ownEvals.length === 0) return;
  heading('Besides');
  if (unusable.questions > 0) put(unusableText(unusable), 2, '! ');
  const failed = errored - unusable.questions;
  if (failed > 0) {
    put(
      `${count(failed)} of the questions have no answer because of errors. They count neither as passed nor as failed; the next run asks them again.`,
      2,
      '! ',
    );
  }
  if (open > 0) {
    put(
      `${count(open)} questions were not asked, to stay within --max-cost. The same command with a higher one goes on.`,
      2,
      '! ',
    );
  }
  if (spent > 0) put(`This run cost about $${spent.toFixed(spent < 1 ? 3 : 2)} by list prices.`, 2);
  if (ownEvals.length === 0) return;
  put(
    `The skill has ${ownEvals.length} prompts of its own in evals/evals.json. What they expect is written in sentences for a judge, so they were neither asked nor graded:`,
    2,
  );
  for (const {id, prompt} of ownEvals.slice(0, 10)) {
    put(paint('quiet', printableLine(`${id}: ${prompt.replace(/\s+/g, ' ').slice(0, 120)}`)), 4);
  }
}

function unusableText({questions, none, old, new: fresh, example}: SkillEval['unusable']): string {
  const many = questions === 1 ? 'One answer' : `${count(questions)} answers`;
  const asked = questions === 1 ? 'it was' : 'each was';
  const more = fresh > old ? ' The verdict says nothing about the cases that only the new one lost in this way.' : '';
  return `${many} cannot be used, although ${asked} asked for twice: without a skill ${none}, with the old one ${old}, with the new one ${fresh}. They count neither as passed nor as failed; a case is compared only where both skills have an answer.${more} The next run asks them again. One reads: ${example}`;
}
