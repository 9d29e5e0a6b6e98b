import {type Field, fieldWith, textOf} from './field.ts';
import {type Move, moved} from './list-cursor.ts';

/** A search in a list: its words, whether letters still go to them, and where the cursor stood before. */
export interface Search {
  readonly field: Field;
  readonly isTyping: boolean;
  readonly from: number;
}

/** Where a list stands: its cursor, counted in the whole list (-1: nothing is found), and the search that narrows it. */
export interface Narrowed {
  readonly cursor: number;
  readonly search: Search | undefined;
}

export type SearchEvent =
  | {readonly kind: 'search' | 'keep-search' | 'end-search'}
  | {readonly kind: 'type-search'; readonly field: Field};
export type ListEvent = SearchEvent | {readonly kind: 'move'; readonly move: Move};

/** The cursor of a list and its search before anything is typed. */
export const wholeList: Narrowed = {cursor: 0, search: undefined};

/**
 * The lines of a list that hold every word of the search, by index and in their order: all of them without one. Case and
 * accents do not count, nor does the order of the words.
 */
export function found(texts: readonly string[], search: Search | undefined): readonly number[] {
  const words = search ? folded(textOf(search.field)).split(/\s+/).filter(Boolean) : [];
  const all = texts.map((_, i) => i);
  if (words.length === 0) return all;
  const among = allFolded(texts);
  return all.filter((i) => words.every((word) => among[i]!.includes(word)));
}

/** Each letter searches the same texts again. */
const knownFolded = new WeakMap<readonly string[], readonly string[]>();

function allFolded(texts: readonly string[]): readonly string[] {
  const known = knownFolded.get(texts) ?? texts.map(folded);
  knownFolded.set(texts, known);
  return known;
}

function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The list after `event`, where `texts` are what is searched of its lines. Only what is found can be marked. */
export function listed<S extends Narrowed>(state: S, event: ListEvent, texts: readonly string[]): S {
  const {cursor, search} = state;
  switch (event.kind) {
    case 'move': {
      const among = found(texts, search);
      const place = moved(among.indexOf(cursor), event.move, among.length);
      return {...state, cursor: among[place] ?? cursor};
    }
    case 'search':
      return {...state, search: {field: search?.field ?? fieldWith(''), isTyping: true, from: cursor}};
    case 'type-search':
      return search ? narrowed({...state, search: {...search, field: event.field}}, texts) : state;
    case 'keep-search': {
      if (!search || cursor === -1) return state;
      const isEmpty = textOf(search.field).trim() === '';
      return {...state, search: isEmpty ? undefined : {...search, isTyping: false}};
    }
    case 'end-search':
      return {...state, search: undefined, cursor: cursor === -1 && search ? search.from : cursor};
  }
}

/** The list on other lines: the cursor stays where it is if that is still found, else it goes to the first that is. */
export function narrowed<S extends Narrowed>(state: S, texts: readonly string[]): S {
  const among = found(texts, state.search);
  if (among.includes(state.cursor)) return state;
  if (!state.search) return {...state, cursor: Math.max(0, Math.min(state.cursor, texts.length - 1))};
  // A finished search that finds nothing any more would hide the whole list.
  if (among.length === 0 && !state.search.isTyping) return narrowed({...state, search: undefined}, texts);
  return {...state, cursor: among[0] ?? -1};
}
