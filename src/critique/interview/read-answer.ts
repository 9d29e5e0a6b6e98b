import {duration} from '../../topology/quantity.ts';
import type {Shape} from './answer-shape.ts';
import type {Answer} from './interview.ts';
import type {Asked} from './next-question.ts';

/** What was typed as an answer, or what is wrong with it in words for whoever typed it. */
export type ReadAnswer = {readonly answer: Answer} | {readonly problem: string};

/** Longer text than this is no answer to a closed question. */
const longestWords = 300;
const mostNames = 40;

const readers: {readonly [K in Shape['kind']]: (shape: Extract<Shape, {kind: K}>, text: string) => ReadAnswer} = {
  choice: ({choices}, text) => {
    const wanted = text.toLowerCase();
    const [yes, no] = [/^y(?:es)?$/.test(wanted), /^no?$/.test(wanted)];
    const meant = choices.filter(({text: says}) => (yes && /^yes\b/.test(says)) || (no && /^no\b(?! key)/.test(says)));
    const chosen =
      (/^\d+$/.test(wanted) ? choices[Number(wanted) - 1] : undefined) ??
      choices.find(({value, text: says}) => value === wanted || says.toLowerCase() === wanted) ??
      (meant.length === 1 ? meant[0] : undefined);
    return chosen ? {answer: chosen.value} : {problem: `Type a number from 1 to ${choices.length}.`};
  },
  words: ({none, example}, text) => {
    if (/^(?:none|no|n)$/i.test(text)) return {answer: 'none'};
    if (/^(?:yes|y)$/i.test(text) || !/\p{L}/u.test(text))
      return {problem: `Type it in a few words, such as: ${example}. Or type none: ${none}.`};
    return text.length > longestWords ? {problem: `Say it in at most ${longestWords} characters.`} : {answer: text};
  },
  list: ({none, example, commas}, text) => {
    if (text.toLowerCase() === 'none' && none !== null) return {answer: []};
    const parts = text.split(commas ? /[;,]/ : ';').map((name) => name.trim());
    const names = [...new Set(parts)].filter((name) => name !== '');
    if (names.length === 0 || !names.every((name) => /\p{L}/u.test(name))) return {problem: `Type names: ${example}`};
    if (names.length > mostNames) return {problem: `Name at most ${mostNames}.`};
    return names.some((name) => name.length > longestWords)
      ? {problem: `Name each in at most ${longestWords} characters.`}
      : {answer: names};
  },
  duration: ({example}, text) =>
    duration(text).ok ? {answer: text} : {problem: `Type a number with its unit: ${example}, 200ms, 2s, 1h or 7d.`},
  amount: ({example}, text) =>
    /^\d{1,12}$/.test(text)
      ? {answer: Number(text)}
      : {problem: `Type a number of bytes, digits alone, such as ${example}.`},
};

/** Reads a typed line as the answer to a question; an empty one takes what is offered, where something is. */
export function readAnswer({shape, offered}: Pick<Asked, 'shape' | 'offered'>, typed: string): ReadAnswer {
  const text = typed.trim();
  // Cursor keys arrive as such where a terminal edits no lines.
  if (/[\u0000-\u001f\u007f-\u009f]/.test(text)) return {problem: 'Type plain text, without cursor keys and tabs.'};
  if (offered.length > 0 && /^(?:y|yes)?$/i.test(text)) return {answer: offered};
  const read = readers[shape.kind] as (shape: Shape, text: string) => ReadAnswer;
  return read(shape, text);
}
