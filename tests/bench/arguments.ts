import {type Part, parts} from './parts.ts';

/** What is asked for: the parts in their usual order, and how often the quick ones are repeated. */
export interface Wish {
  readonly runs: number;
  readonly parts: readonly Part[];
}

const usualRuns = 15;
const mostRuns = 1000;
const names = Object.keys(parts) as Part[];

/** How the benchmark is called. */
export const usage = [
  'npm run bench -- [RUNS] [PART...]',
  `RUNS: how often the quick measurements are repeated, 1 to ${mostRuns}; ${usualRuns} by default.`,
  'PART, all of them by default:',
  ...names.map((name) => `  ${name.padEnd(8)} ${parts[name].what}`),
].join('\n');

/** The wish that the words of a command line state, in any order; or that help is asked for; or what is wrong and what to do. */
export function wished(words: readonly string[]): Wish | 'help' | {readonly wrong: string; readonly next: string} {
  if (words.some((word) => word === '--help' || word === '-h' || word === 'help')) return 'help';
  const isNumber = (word: string) => /^[+-]?\d/.test(word);
  const unknown = words.find((word) => !isNumber(word) && !Object.hasOwn(parts, word));
  if (unknown !== undefined)
    return {wrong: `There is no part ${JSON.stringify(unknown)}.`, next: `Parts are: ${names.join(', ')}.`};
  const numbers = words.filter(isNumber);
  if (numbers.length > 1)
    return {wrong: `RUNS is given more than once: ${numbers.join(', ')}.`, next: 'Give one number, or none.'};
  const [number = String(usualRuns)] = numbers;
  const runs = Number(number);
  if (!/^\d+$/.test(number) || runs < 1 || runs > mostRuns)
    return {wrong: `RUNS cannot be ${number}.`, next: `Give a whole number from 1 to ${mostRuns}.`};
  const asked = names.filter((name) => words.includes(name));
  return {runs, parts: asked.length > 0 ? asked : names};
}
