import {isInstruction} from './instructions.ts';
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
const sentenceEnds = /(?<=[.!?])\s+|\n\s*\n|;\s*|\n\s*[-*\u2022][ \t]+/;
const breaks =
  /,\s+|(?<=^(?:no|nope|nothing|none|yes|not\s+really)):\s+|\s+-\s+|\s+(?=(?:but|however|although|though|whereas|while\s+the\s+rest|and\s+(?:then|also|we|it|nobody)|then\s+we|which\s+(?:is|are|we|nobody|no\s+one|then|the|gets?|goes))\b)/i;
const opensCondition =
  /^(?:(?:and|but|so)\s+)?(?:if|when|whenever|unless|as\s+long\s+as|once|before|after|without|over|under|above|below|in\s+case)\b/i;
const furtherOptions = /^(?:or|else|otherwise)\b/i;

/** The clauses of a text. A condition stays with what follows from it, an alternative with what it stands beside. */
export function clausesOf(field: WordField, text: string | null, names: readonly string[] = []): readonly Clause[] {
  if (text === null) return [];
  return text
    .normalize('NFKC')
    .split(sentenceEnds)
    .flatMap((sentence, number) =>
      joined(sentence.trim().split(breaks).flatMap(pieces)).flatMap((part) => clause(field, part, number, names)),
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
