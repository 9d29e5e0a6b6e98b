import type {ExerciseStep} from './exercise.ts';
import {type Topic, topicText} from './topics.ts';
import type {WeakSpot} from './weak-spots.ts';

/** A step of the course that practises something and has not been answered yet. */
export interface OpenStep {
  readonly exercise: string;
  readonly step: string;
  /** Its place in the exercise, from 1. */
  readonly number: number;
  readonly practises: readonly Topic[];
}

/**
 * Where weak spots come back, a sentence for each: in the next exercise after the one where it was wrong, else in an
 * earlier one, and never in its own. `open` is in the order of the course, and so is the answer.
 */
export function practiceLines(spots: readonly WeakSpot[], open: readonly OpenStep[]): readonly string[] {
  const found = spots.flatMap((spot) => {
    const practising = (one: OpenStep) => one.practises.includes(spot.topic) && one.exercise !== spot.exercise;
    const later = open.findIndex((one) => one.exercise > spot.exercise && practising(one));
    const place = later === -1 ? open.findIndex(practising) : later;
    return place === -1 ? [] : [{spot, place}];
  });
  const lines = found
    .toSorted((a, b) => a.place - b.place)
    .map(({spot, place}) => {
      const {exercise, number} = open[place]!;
      const what = topicText(spot.topic, spot.taken, spot.exercise);
      return `Worth another look: ${what} (step ${number} of exercise ${exercise.slice(0, 2)}).`;
    });
  return [...new Set(lines)];
}

/** What to say at a step of the exercise `id` where a weak spot of another exercise comes back; undefined where none does. */
export function comesBack(spots: readonly WeakSpot[], id: string, step: ExerciseStep): string | undefined {
  if (step.kind === 'read') return undefined;
  const spot = spots.findLast(({topic, exercise}) => step.practises?.includes(topic) && exercise !== id);
  if (!spot) return undefined;
  return `Practises again: ${topicText(spot.topic, spot.taken, id)} (exercise ${spot.exercise.slice(0, 2)}).`;
}
