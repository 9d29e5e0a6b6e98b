import type {Passage} from '../passages.ts';
import {writtenOut} from '../words.ts';

/** So many letters tell a word apart: `deploy`, `deploys` and `deployment` are one. */
const stemLength = 5;
/** Longer pieces are cut: a sentence has fewer words. */
const mostTokens = 200;

const token = /\d[\d.,]*|\p{L}+|[×→=%.!?;:]/gu;
const marks: Readonly<Record<Passage['kind'], readonly string[]>> = {text: [], entry: ['-'], row: ['|']};

/**
 * What stands in a sentence, list entry or table row, as the judge knows it: word stems (numbers are all alike) and
 * marks, single, in pairs, and in pairs around a third.
 */
export function featuresOf({meaning, kind}: Pick<Passage, 'meaning' | 'kind'>): readonly string[] {
  const stems = [...(writtenOut(meaning).match(token) ?? [])].slice(0, mostTokens).map(stem);
  const all = [...marks[kind], ...stems];
  return all.flatMap((one, i) => {
    const [next, third] = [all[i + 1], all[i + 2]];
    return [
      one,
      ...(next === undefined ? [] : [`${one} ${next}`]),
      ...(third === undefined ? [] : [`${one} * ${third}`]),
    ];
  });
}

function stem(word: string): string {
  return /^\d/.test(word) ? '#' : word.slice(0, stemLength);
}
