import type {Passage} from './passages.ts';
import type {SkillText} from './reading.ts';

/** Where a skill says something: `quote` stands verbatim in `file`, beginning in line `line` (counted from 1). */
export interface Quote {
  readonly file: string;
  readonly line: number;
  readonly quote: string;
}

/** Passages that follow each other and meet a criterion together. */
export interface Run {
  /** Their places in the text. */
  readonly first: number;
  readonly last: number;
  readonly words: number;
  /** How clearly they do: comparable within one criterion. */
  readonly strength: number;
  readonly quotes: readonly Quote[];
}

/** The most passages that may carry a criterion together. */
export const maxPassages = 5;

/** Of runs, those that come first in `order` and do not overlap. */
export function apart(runs: readonly Run[], order: (a: Run, b: Run) => number): readonly Run[] {
  const chosen: Run[] = [];
  for (const run of runs.toSorted(order)) {
    if (chosen.every((other) => run.last < other.first || run.first > other.last)) chosen.push(run);
  }
  return chosen;
}

/** Passages as quotes: those of one paragraph together. */
export function quotesOf(source: SkillText, passages: readonly Passage[]): readonly Quote[] {
  return [...Map.groupBy(passages, ({paragraph}) => paragraph).values()].map((part) => quoted(source, part));
}

/** Passages of one paragraph as one quote. */
export function quoted({file, text}: SkillText, run: readonly Passage[]): Quote {
  return {file, line: run[0]!.line, quote: text.slice(run[0]!.start, run.at(-1)!.end)};
}
