import {Box} from 'ink';
import {type ReactNode, useMemo, useState} from 'react';
import {printableLine} from '../printable.ts';
import {useApp} from './app-context.ts';
import type {ProposalLine, ProposalPlace} from './critic.ts';
import {isMove} from './list-cursor.ts';
import {type Message, messageOf} from './message.ts';
import {Frame} from './parts/frame.tsx';
import type {ListItem} from './parts/list.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {type ListEvent, listed, type Narrowed, narrowed} from './search-state.ts';
import {quoted} from './shell-word.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

interface CritiqueListProps {
  /** Where the list stands; it outlives the critique that is opened from it. */
  readonly place: Narrowed;
  readonly move: (place: Narrowed) => void;
  readonly choose: (place: ProposalPlace) => void;
}

/** The proposals that are kept in the workspace, and how to begin one. */
export function CritiqueList({place, move, choose}: CritiqueListProps): ReactNode {
  const {services} = useApp();
  const [lines, show] = useState<readonly ProposalLine[] | undefined>(undefined);
  const [message, say] = useState<Message | undefined>(undefined);
  const run = useBackground(say);
  useOnShow(() => run(async () => show(await services.listProposals())));

  const {items, texts} = useMemo(() => {
    const all = (lines ?? []).map(itemOf);
    return {items: all, texts: all.map(({text, aside}, i) => `${text} ${aside} ${lines?.[i]?.file}`)};
  }, [lines]);
  // Files may have come and gone meanwhile.
  const state = lines ? narrowed(place, texts) : place;
  const line = lines?.[state.cursor];
  const dispatch = (event: ListEvent) => move(listed(state, event, texts));
  const hidden = [...(line ? [] : (['open'] as const)), ...(lines?.length ? [] : (['search'] as const))];
  useKeys('critiques', {
    hidden,
    back: endOfSearch(state, dispatch),
    act: (action) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'search') dispatch({kind: action});
      else if (line?.problem) say(messageOf(line.problem));
      else if (line) choose(line.place);
    },
  });

  return (
    <Frame
      title="Critiques"
      aside={lines ? `${lines.length} kept` : ''}
      place={placeOf('critiques', state)}
      hidden={hidden}
      command={`eventcoach critique ${line ? quoted(line.file) : 'FILE'} --interactive`}
      message={message}
    >
      {({columns, rows}) => (
        <Box flexDirection="column">
          {lines === undefined ? (
            <Say tone="quiet">{message ? 'The proposals cannot be shown.' : 'Reading the proposals ...'}</Say>
          ) : null}
          {lines?.length === 0 ? <Say>No proposal is kept here yet.</Say> : null}
          <SearchedList
            state={state}
            items={items}
            texts={texts}
            columns={columns}
            height={Math.max(1, rows - 4)}
            dispatch={dispatch}
          />
          <Say> </Say>
          <Say tone="open">To begin one: open an architecture, mark a call, press c.</Say>
        </Box>
      )}
    </Frame>
  );
}

function itemOf({place, title, verdict, problem}: ProposalLine): ListItem {
  return {
    id: `${place.path} ${place.index}`,
    text: printableLine(title),
    aside: problem ? 'cannot be read' : verdict === 'ask' || verdict === undefined ? 'undecided' : verdict,
    tone: problem ? 'warning' : 'body',
  };
}
