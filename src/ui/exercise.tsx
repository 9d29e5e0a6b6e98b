import {lazy, type ReactNode, Suspense, useEffect, useReducer} from 'react';
import {gapOf} from '../exercises/gap-of.ts';
import {useApp} from './app-context.ts';
import {answerOf} from './exercise-draft.ts';
import {currentStep, exercise, exerciseBefore, toSave} from './exercise-state.ts';
import {ExerciseStepView} from './exercise-step.tsx';
import {ProposeForm} from './propose-form.tsx';
import {useBackground} from './use-background.ts';

// The library that edits YAML takes longer to load than the first screen may.
const DescribeForm = lazy(async () => ({default: (await import('./describe-form.tsx')).DescribeForm}));

/** One exercise, step by step: the learner answers first, then the coach shows its own answer and how it comes about. */
export function ExerciseScreen({id}: {readonly id: string}): ReactNode {
  const {services, back} = useApp();
  const [state, dispatch] = useReducer(exercise, exerciseBefore);
  const run = useBackground((message) => dispatch({kind: 'say', message}));
  const step = currentStep(state);

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

  if (whole && step && state.isFilling) {
    const form = {
      title: `${id.slice(0, 2)} ${step.title}`,
      change: (text: string) => dispatch({kind: 'content', text}),
      leave: () => dispatch({kind: 'leave-form'}),
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
      const answer = step && step.kind !== 'read' ? answerOf(state.draft, step) : undefined;
      const gap = whole && step && gapOf(whole, step, String(answer ?? ''));
      if (!gap) return;
      await services.recordGap(gap);
      dispatch({kind: 'say', message: {kind: 'done', text: 'Recorded as a gap of the skill.'}});
    });
  const checkSkill = () => run(async () => dispatch({kind: 'content', text: await services.skillText()}));
  return (
    <ExerciseStepView
      id={id}
      state={state}
      dispatch={dispatch}
      work={{gap: recordGap, 'own-skill': checkSkill, finish: back}}
    />
  );
}
