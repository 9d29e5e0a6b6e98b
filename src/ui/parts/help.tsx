import type {ReactNode} from 'react';
import {useState} from 'react';
import stringWidth from 'string-width';
import {useApp} from '../app-context.ts';
import {type Binding, bindingsOf, commonBindings, type Place} from '../keys.ts';
import {type Line, wrappedLine} from '../line.ts';
import {isMove, moved} from '../list-cursor.ts';
import {useKeys} from '../use-keys.ts';
import type {Room} from './frame.tsx';
import {rowsOf} from './lines.tsx';
import {Window} from './window.tsx';

interface HelpProps {
  readonly place: Place;
  /** Actions that would do nothing now. */
  readonly hidden: readonly string[];
  /** The command that does the same as the screen. */
  readonly command: string;
  readonly room: Room;
}

/** Every key that works in `place` now and everywhere, from the table of keys, and the whole command. */
export function Help({place, hidden, command, room: {columns, rows}}: HelpProps): ReactNode {
  const app = useApp();
  const [start, setStart] = useState(0);
  const lines = [
    ...helpLines(place, hidden),
    {text: 'The command that does the same', tone: 'title'} as const,
    ...wrappedLine(command, columns, 'body', '  '),
  ];
  useKeys('help', {
    act: (action) => {
      if (action === 'close') app.toggleHelp();
      else if (isMove(action)) setStart(moved(start, action, Math.max(1, lines.length - rows + 2), rows - 2));
    },
  });
  return (
    <Window count={lines.length} lines={(from, to) => rowsOf(lines.slice(from, to))} start={start} height={rows} />
  );
}

function helpLines(place: Place, hidden: readonly string[]): readonly Line[] {
  // What moves the mark is known or guessed: what is special here comes first.
  const [moves, others] = [true, false].map((wanted) =>
    bindingsOf(place).flatMap(([action, binding]) =>
      isMove(action) === wanted && !hidden.includes(action) ? [binding] : [],
    ),
  ) as [Binding[], Binding[]];
  const own = [...others, ...moves];
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
