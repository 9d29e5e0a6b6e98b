import {listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {Answers, ChooseStep, ClassifyStep, Exercise, ExerciseStep, PredictStep, StepOf} from './exercise.ts';
import {type Judged, right, wrong} from './judged.ts';
import {mixedUp, readQuantity, words} from './quantity.ts';

/** The judgement of a whole exercise; `passed` where every step is. */
export interface ExerciseJudgement {
  readonly passed: boolean;
  readonly steps: readonly ({readonly id: string} & Judged)[];
}

/** Judges `answers` (by step id); a missing answer is a wrong answer, a step that asks nothing is passed. */
export function judge(exercise: Exercise, answers: Answers): ExerciseJudgement {
  const steps = exercise.steps.map((step) => {
    const answer = Object.hasOwn(answers, step.id) ? answers[step.id] : undefined;
    return {id: step.id, ...judgeStep(step, answer)};
  });
  return {passed: steps.every((step) => step.passed), steps};
}

/** Judges one answer, which may be anything: it comes from a file or a keyboard. */
export function judgeStep(step: ExerciseStep, answer: unknown): Judged {
  if (step.kind === 'read') return {passed: true, because: 'Nothing to answer here.'};
  if (answer === undefined || answer === null || (typeof answer === 'string' && answer.trim() === '')) {
    return wrong('No answer yet.');
  }
  return judges[step.kind](step as never, answer);
}

const judges: {readonly [K in Exclude<ExerciseStep['kind'], 'read'>]: (step: StepOf<K>, answer: unknown) => Judged} = {
  predict: judgePredict,
  choose: judgeChoose,
  classify: judgeClassify,
  reflect: (_, answer) =>
    typeof answer === 'string' && /\p{L}/u.test(answer)
      ? right('There is no right or wrong answer to this.')
      : wrong('Write it in words.'),
  name: ({judged}, answer) => judged(answer),
  describe: ({judged}, answer) => judged(answer),
  propose: ({judged}, answer) => judged(answer),
  skill: ({judged}, answer) => judged(answer),
};

/** How far a rounded slip may lie from the exact one, as a share of it: 1.4 s for 1.35 s, and no more. */
const slipRounding = 0.04;

function judgePredict(step: PredictStep, answer: unknown): Judged {
  const read = readQuantity(answer, step.unit, step.noun);
  if (!read.ok) return wrong(read.because);
  const off = (value: number) => Math.abs(value - step.expected);
  if (off(read.value) <= step.tolerance) return right(step.derivation);
  const near = step.slips
    .map((slip) => ({...slip, distance: Math.abs(slip.value - read.value)}))
    .filter((slip) => slip.distance <= Math.min(step.tolerance, Math.abs(slip.value) * slipRounding))
    .sort((a, b) => a.distance - b.distance);
  if (near[0]) return wrong(near[0].because);
  if (mixedUp(step.unit).some((factor) => off(read.value * factor) <= step.tolerance)) {
    return wrong(`That would be right in another unit. Write it like this: ${step.example}.`);
  }
  const {less, more} = words(step.unit);
  return wrong(`${printableLine(String(answer).trim())} is ${read.value < step.expected ? less : more}.`);
}

function judgeChoose(step: ChooseStep, answer: unknown): Judged {
  const given: unknown = Array.isArray(answer) ? answer : [answer];
  const chosen = [...new Set(given as readonly unknown[])];
  const known = step.options.map(({id}) => id);
  if (chosen.length === 0) return wrong('No answer yet.');
  for (const id of chosen) {
    if (typeof id === 'string' && known.includes(id)) continue;
    return wrong(`${shownAnswer(id)} is no option. The options are: ${known.join(', ')}.`);
  }
  if (!step.several && chosen.length > 1) return wrong('Choose one.');
  const mistakes = step.options.filter((option) => !option.right && chosen.includes(option.id));
  if (mistakes.length > 0) return wrong(mistakes.map(reason(step.several)).join('\n\n'));
  const missing = step.options.some((option) => option.right && !chosen.includes(option.id));
  if (missing) return wrong('Right as far as it goes, but not all of it: look at the others again.');
  const reasons = step.options.filter(({right}) => right).map(reason(step.several));
  return right([...reasons, ...(step.conclusion ? [step.conclusion] : [])].join('\n\n'));
}

function judgeClassify(step: ClassifyStep, answer: unknown): Judged {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) {
    return wrong(`Give every item its category, such as ${step.items[0]!.id}: ${step.categories[0]!.id}.`);
  }
  const given = answer as Answers;
  const items = step.items.map(({id}) => id);
  const categories = step.categories.map(({id}) => id);
  for (const [id, category] of Object.entries(given)) {
    if (!items.includes(id)) return wrong(`${shownAnswer(id)} is no item. The items are: ${items.join(', ')}.`);
    if (typeof category === 'string' && categories.includes(category)) continue;
    return wrong(`${shownAnswer(category)} is no category. The categories are: ${categories.join(', ')}.`);
  }
  const answered = (id: string) => Object.hasOwn(given, id);
  const mistakes = step.items.filter(({id, category}) => answered(id) && given[id] !== category);
  if (mistakes.length > 0) return wrong(mistakes.map(reason(true)).join('\n\n'));
  const missing = step.items.filter(({id}) => !answered(id));
  if (missing.length > 0) return wrong(`Still without a category: ${listed(missing.map(({text}) => text))}.`);
  return right(step.conclusion ?? step.items.map(reason(true)).join('\n\n'));
}

/** The reason of an option or item; with its own words before it where there may be several. */
const reason =
  (named: boolean) =>
  ({text, because}: {readonly text: string; readonly because: string}): string =>
    named ? `${text.replace(/[.:]$/, '')}: ${because}` : because;

function shownAnswer(value: unknown): string {
  return typeof value === 'object' ? 'That' : `"${printableLine(String(value).slice(0, 40))}"`;
}
