import type {Clause} from './clauses.ts';
import type {Quote} from './quote.ts';
import {staleness} from './tolerance.ts';

/** What the words say about a copy at the caller: parts that are not said are null. */
export interface CopyWords {
  readonly quote: Quote;
  readonly toleratedMs: number | null;
  readonly bootstrap: 'snapshot' | 'refill' | null;
  readonly publisher: Quote | null;
}

const keepsCopy =
  /\b(?:keeps?|holds?|has|have|stores?|reads?|maintains?|fills?|builds?|with|in|from|to)\b(?: \S+){0,6}? (?:own|local|private) (?:\w+ )?(?:table|copy|cache|replica|store|view|database|db|projection|list)\b|\b(?:replica|read model|projection|local copy|materiali[sz]ed view)\b/;
const denies =
  /\b(?:no|not|never|without|instead of) (?:\w+ ){0,4}?(?:copy|replica|cache|table|projection|read model|own|local)\b|\b(?:could|can|would) also\b|\b(?:may|can|must) not\b/;
const snapshot =
  /\b(?:snapshots?|loaded once|initial(?:ly)? load\w*|bootstrap\w*|full (?:dump|export|load)|seeded|dump|first (?:load|fill)|initial export)\b/;
const refill =
  /\b(?:compacted|compaction|replay\w*|refill\w*|from the (?:beginning|start) of the topic|rebuil[td]\w*)\b/;
const ownerPublishes =
  /\b(?:thecallee|team|owner|they|it|source|side|master)\b(?: \w+){0,3}? (?:publish(?:es)?|emits?|sends? (?:changes|events)|announces?)\b/;

/** A copy of the looked-up data that the caller is to keep, if the author proposes one; "no copy" is none. */
export function copyWords(notes: readonly Clause[], consistency: readonly Clause[]): CopyWords | null {
  const all = [...notes, ...consistency];
  const copy = all.find(({plain}) => keepsCopy.test(plain) && !denies.test(plain));
  if (!copy || all.some(({plain}) => /\bno (?:local |own )?copy\b/.test(plain))) return null;
  const tolerated = [...consistency, ...notes].map(staleness).find((one) => one !== null) ?? null;
  return {
    quote: copy,
    toleratedMs: tolerated?.value ?? null,
    bootstrap: all.some(({plain}) => snapshot.test(plain))
      ? 'snapshot'
      : all.some(({plain}) => refill.test(plain))
        ? 'refill'
        : null,
    publisher: notes.find(({plain}) => ownerPublishes.test(plain)) ?? null,
  };
}
