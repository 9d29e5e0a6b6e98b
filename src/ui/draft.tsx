import {useApp as useInk} from 'ink';
import {type ReactNode, useReducer, useRef} from 'react';
import {useApp} from './app-context.ts';
import {DraftBody} from './draft-body.tsx';
import {chosenHunk, decisions, draft, draftBefore, isRecorded, textToEdit} from './draft-state.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import type {RouteTo} from './router.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

/** Passages for what the skill lacks, each accepted, edited or left out; nothing is written before all of it was shown. */
export function Draft({at, passage}: RouteTo<'draft'>): ReactNode {
  const {services, open, hold} = useApp();
  const {suspendTerminal} = useInk();
  const [state, dispatch] = useReducer(draft, draftBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {draft: made, confirming, written, isBusy, writing} = state;
  const hunk = chosenHunk(state);
  const {accepted, rejected, open: undecided} = decisions(state);
  const begins = useRef<Omit<RouteTo<'draft'>, 'screen'>>({at, ...(passage === undefined ? {} : {passage})});
  const told = useRef(false);

  const load = () =>
    run(async () => {
      const {at: place, passage: own} = begins.current;
      const drafted = await services.skill.draft();
      const mine = own === undefined ? {} : {own: await services.skill.passage(own)};
      dispatch({kind: 'loaded', draft: drafted, at: place, ...mine});
      begins.current = {};
    });
  useOnShow(() => {
    if (written === undefined) load();
  });

  const edit = () => {
    if (!hunk) return dispatch({kind: 'open-field'});
    const text = textToEdit(state, hunk);
    hold(
      run(async () => {
        const editor = await services.skill.editor();
        if (!editor) return dispatch({kind: 'open-field'});
        if (editor.leave !== undefined && !told.current) {
          told.current = true;
          const note = `e once more starts ${editor.name}. There ${editor.leave}.`;
          return dispatch({kind: 'say', message: {kind: 'note', text: note}});
        }
        await suspendTerminal(async () => {
          const passage = await services.skill.edit(text);
          dispatch({kind: 'edited', id: hunk.id, passage});
        });
      }),
    );
  };
  const preview = () => {
    if (!made) return;
    if (accepted === 0) {
      const text = 'Nothing is accepted yet: y accepts the marked passage, e edits it first.';
      return dispatch({kind: 'say', message: {kind: 'note', text}});
    }
    hold(run(async () => dispatch({kind: 'confirm', sections: await services.skill.preview(made, state.choices)})));
  };
  const write = () => {
    if (!made) return;
    dispatch({kind: 'working'});
    hold(run(async () => dispatch({kind: 'written', says: await services.skill.write(made, state.choices)})));
  };

  const decides = made !== undefined && made.patch.hunks.length > 0 && written === undefined;
  const hidden = [
    ...(decides && hunk ? [] : (['accept', 'reject', 'edit'] as const)),
    ...(decides && (hunk || accepted > 0) ? [] : (['write'] as const)),
    ...(written === undefined && isRecorded(state) ? [] : (['gaps'] as const)),
  ];
  const steps = {
    accept: () => dispatch({kind: 'accept'}),
    reject: () => dispatch({kind: 'reject'}),
    edit,
    write: preview,
    gaps: () => open({screen: 'gaps'}),
    history: () => open({screen: 'history'}),
    again: load,
  } as const;
  useKeys('draft', {
    hidden,
    act: (action) => {
      if (isBusy) return;
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else steps[action]();
    },
  });

  return (
    <Frame
      title="Draft"
      aside={decides ? `${accepted} accepted, ${rejected} rejected, ${undecided} open` : ''}
      place={writing ? 'paste' : confirming ? 'confirm' : 'draft'}
      hidden={confirming || writing ? [] : hidden}
      command={`eventcoach skill improve --apply${made?.skill.option ?? ''}`}
      message={isBusy ? {kind: 'note', text: 'Writing ...'} : state.message}
    >
      {(room) => (
        <DraftBody
          state={state}
          room={room}
          dispatch={dispatch}
          write={write}
          submit={(text) =>
            hunk &&
            run(async () => dispatch({kind: 'edited', id: hunk.id, passage: await services.skill.passage(text)}))
          }
        />
      )}
    </Frame>
  );
}
