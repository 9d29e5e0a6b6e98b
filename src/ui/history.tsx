import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {historyItems, revertLines, versionLines} from './history-lines.ts';
import {history, historyBefore, marked} from './history-state.ts';
import {wrapped} from './line.ts';
import {isMove} from './list-cursor.ts';
import type {Message} from './message.ts';
import {Confirm} from './parts/confirm.tsx';
import {Frame, type Room} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {List} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {Scroll} from './parts/scroll.tsx';
import {quoted} from './shell-word.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** The versions of the skill that were replaced, what each of them would change today, and the way back to it. */
export function History(): ReactNode {
  const {services, hold} = useApp();
  const [state, dispatch] = useReducer(history, historyBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {history: read, isAsking, isBusy} = state;
  const version = marked(state);

  const load = async (message?: Message) =>
    dispatch({kind: 'loaded', history: await services.skill.history(), message});
  useOnShow(() => run(load));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each version that is marked, and each time they are read.
  useEffect(() => {
    const id = version?.id;
    if (id === undefined) return;
    run(async () => dispatch({kind: 'planned', id, revert: await services.skill.planRevert(id)}));
  }, [version?.id, read]);

  const revert = () => {
    if (!version) return;
    dispatch({kind: 'working'});
    hold(
      run(async () => {
        const says = await services.skill.revert(version.id);
        await load({kind: 'done', text: `${says} What was there is kept: u on the first line takes this back.`});
      }),
    );
  };
  const hidden = version ? [] : (['revert'] as const);
  useKeys('history', {
    hidden,
    act: (action) => {
      if (isBusy) return;
      dispatch(isMove(action) ? {kind: 'move', move: action} : {kind: 'ask'});
    },
  });

  const body = ({columns, rows}: Room) => {
    if (!read)
      return <Say tone="quiet">{state.message ? 'There is no history to show.' : 'Reading the versions ...'}</Say>;
    if (isAsking)
      return (
        <Confirm lines={revertLines(state, columns)} rows={rows} yes={revert} no={() => dispatch({kind: 'cancel'})} />
      );
    const items = historyItems(state);
    if (items.length === 0) {
      const text =
        'No old version is kept. One is kept whenever a draft is written into the skill: d on the skill screen.';
      return <Box flexDirection="column">{rowsOf(wrapped(text, columns))}</Box>;
    }
    const height = Math.min(items.length, Math.max(3, Math.floor(rows / 3)));
    return (
      <Box flexDirection="column">
        <List items={items} cursor={state.cursor} height={height} arrowsOnly />
        <Say> </Say>
        <Scroll
          key={version?.id}
          lines={versionLines(state, columns)}
          height={Math.max(1, rows - height - 1)}
          pagesOnly
        />
      </Box>
    );
  };
  const option = read?.skill.option ?? '';
  return (
    <Frame
      title="History"
      aside={read ? `now ${read.skill.version ?? 'without a version'}` : ''}
      place={isAsking ? 'confirm' : 'history'}
      hidden={isAsking ? [] : hidden}
      command={version ? `eventcoach skill revert ${quoted(version.id)}${option}` : `eventcoach skill history${option}`}
      message={isBusy ? {kind: 'note', text: 'Writing ...'} : state.message}
    >
      {body}
    </Frame>
  );
}
