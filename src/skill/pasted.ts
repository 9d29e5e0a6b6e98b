import {type Word, words} from './words.ts';

/** Word sequences of a rubric: whoever pastes its sentences into a skill has taught nothing with them. */
export interface Shingles {
  /** Runs of five words: two texts share one only when one is copied. */
  readonly long: ReadonlySet<string>;
  /** Runs of three words, of which a text that was reworded keeps some. */
  readonly short: ReadonlySet<string>;
}

const long = 5;
const short = 3;
/** So many copied sequences are a copied sentence, whatever stands around it. */
const sentence = 8;

/** Of so many short runs a quarter is more than texts on one subject have in common. */
const reworded = 0.25;

/** The runs of words in these sentences. */
export function shinglesOf(sentences: readonly string[]): Shingles {
  const said = sentences.map((sentence) => words(sentence));
  return {
    long: new Set(said.flatMap((text) => runsOf(text, long))),
    short: new Set(said.flatMap((text) => runsOf(text, short))),
  };
}

/** Whether a passage is copied, at least half of it or a whole sentence, from where the shingles come from. */
export function isPasted(text: readonly Word[], from: Shingles): boolean {
  const own = runsOf(text, long);
  const copied = own.filter((run) => from.long.has(run)).length;
  return copied >= sentence || (copied > 0 && copied >= own.length / 2);
}

/** Whether passages together are copied from there with a word changed here and there. */
export function isReworded(text: readonly Word[], from: Shingles): boolean {
  const own = runsOf(text, short);
  return own.filter((run) => from.short.has(run)).length > own.length * reworded;
}

function runsOf(list: readonly Word[], size: number): readonly string[] {
  return Array.from({length: Math.max(0, list.length - size + 1)}, (_, i) =>
    list
      .slice(i, i + size)
      .map((word) => word.text)
      .join(' '),
  );
}
