import type {Span} from '../blocks.ts';
import {type Problem, warning} from '../problem.ts';
import type {Quote} from '../runs.ts';
import type {Skill} from '../skill.ts';
import {type AcceptedEntry, acceptedFile, acceptedIn} from './accepted-file.ts';
import {hashOf, lineSpans, linesText, sayingOf} from './lines.ts';

/** A passage that counts because a person said so: who, and when (ISO 8601). */
export interface AcceptedQuote extends Quote {
  readonly by: string;
  readonly at: string;
}

/** What reviewers accepted in a skill. */
export interface AcceptedEvidence {
  /** By criterion, what still stands in the skill as it stood when it was accepted. */
  readonly counted: ReadonlyMap<string, readonly AcceptedQuote[]>;
  /** What does not count any more. */
  readonly stale: readonly AcceptedEntry[];
  /** What is wrong with the file, and a warning for each that does not count any more. */
  readonly problems: readonly Problem[];
}

interface Listed {
  readonly file: string;
  readonly text: string;
  readonly spans: readonly Span[];
}

/** So many characters are looked through for passages that have moved, and so many a try costs besides. */
const mostEffort = 40_000_000;
const effortOfTry = 100;

/**
 * The passages of a skill that its reviewers accepted for one of the criteria. One that has moved is found again, in
 * another file as well; one whose text has changed is stale and does not count.
 */
export function acceptedEvidence(
  skill: Pick<Skill, 'accepted' | 'texts' | 'main' | 'bodyStart'>,
  criteria: readonly {readonly id: string; readonly title: string}[],
): AcceptedEvidence {
  if (skill.accepted === undefined || criteria.length === 0) return {counted: new Map(), stale: [], problems: []};
  const read = acceptedIn(skill.accepted);
  if ('wrong' in read) {
    const message = `This cannot be read, so nothing that was accepted counts: ${read.wrong}.`;
    return {counted: new Map(), stale: [], problems: [warning(acceptedFile, read.line, message)]};
  }
  const titles = new Map(criteria.map(({id, title}) => [id, title]));
  const find = finder(bodiesOf(skill));
  const counted = new Map<string, AcceptedQuote[]>();
  const stale: AcceptedEntry[] = [];
  const problems: Problem[] = [];
  for (const entry of read.entries) {
    const {criterion, where, by, at, line} = entry;
    const title = titles.get(criterion);
    const quote = title === undefined ? undefined : find(entry);
    if (title === undefined) {
      problems.push(
        warning(acceptedFile, line, `The rubric has no criterion "${criterion}": this counts for nothing.`),
      );
    } else if (quote !== undefined) counted.set(criterion, [...(counted.get(criterion) ?? []), {...quote, by, at}]);
    else {
      stale.push(entry);
      problems.push(
        warning(
          acceptedFile,
          line,
          `What ${by} accepted for "${title}" (${linesText(where)}) has changed since, so it does not count any more. Accept it again, or delete the entry.`,
        ),
      );
    }
  }
  return {counted, stale, problems};
}

/** The lines of each file that can teach something: those of the front matter cannot. */
function bodiesOf({texts, main, bodyStart}: Pick<Skill, 'texts' | 'main' | 'bodyStart'>): readonly Listed[] {
  return texts.map(({file, text}) => {
    const from = file === main ? bodyStart : 0;
    // Emptied, not left out: the numbers of the lines have to stay.
    const spans = lineSpans(text).map((span) => (span.start < from ? {start: span.start, end: span.start} : span));
    return {file, text, spans};
  });
}

/** Looks for a passage where it stood, then in the rest of its file, then in the others. */
function finder(bodies: readonly Listed[]): (entry: AcceptedEntry) => Quote | undefined {
  let effort = 0;
  return ({where: {file, from, to}, sha256}) => {
    const length = to - from + 1;
    const isAt = ({text, spans}: Listed, first: number): boolean => {
      const part = spans.slice(first, first + length);
      if (part.length < length) return false;
      effort += effortOfTry + part.at(-1)!.end - part[0]!.start;
      return hashOf(sayingOf(text, part)) === sha256;
    };
    const home = bodies.find((one) => one.file === file);
    if (home && isAt(home, from - 1)) return quoteAt(home, from - 1, length);
    for (const body of home ? [home, ...bodies.filter((one) => one !== home)] : bodies) {
      for (let first = 0; first + length <= body.spans.length && effort < mostEffort; first += 1) {
        if (isAt(body, first)) return quoteAt(body, first, length);
      }
    }
    return undefined;
  };
}

function quoteAt({file, text, spans}: Listed, first: number, length: number): Quote {
  const quote = text.slice(spans[first]!.start, spans[first + length - 1]!.end).trimEnd();
  return {file, line: first + 1, quote};
}
