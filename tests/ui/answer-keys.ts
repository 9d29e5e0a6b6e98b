import type {ExerciseStep} from '../../src/exercises/exercise.ts';
import {eventText, type NamedEvent} from '../../src/exercises/named-event.ts';

export const enterKey = '\r';
/** Skips to the last page of a lesson: Enter turns its pages before it goes on. */
const endKey = '\u001b[F';

/** Down and up again: the first choice is marked, and in view. */
const intoView = 'jk';

/** The keys that answer a step with its solution; for a lesson, those that bring its end on the screen. */
export function keysFor(step: ExerciseStep, answer: unknown): string {
  switch (step.kind) {
    case 'read':
      return endKey;
    case 'predict':
    case 'reflect':
    case 'skill':
      return `${String(answer).trim().replace(/\s+/g, ' ')}${enterKey}`;
    case 'name':
      return `${eventText(answer as NamedEvent)}${enterKey}`;
    case 'choose': {
      const chosen = [answer].flat();
      if (step.several) {
        const ticks = step.options.map(({id}) => (chosen.includes(id) ? ' ' : ''));
        return `${intoView}${ticks.join('j')}${enterKey}`;
      }
      const number = step.options.findIndex(({id}) => chosen.includes(id)) + 1;
      // Where the option is out of view the first brings it there; where it is not, the second finds it answered.
      return `${number}${number}`;
    }
    case 'classify': {
      const sorted = answer as Readonly<Record<string, string>>;
      const numbers = step.items.map(({id}) => step.categories.findIndex((category) => category.id === sorted[id]) + 1);
      return `${intoView}${numbers.join('')}${enterKey}`;
    }
    default:
      throw new Error(`a form is filled in by more than one key after another: ${step.kind}`);
  }
}
