import {negated, negators, type Word} from './words.ts';

/** What can stand at one place of a sequence. */
type Element =
  | {readonly kind: 'word'; readonly forms: readonly {readonly text: string; readonly prefix: boolean}[]}
  | {readonly kind: 'gap'; readonly most: number; readonly inClause: boolean}
  | {readonly kind: 'list'; readonly name: string};

/** Words in a row, see `compileSignal`. */
export interface Sequence {
  readonly elements: readonly Element[];
  /** Counts also where a negation stands before it. */
  readonly anyPolarity: boolean;
}

/** What has to stand in one passage, in any order, and what must not. */
export interface Signal {
  readonly all: readonly Sequence[];
  readonly none: readonly Sequence[];
}

/** Named word lists that sequences refer to as `@name`. */
export type WordLists = ReadonlyMap<string, readonly Sequence[]>;

/** `..` skips words of one clause, `...` goes on into the next clauses. */
const gaps = new Map<string, Element>([
  ['..', {kind: 'gap', most: 4, inClause: true}],
  ['...', {kind: 'gap', most: 10, inClause: false}],
]);

/**
 * Reads a signal: sequences joined by ` + `, all of which must occur in one passage; `!` before one forbids it.
 * A sequence is words in a row: `*` at a word's end stands for any ending, `/` parts alternatives, `..` skips up to
 * four words of the clause and `...` up to ten (no negation among them), `@name` is any entry of a word list. A sequence that is negated in its clause
 * does not count unless it names the negation itself or begins with `~`.
 */
export function compileSignal(source: string): Signal {
  const parts = source.split(' + ').map((part) => part.trim());
  return {
    all: parts.filter((part) => !part.startsWith('!')).map(compileSequence),
    none: parts.filter((part) => part.startsWith('!')).map((part) => compileSequence(part.slice(1))),
  };
}

/** Reads one sequence of a signal or of a word list. */
export function compileSequence(source: string): Sequence {
  const tokens = source.replace(/^~/, '').trim().split(/\s+/);
  return {anyPolarity: source.startsWith('~'), elements: tokens.map(compileElement)};
}

function compileElement(token: string): Element {
  const gap = gaps.get(token);
  if (gap) return gap;
  if (token.startsWith('@')) return {kind: 'list', name: token.slice(1)};
  const forms = token
    .split('/')
    .map((form) => ({text: form.replace(/\*$/, '').toLowerCase(), prefix: form.endsWith('*')}));
  return {kind: 'word', forms};
}

/** The names of the word lists that these sequences use. */
export function listsUsed(sequences: readonly Sequence[]): readonly string[] {
  return sequences.flatMap(({elements}) => elements).flatMap((e) => (e.kind === 'list' ? [e.name] : []));
}

/** The words of one passage, ready to be compared with many signals. */
export interface Comparable {
  readonly words: readonly Word[];
  readonly lists: WordLists;
  /** By list (`~list` for any polarity) and first word: where its entries end. Each list is looked for once. */
  readonly found: Map<string, readonly (readonly number[])[]>;
}

export function comparable(words: readonly Word[], lists: WordLists): Comparable {
  return {words, lists, found: new Map()};
}

/** Whether the signal holds in a passage. */
export function holds(signal: Signal, passage: Comparable): boolean {
  return signal.all.every((s) => occurs(s, passage)) && !signal.none.some((s) => occurs(s, passage));
}

function occurs(sequence: Sequence, passage: Comparable): boolean {
  for (let at = 0; at < passage.words.length; at += 1) {
    if (ends(sequence, passage, at).length > 0 && isMeant(sequence, passage, at)) return true;
  }
  return false;
}

/** Whether the sequence that begins at `at` is asserted there and not denied. */
function isMeant({elements, anyPolarity}: Sequence, {words}: Comparable, at: number): boolean {
  const first = elements[0];
  const saysNo = first?.kind === 'word' && first.forms.some((form) => negators.has(form.text));
  return anyPolarity || saysNo || !negated(words, at);
}

const nowhere: readonly number[] = [];

/** Every index at which the sequence can end when it begins at `at`. All ways are followed at once, so that gaps cost no more than their width. */
function ends({elements, anyPolarity}: Sequence, passage: Comparable, at: number): readonly number[] {
  let reached: readonly number[] = [at];
  for (const element of elements) {
    const [only] = reached;
    reached =
      reached.length === 1
        ? stopsOf(element, anyPolarity, passage, only!)
        : [...new Set(reached.flatMap((stop) => stopsOf(element, anyPolarity, passage, stop)))];
    if (reached.length === 0) return nowhere;
  }
  return reached;
}

/** Every index at which one element can end when it begins at `at`. */
function stopsOf(element: Element, anyPolarity: boolean, passage: Comparable, at: number): readonly number[] {
  switch (element.kind) {
    case 'word': {
      const word = passage.words[at]?.text;
      if (word === undefined) return nowhere;
      for (const {text, prefix} of element.forms) if (prefix ? word.startsWith(text) : word === text) return [at + 1];
      return nowhere;
    }
    case 'gap': {
      const clause = passage.words[at - 1]?.clause;
      const stops: number[] = [];
      for (let stop = at; stop <= at + element.most; stop += 1) {
        const word = passage.words[stop];
        if (word === undefined || (element.inClause && word.clause !== clause)) break;
        stops.push(stop);
        if (negators.has(word.text)) break;
      }
      return stops;
    }
    case 'list':
      return entriesOf(element.name, anyPolarity, passage)[at] ?? nowhere;
  }
}

function entriesOf(name: string, anyPolarity: boolean, passage: Comparable): readonly (readonly number[])[] {
  const key = anyPolarity ? `~${name}` : name;
  const known = passage.found.get(key);
  if (known !== undefined) return known;
  const entries = passage.words.map((_, at) =>
    (passage.lists.get(name) ?? []).flatMap((entry) => {
      const stops = ends(entry, passage, at);
      return stops.length > 0 && (anyPolarity || isMeant(entry, passage, at)) ? stops : nowhere;
    }),
  );
  passage.found.set(key, entries);
  return entries;
}
