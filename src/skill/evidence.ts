import {availabilityFigures} from './arithmetic.ts';
import type {Passage} from './passages.ts';
import {holds} from './pattern.ts';
import {type Reading, readTexts, type SkillText} from './reading.ts';
import type {Criterion, Group, Rubric} from './rubric.ts';

/** Where a skill says something: `quote` stands verbatim in `file`, beginning in line `line` (counted from 1). */
export interface Quote {
  readonly file: string;
  readonly line: number;
  readonly quote: string;
}

export interface Judgement {
  readonly criterion: Criterion;
  /** The passages that meet the criterion, the one that says most first; none when it is a gap. */
  readonly evidence: readonly Quote[];
  /** Passages that say the opposite of what the criterion teaches. */
  readonly refuted: readonly Quote[];
}

/** The most passages, and the most words, that may carry a criterion together; and the most such runs that are shown. */
const maxPassages = 5;
const maxWords = 110;
const maxRuns = 3;

/**
 * For each criterion of the rubric the passages that meet it, found by meaning and without a model: every group of its
 * signals has to occur in sentences that stand together under one heading. Headings, code, keyword lists, sentences
 * about the text itself and the rubric's own sentences do not count. English only. This is weaker than a test with a
 * model: it shows that the skill says something, not that a reader acts on it. `leftOut` counts passages that were too
 * many to look at.
 */
export function judge(
  texts: readonly SkillText[],
  rubric: Rubric,
): {readonly judgements: readonly Judgement[]; readonly leftOut: number} {
  const {read, leftOut} = readTexts(texts, rubric);
  const judgements = rubric.criteria.map((criterion) => {
    const evidence: Found[] = [];
    const refuted: Quote[] = [];
    for (const {source, passages} of read) {
      const opposite = new Set(passages.filter((passage) => isRefuted(passage, criterion)));
      for (const passage of opposite) refuted.push(quoted(source, [passage]));
      evidence.push(
        ...runs(
          passages.filter((passage) => !opposite.has(passage)),
          criterion,
          source,
        ),
      );
    }
    const best = evidence.sort((a, b) => b.strength - a.strength || a.words - b.words).slice(0, maxRuns);
    return {criterion, evidence: best.flatMap((found) => found.quotes), refuted};
  });
  return {judgements, leftOut};
}

function isRefuted({text, meaning}: Reading, {refuted, groups}: Criterion): boolean {
  if (groups.some((group) => group.figures) && availabilityFigures(meaning) === 'wrong') return true;
  return refuted.some((signal) => holds(signal, text));
}

/** A run of passages that meets a criterion. */
interface Found {
  readonly first: number;
  readonly last: number;
  readonly words: number;
  /** How many different signals it holds. */
  readonly strength: number;
  readonly quotes: readonly Quote[];
}

/** The runs of passages that meet the criterion, each as short as possible; they do not overlap. */
function runs(passages: readonly Reading[], criterion: Criterion, source: SkillText): readonly Found[] {
  const signs = passages.map((passage) => signsIn(passage, criterion));
  const found: Found[] = [];
  for (let first = 0; first < passages.length; first += 1) {
    let count = 0;
    for (let last = first; last < Math.min(passages.length, first + maxPassages); last += 1) {
      if (!standTogether(passages[first]!, passages[last]!)) break;
      count += passages[last]!.text.words.length;
      if (count > maxWords && last > first) break;
      const run = passages.slice(first, last + 1);
      const held = criterion.groups.map((_, g) => new Set(signs.slice(first, last + 1).flatMap((s) => s[g]!)));
      if (!criterion.groups.every((group, g) => isFilled(group, held[g]!, run))) continue;
      const strength = held.reduce((sum, signals) => sum + signals.size, 0);
      found.push({first, last, words: count, strength, quotes: byParagraph(run).map((part) => quoted(source, part))});
      break;
    }
  }
  const apart: Found[] = [];
  for (const run of found.sort((a, b) => a.words - b.words)) {
    if (apart.every((other) => run.last < other.first || run.first > other.last)) apart.push(run);
  }
  return apart;
}

/** Passages of one paragraph; or, under one heading, of list entries, rows and paragraphs that follow each other. */
function standTogether(first: Passage, last: Passage): boolean {
  if (first.paragraph === last.paragraph) return true;
  return first.section === last.section && (first.section > 0 || last.kind !== 'text');
}

/** For each group of the criterion the numbers of the signals that hold in the passage. */
function signsIn(passage: Reading, {groups}: Criterion): readonly (readonly number[])[] {
  return groups.map(({signals, fragments}) =>
    passage.prose || fragments ? signals.flatMap((signal, i) => (holds(signal, passage.text) ? [i] : [])) : [],
  );
}

function isFilled(group: Group, held: ReadonlySet<number>, run: readonly Reading[]): boolean {
  if (held.size >= group.atLeast) return true;
  return group.figures && availabilityFigures(run.flatMap((p) => (p.prose ? [p.meaning] : [])).join(' ')) === 'right';
}

function byParagraph(run: readonly Reading[]): readonly (readonly Reading[])[] {
  return [...Map.groupBy(run, ({paragraph}) => paragraph).values()];
}

function quoted({file, text}: SkillText, run: readonly Passage[]): Quote {
  return {file, line: run[0]!.line, quote: text.slice(run[0]!.start, run.at(-1)!.end)};
}
