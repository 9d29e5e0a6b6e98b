import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer, useRef} from 'react';
import {eventExample} from '../exercises/named-event.ts';
import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import {useApp} from './app-context.ts';
import type {OpenProposal} from './critic.ts';
import {CritiqueTalk} from './critique-talk.tsx';
import {wrappedLine} from './line.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {TextField} from './parts/text-field.tsx';
import {
  type Proposed,
  type ProposeEvent,
  type ProposeState,
  propose,
  proposeBefore,
  searchedOf,
} from './propose-state.ts';
import {systemFile} from './system-file.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

interface ProposeFormProps {
  readonly title: string;
  /** The proposal that is kept as the answer. */
  readonly kept: string | undefined;
  /** Takes the text of the proposal when the critic begins to ask; resolves when it is kept. */
  readonly change: (text: string) => Promise<void>;
  /** With the text of the proposal, if one was made. */
  readonly leave: (text?: string) => void;
}

/** One call of the learner's own system becomes a proposal: the call, the fact, and then what the critic asks. */
export function ProposeForm({title, kept, change, leave}: ProposeFormProps): ReactNode {
  const {services} = useApp();
  const [state, dispatch] = useReducer(propose, proposeBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const proposal = useRef<OpenProposal>(undefined);
  const {phase, bench} = state;

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the form opens.
  useEffect(() => {
    run(async () => {
      const {text} = await services.ownSystem();
      const opened = await services.openTopology(text === undefined ? undefined : systemFile);
      dispatch({kind: 'opened', bench: opened.bench, before: await proposedIn(kept), message: opened.note});
    });
  }, []);

  if (phase.kind !== 'talk' || !bench) {
    return <ProposalStart title={title} state={state} dispatch={dispatch} leave={leave} />;
  }
  const handIn = () =>
    run(async () => {
      leave(proposal.current && (await services.proposalText(proposal.current)));
    });
  return (
    <CritiqueTalk
      load={async () => {
        proposal.current = await services.proposeEvent({topology: bench.file, ...phase.call.proposed}, phase.event);
        await change(await services.proposalText(proposal.current));
        return proposal.current;
      }}
      leave={handIn}
    />
  );
}

/** Columns that the screen's own title needs. */
const titleRoom = 40;

/** The call and the event of a proposal; undefined where the text holds none. */
async function proposedIn(text: string | undefined): Promise<Proposed | undefined> {
  if (text === undefined) return undefined;
  const {parseProposals} = await import('../critique/parse.ts');
  const [proposal] = parseProposals(text).proposals;
  if (!proposal) return undefined;
  const {caller, callee, proposedEvent} = proposal;
  const {name, payload} = proposedEvent;
  return name === null
    ? undefined
    : {caller, callee, event: {name, fields: (payload ?? []).flatMap((one) => one ?? [])}};
}

interface ProposalStartProps {
  readonly title: string;
  readonly state: ProposeState;
  readonly dispatch: (event: ProposeEvent) => void;
  readonly leave: () => void;
}

/** Before the critic asks: which call, and which fact. */
function ProposalStart({title, state, dispatch, leave}: ProposalStartProps): ReactNode {
  const {bench, phase} = state;
  const {columns: width} = useApp();
  const hidden = bench?.calls.length ? [] : (['choose', 'search'] as const);
  useKeys('propose', {
    hidden,
    back: phase.kind === 'call' ? (endOfSearch(state, dispatch) ?? leave) : () => dispatch({kind: 'back'}),
    act: (action) => dispatch(isMove(action) ? {kind: 'move', move: action} : {kind: action}),
  });
  const isNaming = phase.kind === 'event';
  return (
    <Frame
      title={title}
      aside={bench ? fitted(printableLine(bench.system), Math.max(10, width - titleRoom)) : ''}
      place={isNaming ? 'field' : placeOf('propose', state)}
      hidden={hidden}
      command="eventcoach critique FILE --interactive"
      message={state.message}
    >
      {({columns, rows}) => {
        if (!bench)
          return rowsOf([{text: state.message ? 'No system is open.' : 'Reading your system ...', tone: 'quiet'}]);
        if (phase.kind === 'call') {
          const items = bench.calls.map(({id, from, to, needsResult}) => ({
            id,
            text: printableLine(`${from} -> ${to}`),
            aside: `needed: ${needsResult === undefined ? '?' : needsResult ? 'yes' : 'no'}`,
          }));
          return (
            <Box flexDirection="column">
              {rowsOf([{text: 'Which of these calls might become an event?', tone: 'title'}, {text: ''}])}
              <SearchedList
                state={state}
                items={items}
                texts={searchedOf(state)}
                columns={columns}
                height={Math.max(1, rows - 2)}
                dispatch={dispatch}
              />
            </Box>
          );
        }
        const call = printableLine(`${phase.kind === 'event' ? `${phase.call.from} -> ${phase.call.to}` : ''}`);
        return (
          <Box flexDirection="column">
            {rowsOf([
              {text: call, tone: 'title'},
              ...wrappedLine(
                'What has happened when this call is made? Name it in the past tense, then what readers have to know of it. After that the critic asks; Esc there hands the proposal in.',
                columns,
              ),
            ])}
            <Box marginTop={1}>
              <TextField
                label="The fact"
                rows={2}
                field={state.field}
                columns={columns}
                example={`for example ${eventExample}`}
                change={(field) => dispatch({kind: 'type', field})}
                submit={() => dispatch({kind: 'submit'})}
                leave={() => dispatch({kind: 'back'})}
              />
            </Box>
          </Box>
        );
      }}
    </Frame>
  );
}
