import {functionWords} from '../prose.ts';
import {type Word, words} from '../words.ts';

/**
 * In what order the words of a sentence stand, as features: pairs and triples within its clauses, in which every word that
 * names a thing is the same. Sentences have few kinds of them ("of the _"), words in disorder have all kinds ("the of _"). They begin with "~", which no other feature does.
 */
export function orderOf(text: string): readonly string[] {
  const all: readonly Word[] = words(text);
  const kinds = all.map(({text: word}) => (functionWords.has(word) ? word : '_'));
  return all.flatMap(({clause}, i) => {
    if (all[i + 1]?.clause !== clause) return [];
    const pair = `~${kinds[i]} ${kinds[i + 1]}`;
    return all[i + 2]?.clause === clause ? [pair, `${pair} ${kinds[i + 2]}`] : [pair];
  });
}
