import {Box} from 'ink';
import {type ReactNode, useReducer} from 'react';
import {printableLine} from '../printable.ts';
import {fitted} from '../report/page.ts';
import {useApp} from './app-context.ts';
import {textOf} from './field.ts';
import {chosen, gaps, gapsBefore, isClosed, searchedOf} from './gaps-state.ts';
import {type Line, shortened, wrapped, wrappedLine} from './line.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Say} from './parts/say.tsx';
import {endOfSearch, placeOf, SearchedList} from './parts/searched-list.tsx';
import {TextField} from './parts/text-field.tsx';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';
import {useOnShow} from './use-on-show.ts';

const labels = {gap: 'What does the skill lack or get wrong', why: 'Why is it closed'} as const;

/** What somebody found the skill to lack, with the evidence; gaps are added and closed here, never deleted. */
export function Gaps(): ReactNode {
  const {services, open: openScreen} = useApp();
  const [state, dispatch] = useReducer(gaps, gapsBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const gap = chosen(state);
  const read = async () => dispatch({kind: 'loaded', gaps: await services.loadGaps()});

  useOnShow(() => run(read));

  const submit = () => {
    const {writing} = state;
    dispatch({kind: 'leave'});
    const text = writing ? textOf(writing.field).trim() : '';
    if (!writing || text === '') return;
    run(async () => {
      if (writing.what === 'gap') await services.recordGap({criterion: null, text, evidence: [], source: 'user'});
      else if (gap) await services.closeGap(gap.id, text);
      await read();
      dispatch({
        kind: 'say',
        message: {kind: 'done', text: writing.what === 'gap' ? 'Recorded.' : 'Closed; it stays in the list.'},
      });
    });
  };
  const isOpen = gap !== undefined && !isClosed(gap);
  const hidden = [
    ...(gap ? [] : (['close'] as const)),
    ...(isOpen ? [] : (['draft'] as const)),
    ...(state.gaps?.length ? [] : (['search'] as const)),
  ];
  useKeys('gaps', {
    hidden,
    back: endOfSearch(state, dispatch),
    act: (action) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'draft') openScreen({screen: 'draft', at: gap?.id});
      else dispatch({kind: action});
    },
  });

  const open = state.gaps?.filter((one) => !isClosed(one)).length ?? 0;
  return (
    <Frame
      title="Gaps"
      aside={state.gaps ? `${open} open` : ''}
      place={state.writing ? 'field' : placeOf('gaps', state)}
      hidden={hidden}
      command={
        gap
          ? `eventcoach skill gaps   (close: eventcoach skill gaps close ${gap.id} --why "...")`
          : 'eventcoach skill gaps'
      }
      message={state.message}
    >
      {({columns, rows}) => {
        const about = shortened(gap ? gapLines(gap, columns) : [], Math.floor(rows / 2), columns);
        const below = about.length + (state.writing ? 3 : 0);
        return (
          <Box flexDirection="column">
            <Box flexDirection="column" height={Math.max(1, rows - below - 1)}>
              {state.gaps === undefined ? (
                <Say tone="quiet">{state.message ? 'The gaps cannot be shown.' : 'Reading the gaps ...'}</Say>
              ) : null}
              {state.gaps?.length === 0
                ? rowsOf(wrapped('No gap is recorded. Press a to write down what you miss in the skill.', columns))
                : null}
              <SearchedList
                state={state}
                items={(state.gaps ?? []).map((one) => ({
                  id: one.id,
                  mark: `[${one.status}]`,
                  text: one.criterion === null ? one.text : `${one.criterion}: ${one.text}`,
                  tone: isClosed(one) ? 'quiet' : 'body',
                }))}
                texts={searchedOf(state)}
                columns={columns}
                height={Math.max(1, rows - below - 1)}
                dispatch={dispatch}
              />
            </Box>
            <Say> </Say>
            {rowsOf(about)}
            {state.writing ? (
              <TextField
                label={labels[state.writing.what]}
                field={state.writing.field}
                columns={columns}
                rows={3}
                change={(field) => dispatch({kind: 'type', field})}
                submit={submit}
                leave={() => dispatch({kind: 'leave'})}
              />
            ) : null}
          </Box>
        );
      }}
    </Frame>
  );
}

function gapLines(gap: NonNullable<ReturnType<typeof chosen>>, width: number) {
  return [
    ...wrapped(gap.text, width, 'title'),
    ...wrapped(
      `${gap.criterion ?? 'in your own words'}; seen by ${gap.source} on ${gap.at.slice(0, 10)}`,
      width,
      'quiet',
    ),
    ...gap.evidence.flatMap(({source, text}) => evidenceLines(source, text, width)),
    ...(gap.why === undefined ? [] : wrapped(`Closed because: ${gap.why}`, width)),
  ];
}

/** Evidence of several lines, such as a table, keeps them: each is cut where the screen ends. */
function evidenceLines(source: string, text: string, width: number): readonly Line[] {
  const lines = text.trim().split(/\r\n|\r|\n/);
  if (lines.length === 1) return wrapped(`${source}: ${text}`, width, 'body', '- ');
  return [
    ...wrappedLine(`${source}:`, width, 'body', '- '),
    ...lines.map((line): Line => ({text: fitted(`  ${printableLine(line.replaceAll('\t', '  '))}`, width)})),
  ];
}
