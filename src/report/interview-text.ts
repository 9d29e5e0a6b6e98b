import type {Verdict} from '../critique/critique.ts';
import type {Asked} from '../critique/interview/next-question.ts';
import {printableLine} from '../printable.ts';
import {verdicts} from './critique-text.ts';
import {page, type TextOptions} from './page.ts';

/** What a verdict is called within a sentence. */
const called = (verdict: Verdict) => (verdict === 'ask' ? 'undecided' : verdict);

/** A question as it is asked in a conversation: what it decides, and each choice with the verdict that it would give. */
export function interviewQuestion(
  {text, decides, shape, offered, wrote}: Asked,
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
      put(`${choice.text.padEnd(widest)}  ${paint('quiet', outcome(after[i] ?? null, now))}`, 2, `${i + 1}  `);
    }
  } else if (offered.length > 0) {
    if (wrote !== null && !offered.includes(wrote)) put(`You wrote: ${printableLine(wrote)}`, 2);
    for (const name of offered) put(printableLine(name), 2, '- ');
    put(`Enter takes ${offered.length === 1 ? 'this' : 'these'}; or type your own, ${separated(shape)}.`, 2);
  } else put(howTo(shape), 2);
  return done();
}

type Typed = Exclude<Asked['shape'], {readonly kind: 'choice'}>;

/** What stands between the names of a list. */
export const separated = (shape: Typed) =>
  `separated by ${shape.kind === 'list' && shape.commas ? 'commas' : 'semicolons'}`;

/** How an answer that is typed is written. */
export function howTo(shape: Typed): string {
  if (shape.kind === 'duration' || shape.kind === 'amount') return `For example: ${shape.example}.`;
  const how = shape.kind === 'list' ? `Type them ${separated(shape)}` : 'Type it in a few words';
  const none = shape.none === null ? '' : ` Or type none: ${shape.none}.`;
  return `${how}, for example: ${shape.example}.${none}`;
}

/** What a choice does to the verdict `now`, in a word or two. */
export function outcome(then: Verdict | null, now: Verdict): string {
  if (then === null) return 'asks on';
  if (then === now) return then === 'ask' ? 'still undecided' : `${then} as now`;
  return `-> ${called(then)}`;
}

/** How an answer changed the verdict, in one line. */
export function verdictChange(before: Verdict, after: Verdict): string {
  return before === after ? `still ${called(after)}.` : `${called(before)} -> ${verdicts[after].says}.`;
}

/** Why no more is asked. `left` counts the questions that could decide the verdict and were left open on purpose. */
export function interviewEnd(verdict: Verdict, left: number): string {
  if (verdict === 'ask') return 'Undecided: what you left open decides it.';
  const {says} = verdicts[verdict];
  return left > 0 ? `As far as you answered: ${says}.` : `Settled: ${says}.`;
}

const keys = [
  ['s', 'leaves the question open and goes on'],
  ['b', 'goes back and takes the last answer back'],
  ['q', 'stops; every answer so far is in the file'],
] as const;

/** What can be typed, what the verdicts beside the choices mean, and where the answer is written. */
export function interviewHelp({fact}: Asked, options: TextOptions): string {
  const {put, item, gap, text} = page(options);
  gap();
  put('Type a number or the answer itself. Beside each choice stands the verdict that follows from it:', 2);
  for (const {says} of Object.values(verdicts)) put(says, 4);
  for (const [key, does] of keys) item(key, does, 4);
  put(`This answer is written to facts.${printableLine(fact)}: "eventcoach schema proposal" describes them all.`, 2);
  gap();
  return text();
}
