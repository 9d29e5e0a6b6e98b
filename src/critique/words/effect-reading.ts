import type {Effect} from '../facts.ts';
import type {Quote, Read} from './quote.ts';

/** The answers about one effect that were read out of words; what the words leave open is missing. */
export type EffectWords = {readonly [K in keyof Effect]?: Read<NonNullable<Effect[K]>>};

/** What the words say about the call as a whole. */
export type Stance = 'needed' | 'free' | 'open';

/** The effects that the words show, and whether they show the same for all of them. */
export interface EffectReading {
  readonly stance: Stance;
  readonly effects: readonly EffectWords[];
  /** The words that keep the reading from a verdict, most telling first. */
  readonly doubts: readonly Quote[];
}

/** A name that fits into a sentence. */
export function short(text: string): string {
  const points = [...text.slice(0, 200)];
  return points.length > 90 ? `${points.slice(0, 90).join('').trimEnd()}...` : text;
}
