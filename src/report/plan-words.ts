import type {Plan} from '../analysis/plan/plan.ts';
import {listed} from '../figures.ts';

/** Why the plan has these steps and ends there, in a few sentences. */
export function planVerdict({steps, further, stop, method, operations}: Plan): readonly string[] {
  const missed = Object.entries(operations).flatMap(([name, {planned}]) => (planned.targetsMet ? [] : [name]));
  const rest =
    further.length === 0 ? 'The rest would buy less than a minute a month and no time.' : 'The rest is your choice.';
  switch (stop) {
    case 'met-today':
      return ['Every target is met today: no call has to become an event.'];
    case 'targets-met':
      return [
        method === 'exact'
          ? 'With these every target is met, and with fewer it is not: all combinations were tried. Stop here.'
          : 'With these every target is met. There were too many combinations to try all of them, so a smaller set may exist. Stop here.',
        rest,
      ];
    case 'targets-out-of-reach':
      return [
        `${listed(missed)} ${missed.length === 1 ? 'misses its' : 'miss their'} target whatever is converted${others(missed, operations)}.`,
        steps.length === 0
          ? 'No conversion buys a minute a month or any time there.'
          : 'The steps are what is needed or helps there. Stop here.',
        rest,
      ];
    case 'no-targets':
      return [
        'No operation states a target, so nothing has to be reached.',
        steps.length === 0
          ? 'No conversion buys a minute a month or any time.'
          : 'These are worth something. Stop here: the rest would buy less than a minute a month and no time.',
      ];
  }
}

function others(missed: readonly string[], operations: Plan['operations']): string {
  return missed.length < Object.keys(operations).length ? '; the others meet what they state' : '';
}
