import {Box} from 'ink';
import type {ReactNode} from 'react';
import {textOf} from '../field.ts';
import type {Search, SearchEvent} from '../search-state.ts';
import {Say} from './say.tsx';
import {TextField} from './text-field.tsx';

interface SearchLineProps {
  readonly search: Search;
  /** How many lines are found, and how many there are. */
  readonly found: number;
  readonly of: number;
  readonly columns: number;
  readonly dispatch: (event: SearchEvent) => void;
}

/** The words of a search and how much they find, in one row: a text field while it is typed. */
export function SearchLine({search, found, of, columns, dispatch}: SearchLineProps): ReactNode {
  const count = found === 0 ? 'nothing found' : `${found} of ${of}`;
  return (
    <Box justifyContent="space-between" columnGap={2} height={1} flexShrink={0}>
      {search.isTyping ? (
        <TextField
          place="search"
          label="Search"
          field={search.field}
          columns={columns - count.length - 2}
          change={(field) => dispatch({kind: 'type-search', field})}
          submit={() => dispatch({kind: 'keep-search'})}
          leave={() => dispatch({kind: 'end-search'})}
        />
      ) : (
        <Say cut tone="open">
          {`Search: ${textOf(search.field)}`}
        </Say>
      )}
      <Box flexShrink={0}>
        <Say tone="quiet">{count}</Say>
      </Box>
    </Box>
  );
}
