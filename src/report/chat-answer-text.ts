import type {Verdict} from '../critique/critique.ts';
import type {SecondOpinion} from '../critique/model/second-opinion.ts';
import {printableLine} from '../printable.ts';
import {verdicts} from './critique-text.ts';
import {checks, validateIt} from './model-critique-text.ts';
import {page, type TextOptions} from './page.ts';

/** What could be found out about a chat's answer that is no critique in our form. */
export interface ChatAnswer extends Pick<SecondOpinion, 'numbers' | 'inventedNames'> {
  /** What keeps it from being read as a critique; none where nobody expects one. */
  readonly wrong: readonly string[];
  /** The verdict that it states in words. */
  readonly verdict: Verdict | null;
  /** The verdict of the rules; null where no proposal was given. */
  readonly local: Verdict | null;
}

/** The check of a pasted chat answer for a terminal: verdict against ours, figures, names. */
export function chatAnswerText(answer: ChatAnswer, options: TextOptions): string {
  const out = page(options);
  const {wrong, verdict, local, numbers, inventedNames} = answer;
  if (wrong.length > 0) out.put(options.paint('warning', 'It cannot be read as a critique:'));
  for (const one of wrong) out.put(printableLine(one), 2, '- ');
  if (verdict !== null) out.put(`It says ${verdicts[verdict].says}`);
  else if (local !== null) out.put('It states no verdict in our words.');
  if (local !== null) {
    out.put(`The rules say ${verdicts[local].says}`);
    if (verdict !== null && verdict !== local) {
      out.put('The verdict of the rules stands: it rests on your answers, and only another answer changes it.');
    }
  }
  checks(out, answer, options);
  if (numbers.length === 0) out.put('It has no figures to compare.');
  if (inventedNames.length === 0) out.put('It names no service that is not in your files.');
  out.gap();
  out.put(validateIt);
  return out.text();
}
