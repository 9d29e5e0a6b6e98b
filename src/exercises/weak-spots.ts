import type {Progress} from '../workspace/progress.ts';
import type {Answers, ClassifyStep, Exercise, ExerciseStep} from './exercise.ts';
import {judgeStep} from './judge.ts';
import {readQuantity} from './quantity.ts';
import {isTopic, type Topic} from './topics.ts';

/** What a learner got wrong at a step, to come back at another one. */
export interface WeakSpot {
  readonly topic: Topic;
  /** What was taken for it, where the answer tells. */
  readonly taken?: Topic;
  /** Where it was got wrong. */
  readonly exercise: string;
  readonly step: string;
}

/** The weak spots that are kept, in the order in which they came; topics of another version are left out. */
export function weakSpotsOf({weakSpots = []}: Progress): readonly WeakSpot[] {
  return weakSpots.flatMap(({topic, taken, ...place}): readonly WeakSpot[] => {
    if (!isTopic(topic)) return [];
    return [{topic, ...(taken !== undefined && isTopic(taken) ? {taken} : {}), ...place}];
  });
}

/**
 * The weak spots after new `answers` to steps of the exercise: a wrong one is remembered with its topics, a right one
 * ends those of its topics that were got wrong in other exercises. To be right in the same one ends nothing: the reason
 * has just been read.
 */
export function weakSpotsAfter(spots: readonly WeakSpot[], exercise: Exercise, answers: Answers): readonly WeakSpot[] {
  return exercise.steps.reduce((before, step) => {
    if (step.kind === 'read' || !step.practises || !Object.hasOwn(answers, step.id)) return before;
    const isHere = (spot: WeakSpot) => spot.exercise === exercise.id && spot.step === step.id;
    const answer = answers[step.id];
    if (judgeStep(step, answer).passed) {
      return before.filter((spot) => spot.exercise === exercise.id || !step.practises!.includes(spot.topic));
    }
    const missed = missedTopics(step, answer).map((one) => ({...one, exercise: exercise.id, step: step.id}));
    const topics = missed.map(({topic}) => topic);
    return [...before.filter((spot) => !(isHere(spot) && topics.includes(spot.topic))), ...missed];
  }, spots);
}

type Missed = Pick<WeakSpot, 'topic' | 'taken'>;

/** The topics that a wrong answer has missed, each once. What is written freely may be wrong for other reasons. */
function missedTopics(step: ExerciseStep, answer: unknown): readonly Missed[] {
  if (step.kind === 'read' || !step.practises) return [];
  const whole = step.practises.map((topic): Missed => ({topic}));
  if (step.kind === 'choose') return whole;
  if (step.kind === 'predict') return readQuantity(answer, step.unit, step.noun).ok ? whole : [];
  return step.kind === 'classify' ? missedItems(step, answer, whole) : [];
}

function missedItems({items, categories}: ClassifyStep, answer: unknown, whole: readonly Missed[]): readonly Missed[] {
  const given = new Map(typeof answer === 'object' && answer !== null ? Object.entries(answer) : []);
  const topicOf = (id: unknown) => categories.find((one) => one.id === id)?.topic;
  const telling = categories.some(({topic}) => topic !== undefined);
  const missed = items.flatMap(({id, category, topic: own}): readonly Missed[] => {
    const chosen = given.get(id);
    if (chosen === category || !categories.some((one) => one.id === chosen)) return [];
    if (own !== undefined) return [{topic: own}];
    if (!telling) return whole;
    const [right, taken] = [topicOf(category), topicOf(chosen)];
    if (right === undefined || taken === undefined || right === taken) {
      const topic = right ?? taken;
      return topic === undefined ? [] : [{topic}];
    }
    return [{topic: right, taken}];
  });
  return [...new Map(missed.map((one) => [one.topic, one])).values()];
}
