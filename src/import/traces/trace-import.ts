import type {Draft} from '../draft.ts';
import type {ImportRun} from '../format.ts';
import {breath} from './breath.ts';
import {collectSpans} from './collect-spans.ts';
import {draftOfTraces} from './draft-of-traces.ts';
import {families} from './families.ts';
import {readingNotes} from './notes.ts';
import {nothingLeft} from './nothing-left.ts';
import {observe} from './observe.ts';
import type {SpanSink} from './span.ts';

/** One import of traces: readers push all spans of all files into the sink, then ask for the draft. */
export interface TraceImport {
  readonly sink: SpanSink;
  /**
   * What the spans show; `notes` are the reader's own sentences, they come first. Throws `Interrupted`, and a UserError
   * where the window of time holds nothing.
   */
  readonly draft: (notes?: readonly string[]) => Promise<Draft>;
}

export function traceImport(run: Pick<ImportRun, 'signal' | 'since' | 'until' | 'sample'>): TraceImport {
  const collection = collectSpans(run);
  return {
    sink: collection.sink,
    draft: async (notes = []) => {
      const air = breath(run.signal, 50_000);
      await air.take();
      const table = collection.table();
      const window = {
        fromUs: run.since === undefined ? -Infinity : run.since * 1000,
        toUs: run.until === undefined ? Infinity : run.until * 1000,
      };
      const related = await families(table, window, air);
      const {intake} = collection;
      if (related.count === 0)
        throw nothingLeft({outside: intake.outside + related.outside, unsampled: intake.unsampled > 0});
      const observed = await observe(table, related, air);
      const draft = draftOfTraces(table, observed, run.sample, intake.sampled > 0);
      await air.take();
      return {
        ...draft,
        notes: [
          ...notes,
          ...readingNotes(
            table,
            {...intake, unsampled: run.sample - 1},
            {...related, traces: related.traces.length - 1},
            observed,
          ),
          ...draft.notes,
        ],
      };
    },
  };
}
