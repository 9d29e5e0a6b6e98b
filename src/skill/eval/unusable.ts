import type {Question, Reply} from '../../llm/provider.ts';
import {printableLine} from '../../printable.ts';
import {armNames} from './arm.ts';
import type {Row, SkillEval} from './result.ts';

/** So much of an answer that cannot be used goes back, in characters. */
const longestRepeated = 60_000;
/** So much of it is quoted in a line of ours. */
const longestQuoted = 160;

/** What is said to a model whose answer cannot be used, for the one time that it is asked again. */
export function askedAgain({text}: Reply, why: string): NonNullable<Question['turns']> {
  const answer = text.trim() === '' ? '(no answer)' : text.slice(0, longestRepeated);
  const form =
    'Answer again, and end with one JSON object of the shape that the question asks for, with every part of it.';
  return [
    {role: 'assistant', text: answer},
    {role: 'user', text: `This cannot be used: ${why}. ${form}`},
  ];
}

/** The beginning of an answer on one line that a terminal can show. */
export function quotedAnswer(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line === '') return '(nothing)';
  return `"${printableLine(line.slice(0, longestQuoted))}${line.length > longestQuoted ? '...' : ''}"`;
}

/** How many answers could not be used, by side of the comparison, with one of them. `questions` are as many as were asked. */
export function unusableIn(rows: readonly Row[], questions: number): SkillEval['unusable'] {
  const [none, old, fresh] = armNames.map((arm) => rows.filter(({unusable}) => unusable[arm] !== undefined).length);
  const [example = null] = rows.flatMap(({unusable}) => unusable.new ?? unusable.old ?? unusable.none ?? []);
  return {questions, none: none!, old: old!, new: fresh!, example: example && quotedAnswer(example)};
}

/** Whether more cases are left out because an answer with a skill cannot be used than there are to compare. */
export function isMostlyUnusable(rows: readonly Row[]): boolean {
  const left = rows.filter(({unusable: {old, new: fresh}}) => old !== undefined || fresh !== undefined).length;
  return left > rows.filter(({answers: {old, new: fresh}}) => old !== undefined && fresh !== undefined).length;
}
