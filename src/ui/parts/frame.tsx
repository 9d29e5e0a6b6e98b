import {Box} from 'ink';
import {type ReactNode, use} from 'react';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import {fitted} from '../../report/page.ts';
import {printable} from '../../printable.ts';
import {useApp, VisibleContext} from '../app-context.ts';
import {hintLines, hintsFor} from '../hints.ts';
import type {ActionIn, Place} from '../keys.ts';
import type {Message} from '../message.ts';
import {isTooSmall, smallest} from '../smallest.ts';
import type {Tone} from '../theme.ts';
import {Help} from './help.tsx';
import {Say} from './say.tsx';

/** The columns and lines that a screen has for itself. */
export interface Room {
  readonly columns: number;
  readonly rows: number;
}

interface FrameProps<P extends Place> {
  readonly title: string;
  /** Beside the title: where things stand. */
  readonly aside?: string;
  /** The command that does the same. */
  readonly command: string;
  readonly place: P;
  /** Actions that would do nothing now. */
  readonly hidden?: readonly ActionIn<P>[];
  readonly message?: Message | undefined;
  readonly children: (room: Room) => ReactNode;
}

const tones = {error: 'bad', done: 'good', note: 'open'} as const satisfies Record<Message['kind'], Tone>;
const mostMessageLines = 3;

/** Title, body and footer of a screen, exactly as tall as the terminal; the help and a too small terminal stand in for them. */
export function Frame<P extends Place>({title, aside = '', command, place, hidden = [], message, children}: FrameProps<P>): ReactNode {
  const app = useApp();
  const {columns, rows, screenReader, helpIsOpen} = app;
  if (!use(VisibleContext)) return null;
  if (isTooSmall(app)) {
    return <Say cut tone="warning">{`Please enlarge the terminal to ${smallest.columns}x${smallest.rows} (it is ${columns}x${rows}); q quits.`}</Say>;
  }
  const head = helpIsOpen ? `Help: ${title}` : title;
  const hints = hintLines(helpIsOpen ? hintsFor('help', [], false) : hintsFor(place, hidden, title !== 'Home'), columns - 2);
  const said = message && !helpIsOpen ? wrapAnsi(printable(message.text), columns - 2, {hard: true}).split('\n').slice(0, mostMessageLines) : [];
  const room = {columns: columns - 2, rows: rows - 2 - said.length - 1 - hints.length - 1};
  const rule = screenReader ? null : <Say tone="quiet">{'─'.repeat(columns)}</Say>;
  return (
    <Box flexDirection="column" {...(screenReader ? {} : {height: rows, overflow: 'hidden'})}>
      <Box paddingX={1} justifyContent="space-between">
        <Say cut tone="title">{fitted(`eventcoach: ${head}`, columns - 4 - stringWidth(aside))}</Say>
        <Say cut tone="quiet">{aside}</Say>
      </Box>
      {rule}
      <Box flexDirection="column" paddingX={1} height={room.rows} overflow="hidden">
        {helpIsOpen ? <Help place={place} room={room} /> : children(room)}
      </Box>
      {said.map((line) => (
        <Box key={line} paddingX={1}>
          <Say cut tone={tones[message!.kind]}>{line}</Say>
        </Box>
      ))}
      {rule}
      {hints.map((line) => (
        <Box key={line[0]!.words} paddingX={1} columnGap={3}>
          {line.map(({shown, words}) => (
            <Box key={words} columnGap={1}>
              <Say tone="title">{shown}</Say>
              <Say tone="quiet">{words}</Say>
            </Box>
          ))}
        </Box>
      ))}
      <Box paddingX={1}>
        <Say cut tone="quiet">{`Same as: ${command}`}</Say>
      </Box>
    </Box>
  );
}
