import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {type Problem, readSource} from '../topology/source.ts';
import type {Answers} from './exercise.ts';

/** Answers by step id, or everything that is wrong with their text. */
export type ParsedAnswers =
  | {readonly answers: Answers; readonly problems: readonly []}
  | {readonly answers: undefined; readonly problems: readonly Problem[]};

/** The answers in a YAML or JSON text such as solution.yaml: one key a step. An empty text holds none; a key that is no step is a problem. */
export function parseAnswers(text: string, steps: readonly string[]): ParsedAnswers {
  if (text.trim() === '') return {answers: {}, problems: []};
  const {data, problems, locate} = readSource(text);
  if (problems.length > 0) return {answers: undefined, problems};
  // Only comments, for example.
  if (data === null) return {answers: {}, problems: []};
  if (typeof data !== 'object' || Array.isArray(data)) {
    const hint = `Write one line for each step, for example: ${steps[0]}: ...`;
    return {answers: undefined, problems: [{message: 'holds no answers', hint, path: [], line: 1, column: 1}]};
  }
  const strange = Object.keys(data).filter((key) => !steps.includes(key));
  if (strange.length === 0) return {answers: data as Answers, problems: []};
  return {
    answers: undefined,
    problems: strange.map((key) => ({
      message: `there is no step "${printableLine(key.slice(0, 100))}"`,
      hint: didYouMean(key, steps, `The steps are: ${steps.join(', ')}.`),
      path: [key],
      ...locate([key], 'key'),
    })),
  };
}
