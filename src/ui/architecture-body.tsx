import {Box} from 'ink';
import type {ReactNode} from 'react';
import stringWidth from 'string-width';
import {fitted} from '../report/page.ts';
import {badDay, callAside, callText, detailLines, operationLines, questionText} from './architecture-lines.ts';
import {type ArchitectureState, isBehind, selected} from './architecture-state.ts';
import {type Line, wrapped} from './line.ts';
import type {Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import type {ListItem} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {Scroll} from './parts/scroll.tsx';
import {SearchedList} from './parts/searched-list.tsx';
import type {SearchEvent} from './search-state.ts';
import {searchedOf} from './searched-calls.ts';
import type {CallLine, Ledger} from './workbench.ts';

interface BodyProps {
  readonly state: ArchitectureState;
  readonly ledger: Ledger | undefined;
  readonly room: Room;
  readonly dispatch: (event: SearchEvent) => void;
}

/** What stands in a row of the list beside the names and the figures: the sign of the chosen one, the mark, and gaps. */
const listColumns = 12;

/** The ledger of the operations, then the calls with the key question, or everything about the chosen call. */
export function ArchitectureBody({state, ledger, room: {columns, rows}, dispatch}: BodyProps): ReactNode {
  const call = selected(state);
  const present = isBehind(state) ? undefined : ledger;
  if (call && state.view === 'details') {
    return <Scroll key={call.id} lines={detailLines(state, call, present, columns)} height={rows} />;
  }
  const day = badDay(state, present);
  const operations = ledger ? operationLines(ledger.operations, columns) : [];
  const figures = present ? operations : outdated(operations, columns);
  const top: Line[] = [
    ...firstOperations(figures, Math.max(2, Math.floor(rows / 3))),
    ...(day === undefined ? [] : wrapped(day, columns, 'warning')),
  ];
  // A message stands right below and says more about the same call.
  const bottom = call && !state.message ? wrapped(questionText(state, call), columns, 'open') : [];
  const calls = state.bench?.calls ?? [];
  const item = (one: CallLine): ListItem => {
    const isEvent = state.converted.includes(one.id);
    const isAsBefore = isEvent === state.worked?.converted.includes(one.id);
    const aside = callAside(state, one, isAsBefore ? ledger : present, columns);
    return {
      id: one.id,
      mark: isEvent ? '[event]' : '[call] ',
      text: callText(one, marks(state, one.callee), columns - listColumns - stringWidth(aside)),
      aside,
    };
  };
  const isRoomy = rows - top.length - bottom.length > 6;
  const height = Math.max(2, rows - top.length - bottom.length - 1 - (isRoomy ? 2 : 0));
  return (
    <Box flexDirection="column">
      {rowsOf(top)}
      {isRoomy ? <Say> </Say> : null}
      <Box justifyContent="space-between">
        <Say tone="quiet">Calls</Say>
        <Say tone="quiet">waits, costs a year, result needed?</Say>
      </Box>
      {calls.length === 0 ? (
        <Say>This file has no synchronous calls.</Say>
      ) : (
        <SearchedList
          state={state}
          items={{length: calls.length, at: (i) => calls[i] && item(calls[i])}}
          texts={searchedOf(state)}
          columns={columns}
          height={height}
          dispatch={dispatch}
        />
      )}
      {isRoomy ? <Say> </Say> : null}
      {rowsOf(bottom)}
    </Box>
  );
}

function marks({down, slow}: ArchitectureState, callee: string): string {
  return `${down.includes(callee) ? ' (down)' : ''}${slow.includes(callee) ? ' (slow)' : ''}`;
}

/** Figures of the choices before, until those of now are there. */
function outdated([, ...rows]: readonly Line[], columns: number): readonly Line[] {
  const says = rows.length === 0 ? 'Working out the figures ...' : 'Working out the figures anew; these are of before:';
  return [{text: fitted(says, columns), tone: 'open'}, ...rows.map((row): Line => ({...row, tone: 'quiet'}))];
}

function firstOperations(lines: readonly Line[], height: number): readonly Line[] {
  if (lines.length <= height) return lines;
  const left = lines.length - height + 1;
  return [
    ...lines.slice(0, height - 1),
    {text: `... ${left} more operations: the command below lists them`, tone: 'quiet'},
  ];
}
