import {Box} from 'ink';
import {type ReactNode, useState} from 'react';
import stringWidth from 'string-width';
import {type Binding, bindingsOf, type Place} from '../keys.ts';
import {isMove, moved} from '../list-cursor.ts';
import {useKeys} from '../use-keys.ts';
import {useApp} from '../app-context.ts';
import type {Room} from './frame.tsx';
import {Say} from './say.tsx';
import {Window} from './window.tsx';

/** Every key that works in `place` and everywhere, from the table of keys. */
export function Help({place, room}: {readonly place: Place; readonly room: Room}): ReactNode {
  const app = useApp();
  const [start, setStart] = useState(0);
  const own = bindingsOf(place).map(([, binding]) => binding);
  const common = place === 'field' ? [] : bindingsOf('everywhere').map(([, binding]) => binding);
  const width = Math.max(...[...own, ...common].map(({shown}) => stringWidth(shown)));
  const line = ({shown, words}: Binding) => (
    <Box key={words} columnGap={2}>
      <Box width={width} flexShrink={0}>
        <Say tone="title">{shown}</Say>
      </Box>
      <Say cut>{words}</Say>
    </Box>
  );
  const lines = [
    <Say key="own" tone="open">Keys on this screen</Say>,
    ...own.map(line),
    ...(common.length > 0 ? [<Say key="common" tone="open">Keys everywhere</Say>] : []),
    ...common.map(line),
  ];
  useKeys('help', {
    act: (action) => {
      if (action === 'close') app.toggleHelp();
      else if (isMove(action)) setStart(moved(start, action, Math.max(1, lines.length - room.rows + 2), room.rows - 1));
    },
  });
  return <Window lines={lines} start={start} height={room.rows} />;
}
