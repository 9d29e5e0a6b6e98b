import {Box} from 'ink';
import {type ReactNode, use} from 'react';
import stringWidth from 'string-width';
import {printableLine} from '../../printable.ts';
import {fitted} from '../../report/page.ts';
import {useApp, VisibleContext} from '../app-context.ts';
import {hintLines} from '../hints.ts';
import type {Place} from '../keys.ts';
import {type Line, shortened, wrapped} from '../line.ts';
import type {Message} from '../message.ts';
import {isTooSmall, smallest} from '../smallest.ts';
import type {Tone} from '../theme.ts';
import {Help} from './help.tsx';
import {KeyHints} from './key-hints.tsx';
import {rowsOf} from './lines.tsx';
import {Say} from './say.tsx';

/** The columns and rows that a screen has for itself. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

interface FrameProps {
  readonly title: string;
  /** Beside the title: where things stand. */
  readonly aside?: string;
  /** The command that does the same. */
  readonly command: string;
  readonly place: Place;
  /** Actions that would do nothing now. */
  readonly hidden?: readonly string[];
  readonly message?: Message | undefined;
  readonly children: (room: Room) => ReactNode;
}

const tones = {error: 'bad', done: 'good', note: 'open'} as const satisfies Record<Message['kind'], Tone>;
const mostMessageRows = 3;
/** From this height on a long command may take two rows. */
const roomyRows = 20;

/** Title, body and footer of a screen, exactly as tall as the terminal; the help or a too small terminal take its place. */
export function Frame({title, aside = '', command, place, hidden = [], message, children}: FrameProps): ReactNode {
  const app = useApp();
  const {columns, rows, screenReader, helpIsOpen} = app;
  if (!use(VisibleContext)) return null;
  if (isTooSmall(app)) {
    const text = `Please enlarge the terminal to ${smallest.columns}x${smallest.rows} (it is ${columns}x${rows}); q quits.`;
    return (
      <Say cut tone="warning">
        {text}
      </Say>
    );
  }
  const width = columns - 2;
  const hints = hintLines(helpIsOpen ? 'help' : place, helpIsOpen ? [] : hidden, width);
  const said =
    message && !helpIsOpen ? shortened(wrapped(message.text, width, tones[message.kind]), mostMessageRows, width) : [];
  const says = `Same as: ${command}`;
  // Cut within a word where need be: the help has all of it.
  const same: readonly Line[] =
    rows < roomyRows
      ? [{text: fitted(printableLine(says), width), tone: 'quiet'}]
      : shortened(wrapped(says, width, 'quiet'), 2, width);
  const name = `eventcoach: ${helpIsOpen ? 'help for ' : ''}${title}`;
  // The name of a system may be long: the name of the screen keeps half of the row if it needs that.
  const beside = fitted(printableLine(aside), Math.max(Math.floor(width / 2) - 2, width - 2 - stringWidth(name)));
  const room = {columns: width, rows: rows - 3 - said.length - hints.length - same.length};
  // ASCII: Ink measures other characters one by one, and the first screen would wait for 160 of them.
  const rule = screenReader ? null : <Say tone="quiet">{'-'.repeat(columns)}</Say>;
  return (
    <Box flexDirection="column" {...(screenReader ? {} : {height: rows, overflow: 'hidden'})}>
      {screenReader ? (
        <Say>{`${name}${aside === '' ? '' : ` | ${aside}`}`}</Say>
      ) : (
        <Box paddingX={1} justifyContent="space-between">
          <Say cut tone="title">
            {fitted(name, width - 2 - stringWidth(beside))}
          </Say>
          <Say cut tone="quiet">
            {beside}
          </Say>
        </Box>
      )}
      {rule}
      <Box flexDirection="column" paddingX={1} {...(screenReader ? {} : {height: room.rows, overflow: 'hidden'})}>
        <Box flexDirection="column" flexShrink={0}>
          {helpIsOpen ? <Help place={place} hidden={hidden} command={command} room={room} /> : children(room)}
        </Box>
      </Box>
      <Box flexDirection="column" paddingX={1}>
        {rowsOf(said)}
      </Box>
      {rule}
      <Box flexDirection="column" paddingX={1}>
        <KeyHints lines={hints} />
        {rowsOf(same)}
      </Box>
    </Box>
  );
}
