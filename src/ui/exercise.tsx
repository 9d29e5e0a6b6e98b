import {lazy, type ReactNode, Suspense, useEffect, useLayoutEffect, useReducer} from 'react';
import {UserError} from '../errors.ts';
import {gapKept, gapOf} from '../exercises/gap-of.ts';
import {useApp} from './app-context.ts';
import {answerOf} from './exercise-draft.ts';
import {currentStep, type ExerciseEvent, exercise, exerciseBefore} from './exercise-state.ts';
import {ExerciseStepView} from './exercise-step.tsx';
import {toSave} from './exercise-to-save.ts';
import {ProposeForm} from './propose-form.tsx';
import {useBackground} from './use-background.ts';

// The library that edits YAML takes longer to load than the first screen may.
const DescribeForm = lazy(async () => ({default: (await import('./describe-form.tsx')).DescribeForm}));

const recorded = {
  passage: 'Noted among the gaps: a reminder that your skill has to say this. Your passage stays with it.',
  words: 'Recorded as a gap of the skill.',
} as const;
const gapStays = 'The gap made of these words stays as it is. After the change g records the new ones.';

/** Whoever has no skill yet is reminded all the same. */
function nobodysSkill(error: unknown): undefined {
  if (!(error instanceof UserError)) throw error;
}

/** One exercise, step by step: the learner answers first, then the coach shows its own answer and how it comes about. */
export function ExerciseScreen({id}: {readonly id: string}): ReactNode {
  const {services, back, hold, open} = useApp();
  const [state, dispatch] = useReducer(exercise, exerciseBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const step = currentStep(state);

  // biome-ignore lint/correctness/useExhaustiveDependencies: an exercise is read when its screen opens.
  useEffect(() => {
    run(async () => dispatch({kind: 'loaded', ...(await services.loadExercise(id))}));
  }, []);
  const whole = state.exercise;
  const kept = toSave(state);
  const text = JSON.stringify(kept);
  // Before the next key press, which may hand in what this one has typed: writes keep that order.
  // biome-ignore lint/correctness/useExhaustiveDependencies: saved whenever the place, a draft or an answer changes.
  useLayoutEffect(() => {
    if (whole) run(() => services.saveAttempt(whole, kept));
  }, [whole, text]);

  /** Answer and place are written before they are shown: a process that is killed has lost none that anybody has seen. */
  const act = (...events: readonly ExerciseEvent[]) => {
    const next = events.reduce(exercise, state);
    const show = () => events.forEach(dispatch);
    if (!whole || (next.given === state.given && next.index === state.index)) return show();
    const write = async () => {
      try {
        await services.saveAttempt(whole, toSave(next));
      } finally {
        show();
      }
    };
    hold(run(write));
  };

  if (whole && step && state.isFilling) {
    const form = {
      title: `${id.slice(0, 2)} ${step.title}`,
      change: (content: string) => {
        const event: ExerciseEvent = {kind: 'content', text: content};
        dispatch(event);
        return run(() => services.saveAttempt(whole, toSave(exercise(state, event))));
      },
      leave: (content?: string) =>
        act(...(content === undefined ? [] : [{kind: 'content', text: content} as const]), {kind: 'leave-form'}),
      kept: state.draft.content,
    };
    if (step.kind === 'propose') return <ProposeForm {...form} />;
    return (
      <Suspense fallback={null}>
        <DescribeForm {...form} />
      </Suspense>
    );
  }
  const recordGap = () =>
    run(async () => {
      if (!whole || !step || step.kind === 'read') return;
      const isWhole = step.kind === 'skill' && state.draft.content !== undefined;
      const gap = gapOf(whole, step, isWhole ? 'a whole skill' : String(answerOf(state.draft, step) ?? ''));
      if (!gap) return;
      await services.recordGap(gap);
      dispatch({kind: 'say', message: {kind: 'done', text: recorded[step.kind === 'skill' ? 'passage' : 'words']}});
    });
  const remind = () => {
    if (step?.kind !== 'skill') return;
    hold(
      run(async () => {
        const own = await services.checkOwnSkill(step.criterion).catch(nobodysSkill);
        if (own?.met)
          dispatch({kind: 'checked', met: true, says: `${own.says} No reminder is needed.`, text: undefined});
        else await recordGap();
      }),
    );
  };
  const checkSkill = () => {
    if (step?.kind !== 'skill') return;
    dispatch({kind: 'say', message: {kind: 'note', text: 'Checking ...'}});
    hold(run(async () => act({kind: 'checked', ...(await services.checkOwnSkill(step.criterion))})));
  };
  const change = () =>
    hold(
      run(async () => {
        const kept = whole && step?.kind === 'reflect' ? await gapKept(whole, step, services.loadGaps) : false;
        dispatch({kind: 'again'});
        if (kept) dispatch({kind: 'say', message: {kind: 'note', text: gapStays}});
      }),
    );
  const putIn = () => {
    if (step?.kind === 'skill')
      open({screen: 'draft', at: step.criterion, passage: String(answerOf(state.draft, step))});
  };
  return (
    <ExerciseStepView
      id={id}
      state={state}
      dispatch={act}
      work={{gap: recordGap, remind, 'own-skill': checkSkill, change, 'put-in': putIn, finish: back}}
    />
  );
}
