import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {ArchitectureBody} from './architecture-body.tsx';
import {architectureCommand} from './architecture-command.ts';
import {openGaps, recordedMessage} from './architecture-gaps.ts';
import {architecture, architectureBefore, selected} from './architecture-state.ts';
import {fieldWith, textOf} from './field.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf} from './parts/searched-list.tsx';
import {TextField} from './parts/text-field.tsx';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** A topology with the figures of its operations, where calls become events and services have bad days at a key press. */
export function Architecture({file}: {readonly file?: string}): ReactNode {
  const {services, open} = useApp();
  const [state, dispatch] = useReducer(architecture, architectureBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {bench, ledger} = state;
  const call = selected(state);

  const openFile = (path: string | undefined) =>
    run(async () => {
      const opened = await services.openTopology(path);
      dispatch({kind: 'opened', bench: opened.bench, message: opened.note});
    });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the file is read once; later ones are asked for.
  useEffect(() => openFile(file), []);

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
      if (!call || !ledger || !bench) return;
      const found = openGaps(state, call, ledger, bench.file);
      for (const gap of found) await services.recordGap(gap);
      dispatch({kind: 'say', message: recordedMessage(found)});
    });
  useKeys('architecture', {
    back: state.view === 'details' ? () => dispatch({kind: 'toggle-details'}) : endOfSearch(state, dispatch),
    act: (action) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'yes' || action === 'no') dispatch({kind: 'answer', needsResult: action === 'yes'});
      else if (action === 'gap') recordGaps();
      else if (action === 'critique') {
        if (bench && call) open({screen: 'critique', about: {topology: bench.file, ...call.proposed}});
      } else dispatch({kind: action});
    },
  });

  return (
    <Frame
      title="Architecture"
      aside={bench ? bench.system : ''}
      place={state.path ? 'field' : placeOf('architecture', state)}
      command={bench ? architectureCommand(state, bench.calls, ledger, bench.file) : 'eventcoach analyze FILE'}
      message={state.message}
    >
      {(room) => (
        <Box flexDirection="column">
          {ledger ? (
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
  );
}
