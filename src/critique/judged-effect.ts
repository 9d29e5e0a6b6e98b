import type {Effect} from './facts.ts';
import {type Need, need} from './need.ts';
import type {Proposal} from './proposal.ts';
import type {Quotes} from './words/quote.ts';

/** An effect with its place in the answers, the words it is called by, and whether the caller needs it. */
export interface JudgedEffect {
  readonly index: number;
  readonly what: string;
  readonly effect: Effect;
  readonly need: Need;
  /** The words behind answers that were read out of the author's text, by the path of the answer. */
  readonly quotes: Quotes;
}

/** Every effect of the proposal in the author's order, judged. */
export function judgedEffects({facts}: Proposal, quotes: Quotes = new Map()): readonly JudgedEffect[] {
  return facts.effects.map((effect, index) => ({
    index,
    what: effect.what ?? `effect ${index + 1}`,
    effect,
    need: need(effect, facts.event),
    quotes,
  }));
}

/** An effect whose need is known to be of one kind. */
export type Judged<K extends Need['kind']> = JudgedEffect & {readonly need: Extract<Need, {readonly kind: K}>};

/** The effects of one kind of need, in the author's order. */
export function effectsThatAre<K extends Need['kind']>(
  kind: K,
  effects: readonly JudgedEffect[],
): readonly Judged<K>[] {
  return effects.filter((one): one is Judged<K> => one.need.kind === kind);
}
