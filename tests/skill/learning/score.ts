import {judge} from '../../../src/skill/evidence.ts';
import type {Rubric} from '../../../src/skill/rubric.ts';
import type {Marked} from './marked-passages.ts';

type Verdict = 'met' | 'unsure' | 'unmet';

/** What a rubric finds in a passage, by criterion. */
function verdicts({text}: Pick<Marked, 'text'>, rubric: Rubric): ReadonlyMap<string, Verdict> {
  const {judgements} = judge([{file: 'SKILL.md', text, from: 0}], rubric);
  return new Map(
    judgements.map(({criterion, evidence, unsure}) => [
      criterion.id,
      evidence.length > 0 ? 'met' : unsure.length > 0 ? 'unsure' : 'unmet',
    ]),
  );
}

/** A labelled passage with what the judge says of its own criterion, and how many others it finds in it. */
export interface Judged {
  readonly passage: Marked;
  readonly verdict: Verdict;
  readonly others: number;
}

export function judged(passage: Marked, rubric: Rubric): Judged {
  const all = verdicts(passage, rubric);
  const others = [...all].filter(([id, verdict]) => id !== passage.criterion && verdict === 'met').length;
  return {passage, verdict: all.get(passage.criterion) ?? 'unmet', others};
}

/** How well verdicts agree with labels; strays count where others are counted only. */
export interface Score {
  readonly count: number;
  /** The share of labels `met` among the verdicts `met`; 1 without any. */
  readonly precision: number;
  /** The share of verdicts `met` among the labels `met`; 1 without any. */
  readonly recall: number;
  readonly unsure: number;
  /** How many other criteria are found in a passage that meets its own. */
  readonly othersPerMet: number;
  /** The share of strays in which any criterion is found. */
  readonly strays: number;
}

export function score(all: readonly Judged[]): Score {
  const own = all.filter(({passage}) => passage.criterion !== 'none');
  const labelled = own.filter(({passage}) => passage.met);
  const said = own.filter(({verdict}) => verdict === 'met');
  const right = said.filter(({passage}) => passage.met).length;
  const strays = all.filter(({passage}) => passage.criterion === 'none');
  return {
    count: own.length,
    precision: share(right, said.length, 1),
    recall: share(right, labelled.length, 1),
    unsure: share(own.filter(({verdict}) => verdict === 'unsure').length, own.length, 0),
    othersPerMet: share(
      labelled.reduce((sum, {others}) => sum + others, 0),
      labelled.length,
      0,
    ),
    strays: share(strays.filter(({others}) => others > 0).length, strays.length, 0),
  };
}

function share(part: number, whole: number, ofNone: number): number {
  return whole === 0 ? ofNone : part / whole;
}
