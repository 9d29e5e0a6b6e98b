import {count} from '../../figures.ts';
import type {Draft} from '../draft.ts';
import type {ImportRun} from '../format.ts';
import {draftOfTraces} from '../traces/draft-of-traces.ts';
import {readingNotes} from '../traces/notes.ts';
import type {SqlEngine, TraceTable} from './engine.ts';
import {observedBySql} from './observed-by-sql.ts';
import {mostSpans} from './sql-spans.ts';

/**
 * The topology that the traces in a table show, added up by the engine. `name` is what messages and origins call the table;
 * `notes` are the reader's own sentences, they come first. Throws what the engine throws, and a UserError where nothing is there.
 */
export async function draftBySql(
  engine: SqlEngine,
  table: TraceTable,
  {
    run,
    name,
    notes = [],
  }: {
    readonly run: Pick<ImportRun, 'since' | 'until' | 'sample'>;
    readonly name: string;
    readonly notes?: readonly string[];
  },
): Promise<Draft> {
  const inUs = (ms: number | undefined) => (ms === undefined ? undefined : ms * 1000);
  const chosen = {fromUs: inUs(run.since), toUs: inUs(run.until), sample: run.sample};
  const {
    table: spans,
    observed,
    intake,
    counts,
    leftOut,
    circling,
  } = await observedBySql(engine, table, {chosen, name});
  const isWindow = run.since !== undefined || run.until !== undefined;
  const found = {...intake, unsampled: run.sample - 1, outside: intake.outside + (isWindow ? leftOut : 0)};
  const draft = draftOfTraces(spans, observed, run.sample, intake.sampled > 0);
  const left = [
    ...(leftOut > 0 && !isWindow
      ? [`${count(leftOut)} spans in traces of more than ${count(mostSpans)} spans are left out.`]
      : []),
    ...(circling > 0 ? [`${count(circling)} spans that are their own ancestors, or below such, are left out.`] : []),
  ];
  return {...draft, notes: [...notes, ...readingNotes(spans, found, counts, observed), ...left, ...draft.notes]};
}
