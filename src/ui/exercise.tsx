import {Box} from 'ink';
import {type ReactNode, useEffect, useReducer, useRef} from 'react';
import {gapOf} from '../exercises/gap-of.ts';
import {useApp} from './app-context.ts';
import {isTyped} from './exercise-draft.ts';
import {hiddenActions} from './exercise-keys.ts';
import {exercisePage} from './exercise-lines.ts';
import {currentStep, exercise, exerciseBefore, toSave} from './exercise-state.ts';
import {textOf} from './field.ts';
import {isMove} from './list-cursor.ts';
import {Frame} from './parts/frame.tsx';
import {Scroll} from './parts/scroll.tsx';
import {TextField} from './parts/text-field.tsx';
import {useBackground} from './use-background.ts';
import {useKeys} from './use-keys.ts';

const eventOf = {
  commit: 'commit',
  write: 'again',
  again: 'again',
  next: 'next',
  skip: 'next',
  tick: 'tick',
  hint: 'hint',
  solution: 'solution',
  previous: 'previous',
} as const;
/** Rows of the text field: words need more room than a number. */
const fieldHeight = {predict: 1, reflect: 3} as const;
const labels = {predict: 'Your prediction', reflect: 'Your words'} as const;

/** One exercise, step by step: the learner answers first, then the coach shows its own answer and how it comes about. */
export function ExerciseScreen({id}: {readonly id: string}): ReactNode {
  const {services, back} = useApp();
  const [state, dispatch] = useReducer(exercise, exerciseBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const step = currentStep(state);
  const hidden = hiddenActions(state);
  const pager = useRef<() => boolean>(undefined);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an exercise is read when its screen opens.
  useEffect(() => {
    run(async () => dispatch({kind: 'loaded', ...(await services.loadExercise(id))}));
  }, []);
  const whole = state.exercise;
  const {answers, step: place} = toSave(state);
  const given = JSON.stringify(answers);
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved whenever the place or an answer changes.
  useEffect(() => {
    if (whole) run(() => services.saveAttempt(whole, answers, place));
  }, [whole, given, place]);

  const recordGap = () =>
    run(async () => {
      if (!whole || step?.kind !== 'reflect') return;
      const gap = gapOf(whole, step, textOf(state.draft.field));
      if (gap) await services.recordGap(gap);
      dispatch({kind: 'say', message: {kind: 'done', text: 'Recorded as a gap of the skill.'}});
    });
  useKeys('exercise', {
    hidden,
    act: (action, press) => {
      if (isMove(action)) dispatch({kind: 'move', move: action});
      else if (action === 'number') dispatch({kind: 'number', number: Number(press.name)});
      else if (action === 'gap') recordGap();
      else if (action === 'finish') back();
      // A lesson is read to its end before the next step comes.
      else if (action === 'next' && step?.kind === 'read' && pager.current?.()) return;
      else dispatch({kind: eventOf[action]});
    },
  });

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
        const {lines, focus} = exercisePage(state, columns);
        const kind = step && isTyped(step) && state.isTyping ? step.kind : undefined;
        const below = kind ? fieldHeight[kind] + 1 : 0;
        return (
          <Box flexDirection="column">
            <Scroll
              key={state.index}
              lines={lines}
              focus={focus}
              pager={pager}
              height={rows - below}
              pagesOnly={!state.judged && (step?.kind === 'choose' || step?.kind === 'classify')}
            />
            {kind ? (
              <Box marginTop={1}>
                <TextField
                  label={labels[kind]}
                  rows={fieldHeight[kind]}
                  field={state.draft.field}
                  columns={columns}
                  {...(step?.kind === 'predict' ? {example: `for example ${step.example}`} : {})}
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
