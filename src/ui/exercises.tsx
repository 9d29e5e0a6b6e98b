import {type ReactNode, useReducer, useState} from 'react';
import {useApp} from './app-context.ts';
import {type ExerciseLine, exercises, exercisesBefore, searchedOf} from './exercises-state.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Frame} from './parts/frame.tsx';
import {ProgressLine} from './parts/progress-line.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

const marks = {new: '[    ]', started: '[open]', done: '[done]'} as const satisfies Record<
  ExerciseLine['status'],
  string
>;

/** From this height on a bar of the progress stands above the list. */
const roomyRows = 8;

/** Every exercise with how far the learner is; none is locked. */
export function Exercises(): ReactNode {
  const {services, open} = useApp();
  const [state, dispatch] = useReducer(exercises, exercisesBefore);
  const {lines, cursor} = state;
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);

  useOnShow(() =>
    run(async () => {
      const [all, progress] = await Promise.all([services.listExercises(), services.loadProgress()]);
      dispatch({kind: 'loaded', exercises: all, progress});
    }),
  );

  const hidden = lines?.length ? [] : (['open', 'number', 'search'] as const);
  useKeys('exercises', {
    hidden,
    back: endOfSearch(state, dispatch),
    act: (action, press) => {
      const wanted = (id: string) => Number(id.slice(0, 2)) === Number(press.name);
      const line = action === 'number' ? lines?.find(({id}) => wanted(id)) : lines?.[cursor];
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'search') dispatch({kind: action});
      else if (line) open({screen: 'exercise', id: line.id});
    },
  });

  const done = lines?.filter(({status}) => status === 'done').length ?? 0;
  return (
    <Frame
      title="Exercises"
      aside={lines ? `${done} of ${lines.length} done` : ''}
      place={placeOf('exercises', state)}
      hidden={hidden}
      command="eventcoach exercise list"
      message={message}
    >
      {({columns, rows}) =>
        lines ? (
          <>
            {rows < roomyRows ? null : <ProgressLine statuses={lines.map(({status}) => status)} columns={columns} />}
            <SearchedList
              state={state}
              items={lines.map(({id, title, minutes, status}) => ({
                id,
                mark: `${id.slice(0, 2)} ${marks[status]}`,
                text: title,
                aside: `${minutes} min`,
                tone: status === 'done' ? 'quiet' : 'body',
              }))}
              texts={searchedOf(state)}
              columns={columns}
              height={rows < roomyRows ? rows : rows - 1}
              dispatch={dispatch}
            />
          </>
        ) : (
          <Say tone="quiet">{message ? 'The exercises cannot be shown.' : 'Reading the exercises ...'}</Say>
        )
      }
    </Frame>
  );
}
