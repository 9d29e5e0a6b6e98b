import {checkedAnswer, type ModelAnswer} from './answer.ts';

/** A model's text as an answer, or what is wrong with it, one line each. */
export type ReadAnswer = {readonly answer: ModelAnswer} | {readonly wrong: readonly string[]};

/** Far more than a critique takes. */
const maxCharacters = 400_000;

/**
 * The answer in a model's or a person's text: JSON alone, in a fenced block, with words around it, or after what a local
 * model thinks aloud; quoted by "> " and with typographic quotes, as chat windows and mail programs leave it.
 */
export function readAnswer(text: string): ReadAnswer {
  if (text.trim() === '') return {wrong: ['the answer is empty']};
  if (text.length > maxCharacters) return {wrong: [`the answer is longer than ${maxCharacters} characters`]};
  let wrong: readonly string[] | undefined;
  for (const candidate of candidates(unquoted(text))) {
    const value = jsonIn(candidate);
    if (typeof value !== 'object' || value === null) continue;
    const checked = checkedAnswer(value);
    if ('answer' in checked) return checked;
    wrong ??= checked.wrong;
  }
  return {wrong: wrong ?? ['there is no JSON object in the answer, or it is not complete']};
}

const endOfThinking = '</think>';

function* candidates(text: string): Generator<string> {
  yield text;
  for (const [, inside] of text.matchAll(/^[ \t]*(?:```|~~~)[^\n]*\n([\s\S]*?)^[ \t]*(?:```|~~~)/gm)) yield inside!;
  const [from, to] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (from !== -1 && to > from) yield text.slice(from, to + 1);
  const thought = text.lastIndexOf(endOfThinking);
  if (thought !== -1) yield* candidates(text.slice(thought + endOfThinking.length));
}

/** Without the marks of a quoted mail, where every line that says something has one. */
function unquoted(text: string): string {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/);
  const quoted = lines.every((one) => one.trim() === '' || /^\s{0,3}>/.test(one));
  return lines.map((one) => (quoted ? one.replace(/^\s{0,3}> ?/, '') : one)).join('\n');
}

/** Straight quotes are tried first: inside of a text, typographic ones are the author's. */
function jsonIn(text: string): unknown {
  for (const spelled of [text, text.replace(/[\u201c\u201d\u201e\u201f\u00ab\u00bb]/g, '"').replace(/\u00a0/g, ' ')]) {
    try {
      return JSON.parse(spelled);
    } catch {
      // Not JSON in this spelling.
    }
  }
  return undefined;
}
