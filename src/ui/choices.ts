import type {Choices} from './workbench.ts';

/** Before anything is toggled. */
export const nothingChosen: Choices = {converted: [], answers: {}, down: [], slow: []};

/** The choices alone, without what else is kept beside them. */
export function choicesOf({converted, answers, down, slow}: Choices): Choices {
  return {converted, answers, down, slow};
}

/** Have both the same figures, as far as that is seen at once? An answer changes figures only where its call is an event. */
export function sameFigures(a: Choices, b: Choices): boolean {
  const same = a.converted === b.converted && a.down === b.down && a.slow === b.slow;
  return same && (a.answers === b.answers || a.converted.every((id) => a.answers[id] === b.answers[id]));
}
