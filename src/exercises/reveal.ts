import type {Answers, Exercise, ExerciseStep, PredictStep} from './exercise.ts';
import {eventText, type NamedEvent, namedEvent} from './named-event.ts';
import {units} from './units.ts';

/** The solution of a step. */
export interface Revealed {
  /** An answer that passes, in the form that `judgeStep` takes; undefined where nothing is asked. */
  readonly answer: unknown;
  /** The same in words, with the reasons. */
  readonly text: string;
}

/** The solution of a step, from what was computed; for a step in the learner's own words, an example. */
export function revealed({solution}: Pick<Exercise, 'solution'>, step: ExerciseStep): Revealed {
  switch (step.kind) {
    case 'read':
      return {answer: undefined, text: 'Nothing to answer here.'};
    case 'predict':
      return {answer: expectedText(step), text: `${expectedText(step)}\n\n${step.derivation}`};
    case 'choose': {
      const ids = step.options.filter((option) => option.right).map(({id}) => id);
      if (!step.several) {
        const {text, because} = step.options.find((option) => option.right)!;
        return {answer: ids[0], text: concluded([text, '', because], step.conclusion)};
      }
      const texts = step.options.map(({text, because, right}) => `- ${right ? 'Yes' : 'No'}: ${text} ${because}`);
      return {answer: ids, text: concluded(texts, step.conclusion)};
    }
    case 'classify': {
      const answer: Answers = Object.fromEntries(step.items.map(({id, category}) => [id, category]));
      const texts = step.items.map(({text, category, because}) => {
        const name = step.categories.find(({id}) => id === category)!.text;
        return `- ${text}: ${name}. ${because}`;
      });
      return {answer, text: concluded(texts, step.conclusion)};
    }
    case 'name': {
      const answer = solutionOf(solution, step.id);
      const event = namedEvent(answer) as NamedEvent;
      return {answer, text: `${eventText(event)}\n\n${step.judged(answer).because}`};
    }
    case 'describe':
    case 'propose':
    case 'skill': {
      const answer = solutionOf(solution, step.id);
      return {answer, text: `One of many that pass:\n\n${indented(String(answer))}`};
    }
    case 'reflect': {
      const answer = solutionOf(solution, step.id);
      return {answer, text: `There is no right answer to this. One of many:\n\n${String(answer).trim()}`};
    }
  }
}

function solutionOf(solution: Answers, id: string): unknown {
  return Object.hasOwn(solution, id) ? solution[id] : undefined;
}

/** Lines that stand as they are, where texts are wrapped. */
function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `    ${line}`))
    .join('\n');
}

/** The expected number as an answer, in the step's own unit: 2.6 s, 65 threads. */
function expectedText({unit, noun, expected}: PredictStep): string {
  const {size, label} = units[unit];
  const number = Number((expected / size).toPrecision(6));
  return label.startsWith('/') ? `${number}${label}` : `${number} ${noun ?? label}`.trim();
}

function concluded(texts: readonly string[], conclusion: string | undefined): string {
  return [texts.join('\n'), ...(conclusion === undefined ? [] : [conclusion])].join('\n\n');
}
