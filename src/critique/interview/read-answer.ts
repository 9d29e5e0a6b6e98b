import {duration} from '../../topology/quantity.ts';
import type {Shape} from './answer-shape.ts';
import type {Answer, Asked} from './interview.ts';

/** What was typed as an answer, or what is wrong with it in words for whoever typed it. */
export type ReadAnswer = {readonly answer: Answer} | {readonly problem: string};

/** Longer text than this is no answer to a closed question. */
const longestWords = 300;
const mostNames = 40;

const readers: {readonly [K in Shape['kind']]: (shape: Extract<Shape, {kind: K}>, text: string) => ReadAnswer} = {
  choice: ({choices}, text) => {
    const wanted = text.toLowerCase();
    const yesNo = /^y(?:es)?$/.test(wanted) ? true : /^no?$/.test(wanted) ? false : undefined;
    const chosen =
      (/^\d+$/.test(wanted) ? choices[Number(wanted) - 1] : undefined) ??
      choices.find(({value}) => value === yesNo || value === wanted);
    return chosen ? {answer: chosen.value} : {problem: `Type a number from 1 to ${choices.length}.`};
  },
  words: ({none, example}, text) => {
    if (text.toLowerCase() === 'none' && none !== null) return {answer: 'none'};
    if (text === '')
      return {problem: `Type it in a few words, such as: ${example}${none === null ? '' : '. Or none.'}`};
    return text.length > longestWords ? {problem: `Say it in at most ${longestWords} characters.`} : {answer: text};
  },
  list: ({none, example}, text) => {
    if (text.toLowerCase() === 'none' && none !== null) return {answer: []};
    const names = [...new Set(text.split(/[;\n]/).map((name) => name.trim()))].filter((name) => name !== '');
    if (names.length === 0) return {problem: `Name them, separated by semicolons: ${example}`};
    if (names.length > mostNames) return {problem: `Name at most ${mostNames}.`};
    return names.some((name) => name.length > longestWords)
      ? {problem: `Name each in at most ${longestWords} characters, separated by semicolons.`}
      : {answer: names};
  },
  duration: ({example}, text) =>
    duration(text).ok ? {answer: text} : {problem: `Type a number with its unit: ${example}, 200ms, 2s, 1h or 7d.`},
  amount: ({example}, text) => {
    const amount = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
    return Number.isNaN(amount) ? {problem: `Type a number of bytes without its unit: ${example}`} : {answer: amount};
  },
};

/** Reads a typed line as the answer to a question; an empty one takes what is offered, where something is. */
export function readAnswer({shape, offered}: Asked, typed: string): ReadAnswer {
  const text = typed.trim();
  if (text === '' && offered.length > 0) return {answer: offered};
  const read = readers[shape.kind] as (shape: Shape, text: string) => ReadAnswer;
  return read(shape, text);
}
