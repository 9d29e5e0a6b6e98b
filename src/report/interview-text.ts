import type {Verdict} from '../critique/critique.ts';
import type {Asked} from '../critique/interview/interview.ts';
import {printableLine} from '../printable.ts';
import {verdicts} from './critique-text.ts';
import {page, type TextOptions} from './page.ts';

/** A question as it is asked in a conversation: what it decides, and each choice with the verdict that it would give. */
export function interviewQuestion(
  {text, decides, shape, offered}: Asked,
  after: readonly (Verdict | null)[],
  now: Verdict,
  options: TextOptions,
): string {
  const {put, gap, text: done} = page(options);
  const {paint} = options;
  gap();
  put(paint('title', printableLine(text)));
  put(paint('quiet', `Decides: ${printableLine(decides)}.`), 2);
  if (shape.kind === 'choice') {
    const widest = Math.max(...shape.choices.map((choice) => choice.text.length));
    for (const [i, choice] of shape.choices.entries()) {
      const then = after[i];
      const says = then === null || then === undefined ? '' : `${paint('quiet', outcome(then, now))}`;
      put(`${choice.text.padEnd(widest)}  ${says}`.trimEnd(), 2, `${i + 1}  `);
    }
  } else if (offered.length > 0) {
    for (const [i, name] of offered.entries()) put(printableLine(name), 2, `${i + 1}. `);
    put('Enter takes these; or type your own, separated by semicolons.', 2);
  } else put(howTo(shape), 2);
  return done();
}

function howTo(shape: Exclude<Asked['shape'], {readonly kind: 'choice'}>): string {
  const none = 'none' in shape && shape.none !== null ? `, or none: ${shape.none}` : '';
  const how =
    shape.kind === 'list' ? 'Separated by semicolons' : shape.kind === 'words' ? 'In a few words' : 'For example';
  return shape.kind === 'list' || shape.kind === 'words'
    ? `${how}, for example: ${shape.example}${none}.`
    : `${how}: ${shape.example}.`;
}

function outcome(then: Verdict, now: Verdict): string {
  if (then === now) return then === 'ask' ? 'still undecided' : `${then} as now`;
  return `-> ${then === 'ask' ? 'undecided' : then}`;
}

/** How an answer changed the verdict, in one line. */
export function verdictChange(before: Verdict, after: Verdict): string {
  return before === after
    ? `The verdict is as before: ${verdicts[after].says}.`
    : `The verdict changes: ${before === 'ask' ? 'undecided' : before} -> ${verdicts[after].says}.`;
}
