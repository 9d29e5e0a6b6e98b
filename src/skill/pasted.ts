import {type Word, words} from './words.ts';

/** Word sequences of a rubric: whoever pastes its sentences into a skill has taught nothing with them. */
export type Shingles = ReadonlySet<string>;

const size = 5;
/** So many copied sequences are a copied sentence, whatever stands around it. */
const sentence = 8;

/** The sequences of five words in these sentences. */
export function shinglesOf(sentences: readonly string[]): Shingles {
  return new Set(sentences.flatMap((sentence) => sequences(words(sentence))));
}

/** Whether a passage is copied, at least half of it or a whole sentence, from where the shingles come from. */
export function isPasted(text: readonly Word[], from: Shingles): boolean {
  const own = sequences(text);
  const copied = own.filter((sequence) => from.has(sequence)).length;
  return copied >= sentence || (copied > 0 && copied >= own.length / 2);
}

function sequences(list: readonly Word[]): readonly string[] {
  return Array.from({length: Math.max(0, list.length - size + 1)}, (_, i) =>
    list
      .slice(i, i + size)
      .map((word) => word.text)
      .join(' '),
  );
}
