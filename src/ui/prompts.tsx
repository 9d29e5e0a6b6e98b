import {Box} from 'ink';
import {type ReactNode, useMemo, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {textOf} from './field.ts';
import {shortened} from './line.ts';
import {isMove} from './list-cursor.ts';
import {Frame, type Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Say} from './parts/say.tsx';
import {Scroll} from './parts/scroll.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {TextField} from './parts/text-field.tsx';
import {aboutPrompt, filledLines, promptCommand} from './prompts-lines.ts';
import {type FilledPrompt, marked, type PromptsState, prompts, promptsBefore, searchedOf} from './prompts-state.ts';
import type {SearchEvent} from './search-state.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

const sent =
  'Sent to the clipboard of your terminal. If nothing arrives there, your terminal does not allow it: f writes a file.';

/** Prompts for any chat assistant, filled with the open topology, its computed figures, the skill and its gaps. */
export function Prompts(): ReactNode {
  const {services} = useApp();
  const [state, dispatch] = useReducer(prompts, promptsBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {shown, path} = state;
  const prompt = marked(state);

  useOnShow(() => run(async () => dispatch({kind: 'loaded', prompts: await services.prompts.list()})));

  /** Does `work` with the prompt as it is shown, else as it is filled now. */
  const withText = (work: (filled: FilledPrompt) => Promise<void>) => {
    if (!prompt || state.isFilling) return;
    dispatch({kind: 'filling'});
    run(async () => work(shown ?? (await services.prompts.fill(prompt))));
  };
  const done = ({note}: FilledPrompt, text: string) =>
    dispatch({kind: 'say', message: {kind: 'done', text: note && !shown ? `${text} ${note.text}` : text}});
  const copy = () =>
    withText(async (filled) => {
      await services.prompts.copy(filled.text);
      done(filled, sent);
    });
  const write = () => {
    const file = path ? textOf(path).trim() : '';
    if (file === '') return dispatch({kind: 'leave-path'});
    withText(async (filled) => {
      await services.prompts.write(filled.text, file);
      done(filled, `Written to ${file}.`);
    });
  };

  const hidden = [
    ...(prompt ? [] : (['open', 'copy', 'file'] as const)),
    ...(shown ? (['open'] as const) : []),
    ...(shown || !state.prompts?.length ? (['search'] as const) : []),
  ];
  useKeys('prompts', {
    hidden,
    back: shown ? () => dispatch({kind: 'close'}) : endOfSearch(state, dispatch),
    act: (action) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'search') dispatch({kind: action});
      else if (action === 'copy') copy();
      else if (action === 'file') dispatch({kind: 'ask-path'});
      else withText(async (filled) => dispatch({kind: 'shown', filled}));
    },
  });

  return (
    <Frame
      title={shown && prompt ? `Prompt ${prompt.name}` : 'Prompts'}
      aside={shown?.topology?.split(/[\\/]/).at(-1) ?? ''}
      place={path ? 'field' : placeOf('prompts', state)}
      hidden={hidden}
      command={promptCommand(state)}
      message={state.isFilling ? {kind: 'note', text: 'Filling it in ...'} : state.message}
    >
      {(room) => (
        <Box flexDirection="column">
          {shown ? (
            <Filled text={shown.text} room={path ? {...room, rows: room.rows - 1} : room} />
          ) : (
            <PromptList state={state} room={path ? {...room, rows: room.rows - 1} : room} dispatch={dispatch} />
          )}
          {path ? (
            <TextField
              label="New file"
              field={path}
              columns={room.columns}
              change={(typed) => dispatch({kind: 'edit-path', path: typed})}
              submit={write}
              leave={() => dispatch({kind: 'leave-path'})}
            />
          ) : null}
        </Box>
      )}
    </Frame>
  );
}

function Filled({text, room: {columns, rows}}: {readonly text: string; readonly room: Room}): ReactNode {
  const lines = useMemo(() => filledLines(text, columns), [text, columns]);
  return <Scroll lines={lines} height={rows} />;
}

interface PromptListProps {
  readonly state: PromptsState;
  readonly room: Room;
  readonly dispatch: (event: SearchEvent) => void;
}

function PromptList({state, room: {columns, rows}, dispatch}: PromptListProps): ReactNode {
  if (!state.prompts)
    return <Say tone="quiet">{state.message ? 'The prompts cannot be read.' : 'Reading them ...'}</Say>;
  const about = shortened(aboutPrompt(state, columns), Math.max(2, Math.floor(rows / 2)), columns);
  return (
    <Box flexDirection="column">
      <SearchedList
        state={state}
        items={state.prompts.map(({name, own}) => ({id: name, text: name, ...(own ? {aside: 'yours'} : {})}))}
        texts={searchedOf(state)}
        columns={columns}
        height={Math.max(1, rows - about.length - 1)}
        dispatch={dispatch}
      />
      <Say> </Say>
      {rowsOf(about)}
    </Box>
  );
}
