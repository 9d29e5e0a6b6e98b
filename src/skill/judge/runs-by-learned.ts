import type {Reading, ReadText} from '../reading.ts';
import {apart, quotesOf, type Run} from '../runs.ts';
import {type leastAbout, thresholds} from './thresholds.ts';
import type {Window} from './windows.ts';

/** The runs of passages that state what a criterion asks for, and those that at least may; neither overlap among themselves. */
export interface LearnedRuns {
  readonly met: readonly Run[];
  readonly unsure: readonly Run[];
}

/** Of the windows of a text, without those that hold a passage to leave out, those in which criterion number `at` is stated, the clearest first. `about` is how sure it has to be that a window is about the criterion. */
export function runsByLearned(
  {source, passages}: ReadText,
  windows: readonly Window[],
  at: number,
  leftOut: ReadonlySet<Reading>,
  about: ReturnType<typeof leastAbout>,
): LearnedRuns {
  const runs = (least: {readonly about: number; readonly states: number}) =>
    apart(
      windows.flatMap(({first, last, words, scores}): Run[] => {
        const strength = scores.states[at]!;
        if (scores.about[at]! < least.about || strength < least.states) return [];
        const run = passages.slice(first, last + 1);
        if (run.some((passage) => leftOut.has(passage))) return [];
        return [{first, last, words, strength, quotes: quotesOf(source, run)}];
      }),
      (a, b) => b.strength - a.strength || a.words - b.words,
    );
  return {
    met: runs({about: about.met, ...thresholds.met}),
    unsure: runs({about: about.unsure, ...thresholds.unsure}),
  };
}
