import {clientWords, type Kind, plainWords, technologies} from './manifest/technologies.ts';

/** A piece of known software as a text names it. */
export interface Software {
  readonly kind: Exclude<Kind, 'service'>;
  /** The word that says so, in small letters: `postgres`. */
  readonly word: string;
}

/** What is bought as a service or built in: it has no image, but people write it down as a technology. */
const bought: readonly (readonly [Software['kind'], ReadonlySet<string>])[] = [
  ['datastore', new Set('aurora bigquery bigtable spanner snowflake redshift documentdb sqlite h2 rds'.split(' '))],
  ['broker', new Set('eventbridge jetstream eventgrid'.split(' '))],
];
const tables = [...technologies, ...bought];

/**
 * The first known software that a technology names as a whole word, or as two (`SQL Server`); numbers at the end of a word
 * do not count (`mysql8`). Undefined where it names none.
 */
export function softwareNamed(technology: string): Software | undefined {
  const words = wordsOf(technology);
  for (const [i, word] of words.entries())
    for (const candidate of [word, word.replace(/\d{1,9}$/, ''), word.replace(/db$/, ''), word + (words[i + 1] ?? '')])
      for (const [kind, known] of tables) if (known.has(candidate)) return {kind, word: candidate};
  return undefined;
}

/**
 * The same of a name that somebody gave to a part of a system. `kafka-ui` and `redis-exporter` are no broker and no store;
 * products that are plain words (`oracle`) count only where they are the whole name.
 */
export function softwareCalled(name: string): Software | undefined {
  const words = wordsOf(name);
  if (words.some((word) => clientWords.has(word))) return undefined;
  const told = words.length === 1 ? words : words.filter((word) => !plainWords.has(word));
  return softwareNamed(told.join(' '));
}

function wordsOf(text: string): readonly string[] {
  return (
    text
      .slice(0, 1000)
      .toLowerCase()
      .match(/[a-z0-9]+/g) ?? []
  );
}
