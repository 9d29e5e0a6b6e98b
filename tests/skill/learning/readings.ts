import {readFileSync} from 'node:fs';
import {featuresOf} from '../../../src/skill/judge/features.ts';
import {unpacked} from '../../../src/skill/judge/learned.ts';
import {orderOf} from '../../../src/skill/judge/order.ts';
import {figuresFeature, states} from '../../../src/skill/judge/windows.ts';
import {readTexts} from '../../../src/skill/reading.ts';
import {parseRubric, type Rubric} from '../../../src/skill/rubric.ts';
import type {Marked} from './marked-passages.ts';

/** What is learned from a passage. */
export interface Read extends Marked {
  readonly features: readonly string[];
  /** Of the order of its words, and of the same words in disorder. */
  readonly order: readonly string[];
  readonly disorder: readonly string[];
  /** How many words it has. */
  readonly words: number;
}

const yaml = readFileSync(new URL('../../../skills/rubric.yaml', import.meta.url), 'utf8');
/** The criteria of the rubric, in its order. */
export const ids: readonly string[] = [...yaml.matchAll(/^ {2}- id: (\S+)/gm)].map(([, id]) => id!);
/** The rubric with a judge that knows nothing yet. */
export const untaught: Rubric = parseRubric(
  yaml,
  'skills/rubric.yaml',
  new Map(),
  unpacked({criteria: ids, unit: 1, features: '', states: [], about: [], order: {bias: 0, steps: [], weights: []}}),
);

/** A passage as the judge reads it, whole; undefined for what it never looks at, such as headings. */
export function read(one: Marked): Read | undefined {
  const {passages} = readTexts([{file: 'SKILL.md', text: one.text, from: 0}], untaught).read[0]!;
  if (passages.length === 0 || !states(passages, untaught.shingles)) return undefined;
  const shuffled = shuffler(one.text);
  return {
    ...one,
    features: [...new Set([...passages.flatMap(featuresOf), figuresFeature(passages)])],
    order: [...new Set(passages.flatMap(({meaning}) => orderOf(meaning)))],
    words: passages.reduce((sum, {text}) => sum + text.words.length, 0),
    disorder: [...new Set(passages.flatMap(({meaning}) => orderOf(shuffled(meaning))))],
  };
}

/** Puts the words of texts into another order, the same for the same `seed` (a Lehmer generator, Park and Miller 1988). */
function shuffler(seed: string): (text: string) => string {
  let state = [...seed].reduce((sum, letter) => (31 * sum + letter.codePointAt(0)!) % 2_147_483_647, 7);
  const next = () => {
    state = (state * 48_271) % 2_147_483_647;
    return state;
  };
  return (text) =>
    text
      .split(' ')
      .map((word) => ({word, place: next()}))
      .sort((a, b) => a.place - b.place)
      .map(({word}) => word)
      .join(' ');
}
