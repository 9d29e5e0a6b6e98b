import {UserError} from '../errors.ts';
import {filesForChdb} from './chdb/choose.ts';
import type {Format} from './format.ts';
import {readTraces} from './otlp/read-traces.ts';
import {traceImport} from './traces/trace-import.ts';

/** Traces as the OpenTelemetry collector writes them: OTLP JSON as one object, as a list, or one object in each line. */
export const otlp: Format = {
  title: 'OTLP traces',
  recognizes: ({head}) => /^[\s\ufeff]*[{[]/.test(head) && /"(?:resourceSpans|scopeSpans)"\s*:/.test(head),
  read: async (artefacts, run) => {
    const large = filesForChdb(artefacts, run);
    if (large) {
      const {readByChdb} = await import('./chdb/read-files.ts');
      return readByChdb(large, run);
    }
    const traces = traceImport(run);
    const notes: string[] = [];
    let spans = 0;
    for (const artefact of artefacts) {
      const reading = await readTraces(artefact, run, traces.sink);
      spans += reading.spans;
      notes.push(...reading.notes);
    }
    if (spans === 0)
      throw new UserError(
        `${artefacts.map(({name}) => name).join(', ')}: no spans.`,
        'Export traces (resourceSpans with spans in them), not logs or metrics.',
      );
    return traces.draft(notes);
  },
};
