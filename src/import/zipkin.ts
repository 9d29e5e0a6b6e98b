import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Draft} from './draft.ts';
import {fieldsOf} from './fields.ts';
import type {Format, ImportRun} from './format.ts';
import {jsonElements} from './json-elements.ts';
import {traceImport} from './traces/trace-import.ts';
import {pushZipkinSpan} from './zipkin/spans.ts';

/** Traces in Zipkin's second format, as its API gives them out: a list of spans, or a list of such lists. */
export const zipkin: Format = {title: 'Zipkin traces', recognizes, read};

function recognizes({head}: Artefact): boolean {
  return (
    /^\ufeff?\s*\[\s*(?:\[\s*)?\{/.test(head) &&
    /"traceId"\s*:/.test(head) &&
    /"id"\s*:/.test(head) &&
    !/"(?:resourceSpans|scopeSpans|spanId)"\s*:/.test(head)
  );
}

async function read(artefacts: readonly Artefact[], run: ImportRun): Promise<Draft> {
  const traces = traceImport(run);
  let spans = 0;
  for (const artefact of artefacts) {
    traces.sink.file(artefact.name);
    for await (const element of jsonElements(artefact, run))
      for (const item of Array.isArray(element) ? element : [element]) {
        const span = fieldsOf(item);
        if (span && pushZipkinSpan(span, traces.sink, artefact.name)) spans += 1;
      }
  }
  if (spans > 0) return traces.draft([]);
  throw new UserError(
    `${artefacts.map(({name}) => printableLine(name)).join(', ')}: no spans.`,
    "Save the answer of Zipkin's /api/v2/traces or /api/v2/trace/ID.",
  );
}
