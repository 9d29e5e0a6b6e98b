import type {Analysis} from '../analysis/analysis.ts';
import {count, listed} from '../figures.ts';

/** What could not be judged, a line for each missing field, those first that have something to check: at most `named` subjects, and how many more. */
export function blindSpotLines(spots: Analysis['blindSpots'], named: number): string[] {
  const byField = new Map<string, Set<string>>();
  for (const spot of spots) byField.set(spot.field, (byField.get(spot.field) ?? new Set()).add(unjudged(spot)));
  const own = (field: string) => (Object.hasOwn(sentences, field) ? sentences[field] : undefined);
  return [...byField]
    .sort(([a], [b]) => Number(own(a) === undefined) - Number(own(b) === undefined))
    .map(([field, subjects]) => (own(field) ?? stated(field))([...subjects].slice(0, named), subjects.size));
}

/** What was not judged, with the reason where no field is missing: "buy (too tangled to be worked out)". */
export function unjudged({subject, because}: Analysis['blindSpots'][number]): string {
  return because === undefined ? subject : `${subject} (${because})`;
}

type Sentence = (names: readonly string[], all: number) => string;

const stated =
  (field: string): Sentence =>
  (names, all) =>
    `no ${field} stated for ${some(names, all)}`;

const some = (names: readonly string[], all: number) =>
  all > names.length ? `${names.join(', ')} and ${count(all - names.length)} more` : listed(names);

/** Fields of which there is more to say than that nobody states them; their first subjects matter most. */
const sentences: Readonly<Record<string, Sentence>> = {
  'target.availability': (names, all) => `whether the availability target is met by ${some(names, all)}`,
  timeout: (names, all) =>
    all === 1
      ? `for the call ${names[0]} nothing says whether there is a timeout: the file was imported, and where it comes from leaves that out`
      : `for ${count(all)} calls nothing says whether there is a timeout: they were imported, and where they come from leaves that out. Check these first: ${names.join(', ')}`,
};
