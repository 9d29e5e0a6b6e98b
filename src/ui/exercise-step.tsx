import {Box} from 'ink';
import {type ReactNode, useRef} from 'react';
import {categoryLine} from './exercise-choices.ts';
import {isTyped} from './exercise-draft.ts';
import {hiddenActions} from './exercise-keys.ts';
import {exercisePage} from './exercise-lines.ts';
import {currentStep, type ExerciseEvent, type ExerciseState} from './exercise-state.ts';
import {isMove, type Rows} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {rowsOf} from './parts/lines.tsx';
import {Scroll, type View} from './parts/scroll.tsx';
import {TextField} from './parts/text-field.tsx';
import type {Press} from './presses.ts';
import {useKeys} from './use-keys.ts';

const eventOf = {
  commit: 'commit',
  write: 'again',
  again: 'again',
  retry: 'again',
  next: 'next',
  skip: 'next',
  tick: 'tick',
  hint: 'hint',
  'no-hint': 'hint',
  solution: 'solution',
  previous: 'previous',
  restart: 'restart',
} as const;
/** Rows of the text field: words need more room than a number. */
const fieldHeight = {predict: 1, name: 2, reflect: 3, skill: 5} as const;
const labels = {predict: 'Your prediction', name: 'The event', reflect: 'Your words', skill: 'Your passage'} as const;

/** Actions that do more than change the screen. */
const ownWork = ['gap', 'remind', 'own-skill', 'change', 'put-in', 'finish'] as const;
type OwnWork = (typeof ownWork)[number];

const isOwnWork = (action: string): action is OwnWork => ownWork.some((one) => one === action);

interface ExerciseStepProps {
  readonly id: string;
  readonly state: ExerciseState;
  readonly dispatch: (event: ExerciseEvent) => void;
  /** What keys do beyond the screen. */
  readonly work: Readonly<Record<OwnWork, () => void>>;
}

/** The step on screen: what it says, what the keys do, and the field of a typed answer. */
export function ExerciseStepView({id, state, dispatch, work}: ExerciseStepProps): ReactNode {
  const step = currentStep(state);
  const hidden = hiddenActions(state);
  const view = useRef<View>(undefined);
  const choices = useRef<readonly Rows[]>([]);
  /** Scrolls to the choice that a key would take or change, where it is out of view. */
  const brought = (choice: number) => {
    const rows = choices.current[choice];
    return rows !== undefined && view.current?.show(rows) === true;
  };
  /** The choice that a key acts on; undefined where it acts on none. */
  const actedOn = (action: string, press: Press): number | undefined => {
    if (action === 'number' && step?.kind === 'choose') return Number(press.name) - 1;
    return action === 'number' || action === 'commit' || action === 'tick' ? state.draft.cursor : undefined;
  };
  useKeys('exercise', {
    hidden,
    act: (action, press) => {
      const choice = actedOn(action, press);
      if (choice !== undefined && brought(choice)) return;
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'number') dispatch({kind: 'number', number: Number(press.name)});
      else if (isOwnWork(action)) work[action]();
      // A lesson is read to its end before the next step comes.
      else if (action === 'next' && step?.kind === 'read' && view.current?.more()) return;
      else dispatch({kind: eventOf[action]});
    },
  });

  const whole = state.exercise;
  const steps = whole?.steps.length ?? 0;
  return (
    <Frame
      title={whole ? `${id.slice(0, 2)} ${whole.title}` : 'Exercise'}
      aside={whole ? `step ${Math.min(state.index + 1, steps)} of ${steps}` : ''}
      place={state.isTyping ? 'field' : 'exercise'}
      hidden={hidden}
      command={`eventcoach exercise run ${whole?.id ?? id}`}
      message={state.message}
    >
      {({columns, rows}) => {
        const page = exercisePage(state, columns);
        const {lines, focus} = page;
        choices.current = page.choices;
        const kind = step && isTyped(step) && state.isTyping ? step.kind : undefined;
        const field = kind ? fieldHeight[kind] + 1 : 0;
        const categories =
          step?.kind === 'classify' && !state.judged && lines.length > rows ? categoryLine(step, columns) : [];
        const isChoosing = !state.judged && page.choices.length > 0;
        return (
          <Box flexDirection="column">
            <Scroll
              key={state.index}
              lines={lines}
              focus={focus}
              view={view}
              height={rows - field - categories.length}
              pagesOnly={isChoosing}
              marked={isChoosing ? page.choices[state.draft.cursor] : undefined}
            />
            {rowsOf(categories)}
            {kind ? (
              <Box marginTop={1}>
                <TextField
                  label={labels[kind]}
                  rows={fieldHeight[kind]}
                  field={state.draft.field}
                  columns={columns}
                  {...(step && 'example' in step ? {example: `for example ${step.example}`} : {})}
                  change={(changed) => dispatch({kind: 'type', field: changed})}
                  submit={() => dispatch({kind: 'commit'})}
                  leave={() => dispatch({kind: 'stop-typing'})}
                />
              </Box>
            ) : null}
          </Box>
        );
      }}
    </Frame>
  );
}
