import type {ExerciseProgress} from '../../workspace/progress.ts';
import type {Row} from './row.ts';

type ExerciseStatus = ExerciseProgress['status'];

// Letters that every terminal has: the first screen is not to wait for the width of others.
const signs = {
  done: {text: '#', tone: 'good'},
  started: {text: '+', tone: 'open'},
  new: {text: '.', tone: 'quiet'},
} as const;

/** Every exercise in its place as one stretch of a bar, `width` columns at most: done, begun or new. Empty where they do not fit. */
export function progressChart(statuses: readonly ExerciseStatus[], width: number): Row {
  const each = Math.min(3, Math.floor((width - 2) / Math.max(1, statuses.length)));
  if (each < 1) return [];
  return [
    {text: '['},
    ...statuses.map((status) => ({text: signs[status].text.repeat(each), tone: signs[status].tone})),
    {text: ']'},
  ];
}

/** The same in words. */
export function progressWords(statuses: readonly ExerciseStatus[]): string {
  const count = (wanted: ExerciseStatus) => statuses.filter((status) => status === wanted).length;
  const begun = count('started') === 0 ? '' : `, ${count('started')} begun`;
  return `${count('done')} of ${statuses.length} exercises done${begun}`;
}
