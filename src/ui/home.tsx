import {Box} from 'ink';
import {type ReactNode, useReducer, useState} from 'react';
import {useApp} from './app-context.ts';
import {home, homeBefore, menu} from './home-state.ts';
import {wrapped} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {List} from './parts/list.tsx';
import {ProgressLine} from './parts/progress-line.tsx';
import {Say} from './parts/say.tsx';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** Where the app begins: how far the learner is, where to go on, and what else there is. */
export function Home(): ReactNode {
  const {services, open} = useApp();
  const [state, dispatch] = useReducer(home, homeBefore);
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);
  const entries = menu(state.standing, state.left);

  useOnShow(() =>
    run(async () => {
      const [exercises, progress] = await Promise.all([services.listExercises(), services.loadProgress()]);
      dispatch({kind: 'loaded', exercises, progress, left: await services.leftAt()});
      dispatch({kind: 'practice', lines: await services.loadPractice(progress)});
    }),
  );

  const choose = (index: number) => {
    const entry = entries[index];
    if (!entry) return;
    dispatch({kind: 'mark', index});
    open(entry.route);
  };
  // Where the first line leads is known once the progress is read, or cannot be; the others lead to the same place before.
  const isRead = state.standing !== undefined || message !== undefined;
  useKeys('home', {
    act: (action, press) => {
      if (!isRead && (action !== 'number' || press.name === '1')) return;
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else choose(action === 'number' ? Number(press.name) - 1 : state.cursor);
    },
  });

  return (
    <Frame title="Home" place="home" command="eventcoach --help" message={message}>
      {({columns, rows}) => {
        const practice = state.practice === undefined ? [] : wrapped(state.practice, columns, 'open');
        const isRoomy = rows > 12;
        const intro = wrapped('What synchronous calls cost, and which of them should become events.', columns);
        const head = intro.length + (isRoomy ? 3 : 1);
        // What comes back stands below the menu, where it moves no line; the menu keeps three lines.
        const isSeen = rows - head - practice.length - 1 >= 3;
        return (
          <Box flexDirection="column">
            {rowsOf(intro)}
            <Box height={isRoomy ? 3 : 1} alignItems="center">
              {state.standing ? (
                <ProgressLine statuses={state.standing.statuses} columns={columns} />
              ) : (
                <Say tone="quiet">{message ? 'Your progress cannot be shown.' : 'Reading your progress ...'}</Say>
              )}
            </Box>
            <List
              items={entries}
              cursor={state.cursor}
              height={rows - head - (isSeen && practice.length > 0 ? practice.length + 1 : 0)}
              numbered
            />
            {isSeen && practice.length > 0 ? (
              <Box marginTop={1} flexDirection="column">
                {rowsOf(practice)}
              </Box>
            ) : null}
          </Box>
        );
      }}
    </Frame>
  );
}
