import {Box} from 'ink';
import type {ReactNode} from 'react';
import {found, type Narrowed, type SearchEvent} from '../search-state.ts';
import {type Items, List} from './list.tsx';
import {SearchLine} from './search-line.tsx';

interface SearchedListProps {
  readonly state: Narrowed;
  readonly items: Items;
  /** What is searched of each item. */
  readonly texts: readonly string[];
  readonly columns: number;
  /** With the row of the search. */
  readonly height: number;
  readonly dispatch: (event: SearchEvent) => void;
}

/** A list that a search narrows; while there is one, its words stand in the last row. */
export function SearchedList({state, items, texts, columns, height, dispatch}: SearchedListProps): ReactNode {
  const {cursor, search} = state;
  if (!search) return <List items={items} cursor={cursor} height={height} />;
  const among = found(texts, search);
  return (
    <Box flexDirection="column">
      <List
        items={{length: among.length, at: (i) => items.at(among[i]!)}}
        cursor={among.indexOf(cursor)}
        height={Math.max(1, height - 1)}
      />
      <SearchLine search={search} found={among.length} of={items.length} columns={columns} dispatch={dispatch} />
    </Box>
  );
}

/** Takes Esc while there is a search: it ends that, and not the screen. */
export function endOfSearch({search}: Narrowed, dispatch: (event: SearchEvent) => void): (() => void) | undefined {
  return search ? () => dispatch({kind: 'end-search'}) : undefined;
}

/** The place whose keys work in a screen with a list: `search` while its words are typed. */
export function placeOf<P extends string>(place: P, {search}: Narrowed): P | 'search' {
  return search?.isTyping ? 'search' : place;
}
