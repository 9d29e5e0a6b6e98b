import {availabilityFigures} from './arithmetic.ts';
import type {Passage} from './passages.ts';
import {holds} from './pattern.ts';
import type {Reading, ReadText} from './reading.ts';
import type {Group} from './rubric.ts';
import {apart, maxPassages, quotesOf, type Run} from './runs.ts';

/** The most words that may carry a criterion together. */
const maxWords = 110;

/** The runs of passages, without those to leave out, in which every group of signals occurs, each as short as possible; they do not overlap. */
export function runsBySignals(
  {source, passages: all}: ReadText,
  groups: readonly Group[],
  leftOut: ReadonlySet<Reading>,
): readonly Run[] {
  const passages = all.filter((passage) => !leftOut.has(passage));
  const signs = passages.map((passage) => signsIn(passage, groups));
  const found: Run[] = [];
  for (let first = 0; first < passages.length; first += 1) {
    let words = 0;
    for (let last = first; last < Math.min(passages.length, first + maxPassages); last += 1) {
      if (!standTogether(passages[first]!, passages[last]!)) break;
      words += passages[last]!.text.words.length;
      if (words > maxWords && last > first) break;
      const run = passages.slice(first, last + 1);
      const held = groups.map((_, g) => new Set(signs.slice(first, last + 1).flatMap((s) => s[g]!)));
      if (!groups.every((group, g) => isFilled(group, held[g]!, run))) continue;
      const strength = held.reduce((sum, signals) => sum + signals.size, 0);
      found.push({first, last, words, strength, quotes: quotesOf(source, run)});
      break;
    }
  }
  return apart(found, (a, b) => a.words - b.words);
}

/** Passages of one paragraph; or, under one heading, of list entries, rows and paragraphs that follow each other. */
function standTogether(first: Passage, last: Passage): boolean {
  if (first.paragraph === last.paragraph) return true;
  return first.section === last.section && (first.section > 0 || last.kind !== 'text');
}

/** For each group the numbers of the signals that hold in the passage. */
function signsIn(passage: Reading, groups: readonly Group[]): readonly (readonly number[])[] {
  return groups.map(({signals, fragments}) =>
    passage.prose || fragments ? signals.flatMap((signal, i) => (holds(signal, passage.text) ? [i] : [])) : [],
  );
}

function isFilled(group: Group, held: ReadonlySet<number>, run: readonly Reading[]): boolean {
  if (held.size >= group.atLeast) return true;
  return group.figures && availabilityFigures(run.flatMap((p) => (p.prose ? [p.meaning] : [])).join(' ')) === 'right';
}
