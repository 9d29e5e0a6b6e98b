import {Box} from 'ink';
import {type ReactNode, useState} from 'react';
import {printableLine} from '../printable.ts';
import {useApp} from './app-context.ts';
import type {ProposalLine, ProposalPlace} from './critic.ts';
import {isMove, moved} from './list-cursor.ts';
import {type Message, messageOf} from './message.ts';
import {Frame} from './parts/frame.tsx';
import {List} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {quoted} from './shell-word.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

interface CritiqueListProps {
  readonly cursor: number;
  readonly mark: (cursor: number) => void;
  readonly choose: (place: ProposalPlace) => void;
}

/** The proposals that are kept in the workspace, and how to begin one. */
export function CritiqueList({cursor: wanted, mark, choose}: CritiqueListProps): ReactNode {
  const {services} = useApp();
  const [lines, show] = useState<readonly ProposalLine[] | undefined>(undefined);
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);
  useOnShow(() => run(async () => show(await services.listProposals())));

  const cursor = Math.max(0, Math.min(wanted, (lines?.length ?? 0) - 1));
  const line = lines?.[cursor];
  const hidden = line ? [] : (['open'] as const);
  useKeys('critiques', {
    hidden,
    act: (action) => {
      if (isMove(action)) mark(moved(cursor, action, lines?.length ?? 0));
      else if (line?.problem) say(messageOf(line.problem));
      else if (line) choose(line.place);
    },
  });

  return (
    <Frame
      title="Critiques"
      aside={lines ? `${lines.length} kept` : ''}
      place="critiques"
      hidden={hidden}
      command={`eventcoach critique ${line ? quoted(line.file) : 'FILE'} --interactive`}
      message={message}
    >
      {({rows}) => (
        <Box flexDirection="column">
          {lines === undefined ? <Say tone="quiet">Reading the proposals ...</Say> : null}
          {lines?.length === 0 ? <Say>No proposal is kept here yet.</Say> : null}
          <List
            items={(lines ?? []).map(({place, title, verdict, problem}) => ({
              id: `${place.path} ${place.index}`,
              text: printableLine(title),
              aside: problem ? 'cannot be read' : verdict === 'ask' || verdict === undefined ? 'undecided' : verdict,
              tone: problem ? 'warning' : 'body',
            }))}
            cursor={cursor}
            height={Math.max(1, rows - 4)}
          />
          <Say> </Say>
          <Say tone="open">To begin one: open an architecture, mark a call, press c.</Say>
        </Box>
      )}
    </Frame>
  );
}
