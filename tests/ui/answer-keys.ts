import type {ExerciseStep} from '../../src/exercises/exercise.ts';
import {eventText, type NamedEvent} from '../../src/exercises/named-event.ts';

export const enterKey = '\r';
/** Skips to the last page of a lesson: Enter turns its pages before it goes on. */
const endKey = '\u001b[F';

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
      const numbers = step.options.flatMap(({id}, i) => (chosen.includes(id) ? [String(i + 1)] : []));
      return `${numbers.join('')}${step.several ? enterKey : ''}`;
    }
    case 'classify': {
      const sorted = answer as Readonly<Record<string, string>>;
      const numbers = step.items.map(({id}) => step.categories.findIndex((category) => category.id === sorted[id]) + 1);
      return `${numbers.join('')}${enterKey}`;
    }
    default:
      throw new Error(`a form is filled in by more than one key after another: ${step.kind}`);
  }
}
