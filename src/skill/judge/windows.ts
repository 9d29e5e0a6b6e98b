import {availabilityFigures} from '../arithmetic.ts';
import {isReworded, type Shingles} from '../pasted.ts';
import {isCode, isProse} from '../prose.ts';
import type {Reading, ReadText} from '../reading.ts';
import {maxPassages} from '../runs.ts';
import {featuresOf} from './features.ts';
import type {Learned, Scores} from './learned.ts';
import {orderOf} from './order.ts';
import {thresholds} from './thresholds.ts';

/** Passages that follow each other under one heading, as the judge sees them together. */
export interface Window {
  readonly first: number;
  readonly last: number;
  readonly words: number;
  readonly scores: Scores;
}

/** Fewer words state nothing. */
const fewestWords = 8;
/** More words, unless it is one sentence, are about too many things. */
const mostWords = 70;

/** Every stretch of a text that may state something, with its scores. */
export function windowsOf({passages}: ReadText, learned: Learned, shingles: Shingles): readonly Window[] {
  const known = passages.map((passage) => learned.known(featuresOf(passage)));
  const order = passages.map(({meaning}) => learned.known(orderOf(meaning)));
  const windows: Window[] = [];
  for (let first = 0; first < passages.length; first += 1) {
    let words = 0;
    const features = new Set<number>();
    const orders = new Set<number>();
    for (let last = first; last < Math.min(passages.length, first + maxPassages); last += 1) {
      const passage = passages[last]!;
      if (!continues(passages.slice(first, last), passage) || isCode(passage.own)) break;
      words += passage.text.words.length;
      if (words > mostWords && last > first) break;
      for (const feature of known[last]!) features.add(feature);
      for (const feature of order[last]!) orders.add(feature);
      const run = passages.slice(first, last + 1);
      if (words < fewestWords || learned.order(orders) < thresholds.order || !states(run, shingles)) continue;
      const figures = learned.known([figuresFeature(run)]);
      windows.push({first, last, words, scores: learned.score([...features, ...figures])});
    }
  }
  return windows;
}

/** Whether a passage goes on with those before it: under one heading, and no second paragraph, though a list or table may stand beside one. */
function continues(before: readonly Reading[], {section, kind, paragraph}: Reading): boolean {
  if (before.some((one) => one.section !== section)) return false;
  return kind !== 'text' || before.every((one) => one.kind !== 'text' || one.paragraph === paragraph);
}

/** Whether passages say something together, and of their own, rather than name things. */
export function states(run: readonly Reading[], shingles: Shingles): boolean {
  const words = run.flatMap(({text}) => text.words);
  return isProse(words) && !isReworded(words, shingles);
}

/** Whether the availability figures of passages come out right, as a feature of them together. */
export function figuresFeature(run: readonly Pick<Reading, 'meaning'>[]): string {
  return `figures=${availabilityFigures(run.map(({meaning}) => meaning).join(' '))}`;
}
