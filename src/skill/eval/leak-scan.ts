import type {EvalCase} from './case.ts';

/** A place in a skill that was taken from the cases it is about to be tested with. */
export interface Leak {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly quote: string;
  readonly what: string;
}

/** What is known of a case, or of what a grader expects: its words, wrong answers to it, and names made up for it. */
export type Known = Pick<EvalCase, 'prompt' | 'slips' | 'names'>;

/** So many words in the same order are no coincidence. */
const size = 8;
/** Numbers that nobody has by chance: the hashes of keys. */
const longNumber = /\d{7,}/g;

interface Word {
  readonly text: string;
  readonly at: number;
}

/**
 * Places where the skill repeats a case: eight words in a row of a question, of the shape of an answer or of the name of
 * a mistake, or a name (in whatever spelling) or a long number that was made up for a case. A skill that does has learned the test and not
 * the subject. The first few of each file.
 */
export function leaks(
  texts: readonly {readonly file: string; readonly text: string}[],
  cases: readonly Known[],
): readonly Leak[] {
  const copied = new Set<string>();
  const names = new Map<string, string>();
  for (const {prompt, slips, names: made} of cases) {
    for (const text of [prompt, ...slips.map(({name, answer}) => `${name} ${JSON.stringify(answer)}`)]) {
      for (const run of runs(wordsOf(text), size)) copied.add(run.text);
    }
    for (const [number] of prompt.matchAll(longNumber)) names.set(number, number);
    for (const name of made) names.set(spelled(wordsOf(name)), name);
  }
  return texts.flatMap(({file, text}) => {
    const words = wordsOf(text);
    const named = [...words, ...runs(words, 2)].flatMap(({text: run, at}) =>
      names.has(run) ? [{at, what: `${names.get(run)}, which was made up for a case`}] : [],
    );
    const repeated = runs(words, size).flatMap(({text: run, at}) =>
      copied.has(run) ? [{at, what: `the words "${run}" of a case`}] : [],
    );
    return [...named.slice(0, 3), ...repeated.slice(0, 3)]
      .toSorted((a, b) => a.at - b.at)
      .map(({at, what}) => ({file, line: text.slice(0, at).split('\n').length, quote: lineAt(text, at), what}));
  });
}

const spelled = (words: readonly Word[]) => words.map(({text}) => text).join(' ');

/** Every `length` words that follow each other, with the place of the first one. */
function runs(words: readonly Word[], length: number): readonly Word[] {
  return Array.from({length: Math.max(0, words.length - length + 1)}, (_, i) => ({
    text: spelled(words.slice(i, i + length)),
    at: words[i]!.at,
  }));
}

/** Words and numbers in lower case; the humps of `CamelCase` part words. */
function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu)].map((match) => ({
    text: match[0].toLowerCase(),
    at: match.index,
  }));
}

function lineAt(text: string, at: number): string {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return text
    .slice(start, end === -1 ? text.length : end)
    .trim()
    .slice(0, 160);
}
