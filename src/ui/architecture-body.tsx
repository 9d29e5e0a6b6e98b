import {Box} from 'ink';
import type {ReactNode} from 'react';
import {badDay, callAside, detailLines, operationLines, questionText} from './architecture-lines.ts';
import {type ArchitectureState, searchedOf, selected} from './architecture-state.ts';
import {type Line, wrapped} from './line.ts';
import type {Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Say} from './parts/say.tsx';
import {Scroll} from './parts/scroll.tsx';
import {SearchedList} from './parts/searched-list.tsx';
import type {SearchEvent} from './search-state.ts';
import type {Ledger} from './workbench.ts';

interface BodyProps {
  readonly state: ArchitectureState;
  readonly ledger: Ledger;
  readonly room: Room;
  readonly dispatch: (event: SearchEvent) => void;
}

/** The ledger of the operations, then the calls with the key question, or everything about the chosen call. */
export function ArchitectureBody({state, ledger, room: {columns, rows}, dispatch}: BodyProps): ReactNode {
  const call = selected(state);
  if (call && state.view === 'details') {
    return <Scroll key={call.id} lines={detailLines(state, call, ledger, columns)} height={rows} />;
  }
  const day = badDay(state, ledger);
  const top: Line[] = [
    ...firstOperations(operationLines(ledger.operations, columns), Math.max(2, Math.floor(rows / 3))),
    ...(day === undefined ? [] : wrapped(day, columns, 'warning')),
  ];
  // A message stands right below and says more about the same call.
  const bottom = call && !state.message ? wrapped(questionText(state, call), columns, 'open') : [];
  const calls = state.bench?.calls ?? [];
  const items = calls.map((one) => ({
    id: one.id,
    mark: state.converted.includes(one.id) ? '[event]' : '[call] ',
    text: `${one.from} -> ${one.to}${marks(state, one.callee)}`,
    aside: callAside(state, one, ledger),
  }));
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
      {items.length === 0 ? (
        <Say>This file has no synchronous calls.</Say>
      ) : (
        <SearchedList
          state={state}
          items={items}
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

function firstOperations(lines: readonly Line[], height: number): readonly Line[] {
  if (lines.length <= height) return lines;
  const left = lines.length - height + 1;
  return [
    ...lines.slice(0, height - 1),
    {text: `... ${left} more operations: the command below lists them`, tone: 'quiet'},
  ];
}
