import type {Answer, Measures} from './measure.ts';
import type {Random} from './random.ts';

/** A wrong answer that somebody gives who makes a known mistake. */
export interface Slip {
  readonly name: string;
  readonly answer: Answer;
}

/** A question about a system that was made up, with the answer that was computed for it. */
export interface Draft {
  /** The system and the question, without the shape of the answer. Names no method. */
  readonly prompt: string;
  readonly measures: Measures;
  readonly slips: readonly Slip[];
  /** Names that were made up for this case: whoever knows them has seen it. */
  readonly names: readonly string[];
}

/** A kind of question: which criterion of the rubric it asks about, and how one is made. */
export interface Kind {
  readonly criterion: string;
  /** Words that a passage about it has: changed passages that hold one speak for asking more about it. */
  readonly about: RegExp;
  /** A question; undefined where chance made one that does not separate right from wrong. */
  readonly draft: (random: Random) => Draft | undefined;
}

/** A graded case. The id is unique for a seed. */
export interface EvalCase extends Draft {
  readonly id: string;
  readonly kind: string;
  readonly criterion: string;
  /** Hash of question and right answer: what was answered to another wording is no answer to this one. */
  readonly hash: string;
}
