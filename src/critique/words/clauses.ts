import {isInstruction} from './instructions.ts';
import {type Meaning, means} from './lexicon.ts';
import type {Quote, WordField} from './quote.ts';
import {plainText, wordsOf} from './spelling.ts';

/** A clause of the author's text: what it is quoted as, its plain text, and its words in one spelling. */
export interface Clause extends Quote {
  readonly plain: string;
  readonly words: readonly string[];
  /** Which sentence of its field it belongs to. */
  readonly sentence: number;
}

/** A clause longer than this is read in pieces, so that no pattern ever sees a long text. */
const longestClause = 300;
const sentenceEnds = /(?<=[.!?])\s+|\n\s*\n|;\s*|\n\s*[-*\u2022]\s+/;
const breaks =
  /,\s+|(?<=^(?:no|nope|nothing|none|yes|not really)):\s+|\s+-\s+|\s+(?=(?:but|however|although|though|whereas|while the rest|and then|and also|and we|and it|and nobody|then we|which (?:is|are|we|nobody|no one|then|the|gets?|goes))\b)/i;
const opensCondition =
  /^(?:and |but |so )?(?:if|when|whenever|unless|as long as|once|before|after|without|over|under|above|below|in case)\b/i;
const furtherOptions = /^(?:or|else|otherwise)\b/i;

/** The clauses of a text. A condition stays with what follows from it, an alternative with what it stands beside. */
export function clausesOf(field: WordField, text: string | null, names: readonly string[] = []): readonly Clause[] {
  if (text === null) return [];
  return text
    .normalize('NFKC')
    .split(sentenceEnds)
    .flatMap((sentence, number) =>
      joined(sentence.split(breaks).flatMap(pieces)).flatMap((part) => clause(field, part, number, names)),
    );
}

function pieces(part: string): string[] {
  if (part.length <= longestClause) return [part];
  const found: string[] = [];
  for (let i = 0; i < part.length; i += longestClause) found.push(part.slice(i, i + longestClause));
  return found;
}

function joined(parts: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const part of parts) {
    const last = found.at(-1);
    const belongs = last !== undefined && (opensCondition.test(last) || furtherOptions.test(part));
    if (belongs && last.length + part.length < 2 * longestClause) found[found.length - 1] = `${last}, ${part}`;
    else found.push(part);
  }
  return found;
}

function clause(field: WordField, part: string, sentence: number, names: readonly string[]): Clause[] {
  const text = part.trim();
  let plain = plainText(text);
  if (plain === '' || isInstruction(plain)) return [];
  for (const [i, name] of names.entries()) plain = plain.replace(wholeName(name), i === 0 ? 'thecaller' : 'thecallee');
  return [{field, text, plain, words: wordsOf(plain), sentence}];
}

/** Shorter names are words of the language as often as not. */
const shortestName = 3;

function wholeName(name: string): RegExp {
  if (name.length < shortestName) return /(?!)/;
  const literal = name.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_-])${literal}(?![\\p{L}\\p{N}_-])`, 'gu');
}

/** The sentences of a text as one clause each, for what is told across commas. */
export function sentencesOf(field: WordField, text: string | null, names: readonly string[] = []): readonly Clause[] {
  if (text === null) return [];
  return text
    .normalize('NFKC')
    .split(sentenceEnds)
    .flatMap((sentence, number) => pieces(sentence).flatMap((part) => clause(field, part, number, names)));
}

/** Where the words of a meaning stand in a clause. */
export function places({words}: Clause, meaning: Meaning): readonly number[] {
  return words.flatMap((word, i) => (means(word, meaning) ? [i] : []));
}

export function has({words}: Clause, ...meanings: readonly Meaning[]): boolean {
  return words.some((word) => meanings.some((meaning) => means(word, meaning)));
}
