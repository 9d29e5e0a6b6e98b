import type {Proposal} from '../proposal.ts';
import {short} from './effect-reading.ts';
import {clauseFeatures} from './passages.ts';
import type {Reader} from './reader.ts';
import {plainText, wordsOf} from './spelling.ts';
import {stem} from './stem.ts';

const separators =
  /,\s+(?:and\s+)?(?:then\s+)?(?:also\s+)?|;\s+|\.\s+|:\s+|\s+->\s+|\s+and\s+(?:then\s+|also\s+|after that\s+)?|\s+as well as\s+|\s+plus\s+|\s+then\s+|\s+&\s+/i;
const longestText = 4000;
const mostParts = 12;

/** What a call does, as its purpose lists it: what the answer is about, and what it does on the side. */
export interface EffectNames {
  readonly main: string;
  readonly aside: readonly string[];
}

interface Part {
  readonly text: string;
  /** How much its words speak for an effect on the side, around 0; clipped, so that no part outweighs all others. */
  readonly side: number;
  /** Whether it tells of no effect at all: how long it takes, what has happened before. */
  readonly isRemark: boolean;
}

/** `After a user signs up,`: when the call is made, and nothing that it does. */
const occasion =
  /^(?:after|when|whenever|once|if|before|as soon as|every time|each time|for every|for each|on)\b[^,.;:]{0,120},\s*/i;
/** The mark of an item in a list. */
const bullets = /(?:^|\n)\s*(?:[-*\u2022]|\d+[.)])[ \t]+/g;

/**
 * The parts of the purpose of a call that bundles several effects, each put where its words belong; a part that speaks
 * of the same things as `need`, the words by which something is needed, is what the answer is about.
 */
export function effectNames({purpose, call}: Proposal, need: string, reader: Reader): EffectNames {
  const needed = new Set(contentStems(need));
  const parts = (purpose ?? '')
    .slice(0, longestText)
    .replace(bullets, '; ')
    .replace(/\s+/g, ' ')
    .replace(/^[; ]+/, '')
    .replace(occasion, '')
    .split(separators)
    .map((part) => part.trim().replace(/^[(]|[).]+$/g, ''))
    .filter((part) => /\p{L}{2}/u.test(part))
    .slice(0, mostParts)
    .map((text) => part(text, needed, reader));
  const main = parts.slice(0, turn(parts));
  const aside = parts.slice(main.length).filter(({isRemark}) => !isRemark);
  if (main.length === 0 || aside.length === 0) {
    return {main: short(purpose ?? call ?? 'the call'), aside: ['the rest of what it does']};
  }
  return {main: short(main.map(({text}) => text).join(', ')), aside: aside.map(({text}) => short(text))};
}

/** Below this an effect on the side is less probable than not, as often as they are among such parts. */
const usual = 0.3;
const most = 2;
const remark = 0.02;

function part(text: string, need: ReadonlySet<string>, {probabilities}: Reader): Part {
  const features = clauseFeatures('purpose', wordsOf(plainText(text)));
  const yes = (head: 'side-clause' | 'needed-clause') => probabilities(head, features)['yes'] ?? 0;
  const [side, needed] = [yes('side-clause'), yes('needed-clause')];
  const logit = (p: number) => Math.log(p / (1 - p));
  const speaks = contentStems(text).some((stem) => need.has(stem)) ? -2 * most : 0;
  const words = logit(Math.min(1 - 1e-9, Math.max(1e-9, side))) - logit(usual);
  return {
    text,
    side: speaks + Math.max(-most, Math.min(most, words)),
    isRemark: side < remark && needed < remark,
  };
}

/** Where a list turns from what the answer is about to what is done on the side: most people name the main thing first. */
function turn(parts: readonly Part[]): number {
  let best = {at: 0, sum: -Infinity};
  for (let at = 1; at < parts.length; at += 1) {
    const sum = parts.reduce((total, {side}, i) => total + (i < at ? -side : side), 0);
    if (sum > best.sum) best = {at, sum};
  }
  return best.at;
}

const shortestContent = 4;
/** Words that stand in any sentence about calls, and so link none to another. */
const everywhere = new Set(
  'that this with from they them will when what have then also only must call event into same which answer result'.split(
    ' ',
  ),
);

/** The stems of a text's longer words. */
function contentStems(text: string): readonly string[] {
  return wordsOf(plainText(text))
    .filter((word) => word.length >= shortestContent && !everywhere.has(word))
    .map(stem);
}
