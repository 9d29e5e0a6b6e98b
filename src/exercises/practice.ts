import type {ExerciseStep} from './exercise.ts';
import {mistakeText, type Topic} from './topics.ts';
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
 * Where weak spots come back, a sentence for each: at the next step after the one that was wrong, else at an earlier
 * one. `open` is in the order of the course, and so is the answer.
 */
export function practiceLines(spots: readonly WeakSpot[], open: readonly OpenStep[]): readonly string[] {
  const found = spots.flatMap((spot) => {
    const practising = (one: OpenStep) =>
      one.practises.includes(spot.topic) && !(one.exercise === spot.exercise && one.step === spot.step);
    const later = open.findIndex((one) => one.exercise >= spot.exercise && practising(one));
    const place = later === -1 ? open.findIndex(practising) : later;
    return place === -1 ? [] : [{spot, place}];
  });
  const lines = found
    .toSorted((a, b) => a.place - b.place)
    .map(({spot, place}) => {
      const {exercise, number} = open[place]!;
      const mistake = mistakeText(spot.topic, spot.taken);
      return `${mistake}: step ${number} of exercise ${exercise.slice(0, 2)} practises it.`;
    });
  return [...new Set(lines)];
}

/** What to say at a step of the exercise `id` where a weak spot comes back; undefined where none does. */
export function comesBack(spots: readonly WeakSpot[], id: string, step: ExerciseStep): string | undefined {
  if (step.kind === 'read') return undefined;
  const spot = spots.findLast(
    ({topic, exercise, step: origin}) => step.practises?.includes(topic) && !(exercise === id && origin === step.id),
  );
  if (!spot) return undefined;
  return `${mistakeText(spot.topic, spot.taken)} in exercise ${spot.exercise.slice(0, 2)}. This step practises it.`;
}
