import type {ReactNode} from 'react';
import {useState} from 'react';
import stringWidth from 'string-width';
import {useApp} from '../app-context.ts';
import {type Binding, bindingsOf, commonBindings, type Place} from '../keys.ts';
import type {Line} from '../line.ts';
import {isMove, moved} from '../list-cursor.ts';
import {useKeys} from '../use-keys.ts';
import type {Room} from './frame.tsx';
import {rowsOf} from './lines.tsx';
import {Window} from './window.tsx';

/** Every key that works in `place` and everywhere, from the table of keys. */
export function Help({place, room: {rows}}: {readonly place: Place; readonly room: Room}): ReactNode {
  const app = useApp();
  const [start, setStart] = useState(0);
  const lines = helpLines(place);
  useKeys('help', {
    act: (action) => {
      if (action === 'close') app.toggleHelp();
      else if (isMove(action)) setStart(moved(start, action, Math.max(1, lines.length - rows + 2), rows - 2));
    },
  });
  return <Window lines={rowsOf(lines)} start={start} height={rows} />;
}

function helpLines(place: Place): readonly Line[] {
  const own = bindingsOf(place).map(([, binding]) => binding);
  const common = commonBindings(place).map(([, binding]) => binding);
  const width = Math.max(...[...own, ...common].map(({shown}) => stringWidth(shown)));
  const line = ({shown, words}: Binding): Line => ({
    text: `  ${shown}${' '.repeat(width - stringWidth(shown))}  ${words}`,
  });
  return [
    {text: 'Keys on this screen', tone: 'title'},
    ...own.map(line),
    ...(common.length > 0 ? [{text: 'Keys everywhere', tone: 'title' as const}] : []),
    ...common.map(line),
  ];
}
