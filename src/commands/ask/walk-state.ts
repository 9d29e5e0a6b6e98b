import type {OpenQuestion} from '../../analysis/open-questions.ts';

/** Where somebody is who walks through open questions, and what was answered so far, by call: is the result needed? */
export interface Walk {
  readonly questions: readonly OpenQuestion[];
  readonly at: number;
  readonly answers: ReadonlyMap<string, boolean>;
}

/** What a key does. */
export type Step = 'yes' | 'no' | 'unknown' | 'next' | 'back' | 'stop' | 'help';

/** The keys of the walk; each is one character as typed. */
export const steps: Readonly<Record<string, Step>> = Object.assign(Object.create(null), {
  y: 'yes',
  n: 'no',
  u: 'unknown',
  ' ': 'next',
  b: 'back',
  q: 'stop',
  '?': 'help',
});

/** The walk after a step. `unknown` takes an answer back; `stop` and `help` change nothing. */
export function walked(walk: Walk, step: Step): Walk {
  const {questions, at, answers} = walk;
  const question = questions[at];
  if (question === undefined) return walk;
  const changed = new Map(answers);
  switch (step) {
    case 'yes':
    case 'no':
      changed.set(question.call, step === 'yes');
      return {questions, at: at + 1, answers: changed};
    case 'unknown':
      changed.delete(question.call);
      return {questions, at: at + 1, answers: changed};
    case 'next':
      return {...walk, at: at + 1};
    case 'back':
      return {...walk, at: Math.max(0, at - 1)};
    default:
      return walk;
  }
}
