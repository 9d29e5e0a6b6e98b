import type {Proposal} from '../proposal.ts';
import {short} from './effect-reading.ts';
import {clauseFeatures} from './passages.ts';
import type {Reader} from './reader.ts';
import {plainText, wordsOf} from './spelling.ts';

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

/** The parts of the purpose of a call that bundles several effects, each put where its words belong. */
export function effectNames({purpose, call}: Proposal, reader: Reader): EffectNames {
  const parts = (purpose ?? '')
    .slice(0, longestText)
    .replace(/\s+/g, ' ')
    .split(separators)
    .map((part) => part.trim().replace(/^[(]|[).]+$/g, ''))
    .filter((part) => /\p{L}{2}/u.test(part))
    .slice(0, mostParts)
    .map((text) => part(text, reader));
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

function part(text: string, {probabilities}: Reader): Part {
  const features = clauseFeatures('purpose', wordsOf(plainText(text)));
  const yes = (head: 'side-clause' | 'needed-clause') => probabilities(head, features)['yes'] ?? 0;
  const [side, needed] = [yes('side-clause'), yes('needed-clause')];
  const logit = (p: number) => Math.log(p / (1 - p));
  return {
    text,
    side: Math.max(-most, Math.min(most, logit(Math.min(1 - 1e-9, Math.max(1e-9, side))) - logit(usual))),
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
