import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {textOf} from './field.ts';
import {shortened, wrapped} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Frame, type Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {List} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {TextField} from './parts/text-field.tsx';
import {choiceTexts, examples, keyLines, labels, settingTexts} from './settings-lines.ts';
import {
  marked,
  markedChoice,
  type SettingChange,
  type Settings as SettingsOfWorkspace,
  settings,
  settingsBefore,
  themeShown,
} from './settings-state.ts';
import {quoted} from './shell-word.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** The settings of the folder, and which keys are there. A theme is worn while it is looked at. */
export function Settings(): ReactNode {
  const {services, wear} = useApp();
  const [state, dispatch] = useReducer(settings, settingsBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const line = marked(state);
  const {editing} = state;

  const read = async (message?: Message) =>
    dispatch({kind: 'loaded', settings: await services.settings.read(), message});
  useOnShow(() => run(read));

  const theme = themeShown(state);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the theme alone decides.
  useEffect(() => {
    if (theme) wear(theme);
  }, [theme]);

  const leave = () => dispatch({kind: 'leave'});
  const write = (work: () => Promise<SettingChange>) => {
    leave();
    run(async () => read(said(await work())));
  };
  const change = (value: string | undefined) => {
    if (line && value !== undefined) write(() => services.settings.change(line.key, value));
  };
  const submit = () => change(editing?.kind === 'text' ? textOf(editing.field).trim() : markedChoice(state));
  const take = (index: number) => {
    if (editing) return change(line?.choices[index]);
    if (!state.settings?.lines[index]) return;
    dispatch({kind: 'mark', index});
    dispatch({kind: 'edit'});
  };
  const hidden = editing || line?.written === undefined ? (['unset'] as const) : [];
  useKeys('settings', {
    hidden,
    back: editing ? leave : undefined,
    act: (action, press) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'number') take(Number(press.name) - 1);
      else if (action === 'unset' && line) write(() => services.settings.remove(line.key));
      else if (editing) submit();
      else dispatch({kind: 'edit'});
    },
  });

  const below = ({columns, rows}: Room, all: SettingsOfWorkspace) => {
    if (!line || !editing) return rowsOf(shortened(keyLines(all, columns), rows, columns));
    if (editing.kind === 'choice') {
      const items = choiceTexts(line.choices).map((text, i) => ({id: line.choices[i]!, text}));
      return <List items={items} cursor={editing.cursor} height={rows} numbered />;
    }
    return (
      <TextField
        label={line.key}
        field={editing.field}
        columns={columns}
        example={examples[line.key] ?? ''}
        change={(field) => dispatch({kind: 'type', field})}
        submit={submit}
        leave={leave}
      />
    );
  };

  return (
    <Frame
      title="Settings"
      place={editing?.kind === 'text' ? 'field' : 'settings'}
      hidden={hidden}
      command={
        line ? `eventcoach config set ${line.key} ${quoted(markedChoice(state) ?? 'VALUE')}` : 'eventcoach config'
      }
      message={state.message}
    >
      {({columns, rows}) => {
        const all = state.settings;
        if (!all) return <Say tone="quiet">{state.message ? 'The settings cannot be read.' : 'Reading them ...'}</Say>;
        const about = line ? wrapped(`${labels[line.key]}:`, columns, 'title') : [];
        const height = all.lines.length;
        return (
          <Box flexDirection="column">
            <List
              numbered={!editing}
              // Without its numbers no text moves.
              items={settingTexts(all).map((text, i) => ({id: all.lines[i]!.key, text: editing ? `  ${text}` : text}))}
              cursor={state.cursor}
              height={height}
            />
            <Say> </Say>
            {editing ? rowsOf(about) : null}
            {below({columns, rows: Math.max(1, rows - height - 1 - (editing ? about.length : 0))}, all)}
          </Box>
        );
      }}
    </Frame>
  );
}

function said({says, notes}: SettingChange): Message {
  return {kind: 'done', text: [says, ...notes].join(' ')};
}
