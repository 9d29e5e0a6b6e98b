import {Box} from 'ink';
import {type ReactNode, useRef} from 'react';
import {useApp} from './app-context.ts';
import type {AskedCritic} from './critique-asking.ts';
import {critiquePage, verdictLines} from './critique-lines.ts';
import {CritiquePane} from './critique-pane.tsx';
import {besideFrom, paneHead} from './critique-pane-lines.ts';
import type {CritiqueState} from './critique-state.ts';
import type {Field} from './field.ts';
import type {Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Scroll, type View} from './parts/scroll.tsx';
import {TextField} from './parts/text-field.tsx';

interface CritiqueBodyProps {
  readonly room: Room;
  readonly state: CritiqueState;
  readonly asked: AskedCritic;
  /** For the answer that is typed. */
  readonly change: (field: Field) => void;
  readonly submit: () => void;
  readonly stopTyping: () => void;
  /** Filled with what brings a choice of the question into view; it says false where that is in view already. */
  readonly bring: {current: ((choice: number) => boolean) | undefined};
}

/** Columns between the verdict and what a critic says. */
const gap = 2;

/** The local verdict with its question and reasons; a critic that is asked stands beside it, or beneath on a narrow screen. */
export function CritiqueBody({room, state, asked, change, submit, stopTyping, bring}: CritiqueBodyProps): ReactNode {
  const {asking} = asked;
  const isAsking = asking.kind !== 'nothing';
  const {screenReader} = useApp();
  const isBeside = isAsking && room.columns >= besideFrom && !screenReader;
  const columns = isBeside ? Math.floor((room.columns - gap) / 2) : room.columns;
  const pane = (width: number, rows: number) => <CritiquePane asked={asked} columns={width} rows={rows} />;
  const own = (rows: number) => (
    <OwnBody
      room={{columns, rows}}
      state={state}
      // One text at a time has the keys.
      isTyping={state.isTyping && asking.kind !== 'pasting'}
      change={change}
      submit={submit}
      stopTyping={stopTyping}
      bring={bring}
    />
  );
  if (isBeside) {
    return (
      <Box columnGap={gap}>
        <Box width={columns} flexShrink={0} flexDirection="column">
          {own(room.rows)}
        </Box>
        <Box flexDirection="column">{pane(room.columns - columns - gap, room.rows)}</Box>
      </Box>
    );
  }
  const most = Math.max(3, Math.floor(room.rows * (asking.kind === 'pasting' ? 0.75 : 0.55)));
  const paneRows = asking.kind === 'consent' ? Math.min(most, paneHead(asking, columns).length) : isAsking ? most : 0;
  return (
    <Box flexDirection="column">
      {own(room.rows - paneRows)}
      {isAsking ? pane(columns, paneRows) : null}
    </Box>
  );
}

interface OwnBodyProps
  extends Pick<CritiqueBodyProps, 'room' | 'state' | 'change' | 'submit' | 'stopTyping' | 'bring'> {
  readonly isTyping: boolean;
}

function OwnBody({room: {columns, rows}, state, isTyping, change, submit, stopTyping, bring}: OwnBodyProps): ReactNode {
  const question = state.talk?.question;
  const top = verdictLines(state, columns);
  const isRoomy = rows - top.length > 10;
  const fieldRows = isTyping ? (isRoomy ? 3 : 2) : 0;
  const {lines, focus} = critiquePage(state, columns);
  const view = useRef<View>(undefined);
  const height = Math.max(1, rows - top.length - fieldRows - (isRoomy ? 1 : 0));
  bring.current = (cursor) => {
    const {focus: choice} = critiquePage({...state, cursor, isOpinionNew: false}, columns);
    // With what is asked, where both fit: a choice without its question may be any question's.
    return view.current?.show(choice.to < height - 1 ? {from: 0, to: choice.to} : choice) === true;
  };
  return (
    <Box flexDirection="column">
      {rowsOf(isRoomy ? [...top, {text: ''}] : top)}
      <Scroll
        // Every question is read from its beginning, wherever the text stood before.
        key={state.turn}
        view={view}
        lines={lines}
        focus={focus}
        height={height}
        pagesOnly={question?.shape.kind === 'choice'}
      />
      {isTyping && question ? (
        <Box marginTop={isRoomy ? 1 : 0}>
          <TextField
            label="Your answer"
            rows={2}
            field={state.field}
            columns={columns}
            change={change}
            submit={submit}
            leave={stopTyping}
          />
        </Box>
      ) : null}
    </Box>
  );
}
