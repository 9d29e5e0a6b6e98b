import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {ArchitectureBody} from './architecture-body.tsx';
import {ArchitectureCharts, ChartKeys, hiddenInCharts} from './architecture-charts.tsx';
import {architectureCommand} from './architecture-command.ts';
import {openGaps, recordedMessage} from './architecture-gaps.ts';
import {eventOf} from './architecture-lines.ts';
import {architecture, architectureBefore, isBehind, selected} from './architecture-state.ts';
import {fieldWith, textOf} from './field.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {Keys} from './parts/keys.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf} from './parts/searched-list.tsx';
import {TextField} from './parts/text-field.tsx';
import type {RouteTo} from './router.ts';
import {type Tried, triedOf} from './tried.ts';
import {useBackground} from './use-background.ts';
import {useFigures} from './use-figures.ts';
import {useKeptPlace} from './use-kept-place.ts';
import {useOnShow} from './use-on-show.ts';

/** Keys that act on calls: they do nothing where there are none. */
const withoutCall = [
  'convert',
  'yes',
  'no',
  'toggle-details',
  'critique',
  'convert-all',
  'toggle-down',
  'toggle-slow',
  'gap',
] as const;

/** A topology with the figures of its operations, where calls become events and services have bad days at a key press. */
export function Architecture({file, tried}: Omit<RouteTo<'architecture'>, 'screen'>): ReactNode {
  const {services, open} = useApp();
  const [state, dispatch] = useReducer(architecture, architectureBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {bench, ledger} = state;
  const behind = isBehind(state);
  const call = selected(state);

  const openFile = (path: string | undefined, before?: Tried) =>
    run(async () => {
      const opened = await services.openTopology(path);
      dispatch({kind: 'opened', bench: opened.bench, message: opened.note, tried: before});
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is read once; later ones are asked for.
  useEffect(() => void openFile(file, tried), []);
  useKeptPlace(bench && {screen: 'architecture', file: bench.file, tried: triedOf(state)});

  useFigures(state, dispatch, run);

  // A critique may have written to the file meanwhile.
  useOnShow(() => {
    if (!bench) return;
    run(async () => {
      const fresh = await services.changedTopology(bench.file);
      if (fresh) dispatch({kind: 'refreshed', bench: fresh});
    });
  });

  const recordGaps = () =>
    run(async () => {
      if (!call || !bench) return;
      if (!ledger || behind) {
        const text = 'The figures are still being worked out: press g once they are there.';
        return dispatch({kind: 'say', message: {kind: 'note', text}});
      }
      const found = openGaps(state, call, ledger, bench.file);
      for (const gap of found) await services.recordGap(gap);
      dispatch({kind: 'say', message: recordedMessage(found)});
    });
  const hidden = call ? [] : ledger ? withoutCall : ([...withoutCall, 'open-charts'] as const);
  const {charts} = state;
  const place = state.path ? 'field' : charts.isOpen ? 'charts' : placeOf('architecture', state);
  const keys = charts.isOpen ? (
    <ChartKeys dispatch={dispatch} hidden={hiddenInCharts(ledger, charts)} />
  ) : (
    <Keys
      place="architecture"
      hidden={hidden}
      back={state.view === 'details' ? () => dispatch({kind: 'toggle-details'}) : endOfSearch(state, dispatch)}
      act={(action) => {
        if (isMove(action)) dispatch({kind: 'move', move: action});
        else if (action === 'yes' || action === 'no') dispatch({kind: 'answer', needsResult: action === 'yes'});
        else if (action === 'gap') recordGaps();
        else if (action === 'critique') {
          if (bench && call) {
            const event = ledger && eventOf(call, ledger);
            open({screen: 'critique', about: {topology: bench.file, ...call.proposed, event}});
          }
        } else dispatch({kind: action});
      }}
    />
  );

  return (
    <>
      {keys}
      <Frame
        title="Architecture"
        aside={bench ? `${behind ? 'working out ...  ' : ''}${bench.system}` : ''}
        place={place}
        hidden={charts.isOpen ? hiddenInCharts(ledger, charts) : hidden}
        command={
          bench
            ? architectureCommand(state.worked ?? state, bench.calls, ledger, bench.file)
            : 'eventcoach analyze FILE'
        }
        message={state.message}
      >
        {(room) => (
          <Box flexDirection="column">
            {ledger && charts.isOpen ? (
              <ArchitectureCharts ledger={ledger} state={charts} room={room} />
            ) : bench ? (
              <ArchitectureBody
                state={state}
                ledger={ledger}
                room={state.path ? {...room, rows: room.rows - 2} : room}
                dispatch={dispatch}
              />
            ) : (
              <Say tone="quiet">
                {state.message ? 'No file is open. Press o to open one.' : 'Reading the topology ...'}
              </Say>
            )}
            {state.path ? (
              <TextField
                label="Topology file"
                field={state.path}
                columns={room.columns}
                example="for example shop.topology.yaml"
                change={(path) => dispatch({kind: 'edit-path', path})}
                submit={() => {
                  const path = textOf(state.path ?? fieldWith('')).trim();
                  dispatch({kind: 'leave-path'});
                  if (path !== '') openFile(path);
                }}
                leave={() => dispatch({kind: 'leave-path'})}
              />
            ) : null}
          </Box>
        )}
      </Frame>
    </>
  );
}
