import type {Clause} from './clauses.ts';
import {type Meaning, means} from './lexicon.ts';

/** Whether the word at `place` stands in the scope of a negation: one before it in the clause, with no "but" between. */
export function negated({words}: Clause, place: number): boolean {
  let depth = 0;
  for (let i = 0; i < place; i += 1) {
    const word = words[i]!;
    if (means(word, 'contrast') || means(word, 'exception') || word === '->' || word === ':') depth = 0;
    // "not only", "no matter" and "says no" deny nothing.
    else if (
      means(word, 'negator') &&
      !['only', 'just', 'merely', 'simply', 'matter', 'later'].includes(words[i + 1] ?? '') &&
      !saysNo(words, i)
    ) {
      depth += 1;
    }
  }
  return depth % 2 === 1;
}

/** `the bank says no`: a refusal, no negation. */
export function saysNo(words: readonly string[], i: number): boolean {
  return words[i] === 'no' && ['say', 'says', 'said', 'answers', 'or', 'yes'].includes(words[i - 1] ?? '');
}

/** The places of a meaning that are affirmed, and those that are denied. */
export function polarity(clause: Clause, ...meanings: readonly Meaning[]): {affirmed: number[]; denied: number[]} {
  const found = {affirmed: [] as number[], denied: [] as number[]};
  for (const [i, word] of clause.words.entries()) {
    if (!meanings.some((meaning) => means(word, meaning))) continue;
    found[negated(clause, i) ? 'denied' : 'affirmed'].push(i);
  }
  return found;
}
