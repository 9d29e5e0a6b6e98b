import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer} from 'react';
import {useApp} from './app-context.ts';
import {describePage, questionLines} from './describe-lines.ts';
import {type Asks, type DescribeEvent, describe, describeBefore} from './describe-state.ts';
import {textOf} from './field.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Scroll} from './parts/scroll.tsx';
import {TextField} from './parts/text-field.tsx';
import {systemFile} from './system-file.ts';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

interface DescribeFormProps {
  readonly title: string;
  /** The answer that is kept, where the file is gone. */
  readonly kept: string | undefined;
  /** Takes the text after every change; resolves when it is kept. */
  readonly change: (text: string) => Promise<void>;
  readonly leave: () => void;
}

const examples: Readonly<Record<Asks['kind'], string>> = {
  line: 'for example shop 50ms: payment, mail',
  edit: '',
  operation: 'for example place-order 20/s',
  file: 'compose.yaml, k8s, traces.json, a topology',
};
/** Actions that ask for a line of text. */
const fields = {add: 'line', edit: 'edit', operation: 'operation', file: 'file'} as const;

/** The learner's own system, service by service and call by call; the file is written at every step. */
export function DescribeForm({title, kept, change, leave}: DescribeFormProps): ReactNode {
  const {services, hold} = useApp();
  const [state, dispatch] = useReducer(describe, describeBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const {asks} = state;
  const {text} = state.sketch;

  // biome-ignore lint/correctness/useExhaustiveDependencies: read once, when the form opens.
  useEffect(() => {
    run(async () => {
      const {text: written, offer} = await services.ownSystem();
      act({kind: 'loaded', text: written ?? kept, offer});
    });
  }, []);

  /** A line is written before it stands on the screen: to the file, and as the answer of the step. */
  const act = (event: DescribeEvent) => {
    const next = describe(state, event).sketch.text;
    if (next === undefined || next === text) return dispatch(event);
    const write = async () => {
      try {
        await services.saveSystem(next);
      } finally {
        await change(next);
        dispatch(event);
      }
    };
    hold(run(write));
  };

  const submit = () => {
    if (asks?.kind !== 'file') return act({kind: 'submit'});
    const file = textOf(state.field).trim();
    if (file === '') return dispatch({kind: 'leave-field'});
    hold(run(async () => act({kind: 'took', ...(await services.beginWith(file))})));
  };
  useKeys('describe', {
    back: leave,
    act: (action) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'file') {
        run(async () => dispatch({kind: 'ask', asks: 'file', offer: (await services.ownSystem()).offer ?? ''}));
      } else if (action in fields) dispatch({kind: 'ask', asks: fields[action as keyof typeof fields]});
      else if (action === 'done') leave();
      else act({kind: action as 'yes' | 'no' | 'open' | 'remove'});
    },
  });

  const labels: Readonly<Record<Asks['kind'], string>> = {
    line: 'Service: calls',
    edit: 'Service: calls',
    operation: `What a user wants from ${asks?.kind === 'operation' ? asks.service : ''}`,
    file: 'Begin with',
  };
  return (
    <Frame
      title={title}
      aside={text === undefined ? '' : systemFile}
      place={asks ? 'field' : 'describe'}
      command={`eventcoach analyze ${systemFile}`}
      message={state.message}
    >
      {({columns, rows}) => {
        const {lines, focus} = describePage(state, columns);
        const question = questionLines(state, columns);
        const below = (asks ? 2 : 0) + (question.length > 0 ? question.length + 1 : 0);
        return (
          <Box flexDirection="column">
            <Scroll lines={lines} focus={focus} height={Math.max(1, rows - below)} pagesOnly />
            {question.length > 0 ? rowsOf([{text: ''}, ...question]) : null}
            {asks ? (
              <Box marginTop={1}>
                <TextField
                  label={labels[asks.kind]}
                  field={state.field}
                  columns={columns}
                  example={examples[asks.kind]}
                  change={(field) => dispatch({kind: 'type', field})}
                  submit={submit}
                  leave={() => dispatch({kind: 'leave-field'})}
                />
              </Box>
            ) : null}
          </Box>
        );
      }}
    </Frame>
  );
}
