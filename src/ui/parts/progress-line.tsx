import type {ReactNode} from 'react';
import type {ExerciseProgress} from '../../workspace/progress.ts';
import {useApp} from '../app-context.ts';
import {progressChart, progressWords} from '../charts/progress.ts';
import {ChartRows} from './rows.tsx';

interface ProgressLineProps {
  readonly statuses: readonly ExerciseProgress['status'][];
  readonly columns: number;
}

/** How far the learner is: every exercise in its place on a bar, and the same in words. */
export function ProgressLine({statuses, columns}: ProgressLineProps): ReactNode {
  const {screenReader} = useApp();
  const text = progressWords(statuses);
  const bar = screenReader ? [] : progressChart(statuses, columns - text.length - 1);
  return <ChartRows rows={[[...bar, {text: `${bar.length > 0 ? ' ' : ''}${text}`}]]} />;
}
