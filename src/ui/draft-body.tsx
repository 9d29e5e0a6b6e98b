import {Box} from 'ink';
import type {Dispatch, ReactNode} from 'react';
import {confirmLines, draftItems, hunkHead, hunkLines} from './draft-lines.ts';
import {chosenHunk, type DraftEvent, type DraftState} from './draft-state.ts';
import {shortened, wrapped} from './line.ts';
import {Confirm} from './parts/confirm.tsx';
import type {Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {List} from './parts/list.tsx';
import {PasteArea} from './parts/paste-area.tsx';
import {Say} from './parts/say.tsx';
import {Scroll} from './parts/scroll.tsx';

/** The longest text that is taken while it is written, in characters; a passage may be shorter still. */
const most = 20_000;
/** From this height on what a passage is for may take more than a row. */
const roomyRows = 14;

interface DraftBodyProps {
  readonly state: DraftState;
  readonly room: Room;
  readonly dispatch: Dispatch<DraftEvent>;
  /** Writes what is accepted. */
  readonly write: () => void;
  /** Takes a passage that was written here. */
  readonly submit: (text: string) => void;
}

/** What the draft screen shows: the passages and the marked one, its text while it is edited here, or the question before writing. */
export function DraftBody({state, room: {columns, rows}, dispatch, write, submit}: DraftBodyProps): ReactNode {
  const {draft, writing, confirming, written, message} = state;
  if (written !== undefined) {
    const next = 'h shows the versions, and brings the last one back. r drafts what is still missing.';
    return (
      <Box flexDirection="column">{rowsOf([...wrapped(written, columns, 'good'), ...wrapped(next, columns)])}</Box>
    );
  }
  if (!draft) return <Say tone="quiet">{message ? 'There is no draft.' : 'Reading the skill and drafting ...'}</Say>;
  if (confirming) {
    const lines = confirmLines(state, columns);
    return <Confirm lines={lines} rows={rows} yes={write} no={() => dispatch({kind: 'cancel'})} />;
  }
  if (writing) {
    return (
      <PasteArea
        label="The passage"
        field={writing}
        columns={columns}
        rows={rows}
        most={most}
        change={(field) => dispatch({kind: 'type', field})}
        submit={submit}
        leave={() => dispatch({kind: 'leave-field'})}
      />
    );
  }
  const items = draftItems(state);
  if (items.length === 0) {
    const text = 'Nothing is missing: no gap is open, and the check finds every criterion met.';
    return <Box flexDirection="column">{rowsOf(wrapped(text, columns))}</Box>;
  }
  const height = Math.min(items.length, Math.max(3, Math.floor(rows / 3)));
  const head = shortened(hunkHead(state, columns), rows < roomyRows ? 1 : 3, columns);
  const room = Math.max(1, rows - height - 1 - head.length);
  const {lines, focus} = hunkLines(state, columns, room);
  return (
    <Box flexDirection="column">
      <List items={items} cursor={state.cursor} height={height} arrowsOnly />
      <Say> </Say>
      {rowsOf(head)}
      <Scroll key={chosenHunk(state)?.id ?? state.cursor} lines={lines} height={room} focus={focus} pagesOnly />
    </Box>
  );
}
