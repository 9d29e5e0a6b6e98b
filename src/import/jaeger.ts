import {UserError} from '../errors.ts';
import {count} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Draft} from './draft.ts';
import {fieldsIn, fieldsOf, listField} from './fields.ts';
import type {Format, ImportRun} from './format.ts';
import {type Dependency, dependencyDraft, dependencyOf} from './jaeger/dependencies.ts';
import {joinedObservations} from './jaeger/join.ts';
import {type JaegerRemarks, pushJaegerTrace} from './jaeger/spans.ts';
import {jsonElements} from './json-elements.ts';
import {traceImport} from './traces/trace-import.ts';

/** Traces as Jaeger's interface and API give them out, and the dependencies that Jaeger and Zipkin count. */
export const jaeger: Format = {title: 'Jaeger traces', recognizes, read};

function recognizes({head}: Artefact): boolean {
  if (!/^\ufeff?\s*[{[]/.test(head)) return false;
  return (
    (/"spanID"\s*:/.test(head) && /"traceID"\s*:/.test(head)) ||
    (/"callCount"\s*:/.test(head) && /"parent"\s*:/.test(head) && /"child"\s*:/.test(head))
  );
}

async function read(artefacts: readonly Artefact[], run: ImportRun): Promise<Draft> {
  const traces = traceImport(run);
  const remarks: JaegerRemarks = {spans: 0, warned: 0, first: undefined};
  const dependencies: Dependency[] = [];
  for (const artefact of artefacts) {
    traces.sink.file(artefact.name);
    for await (const element of jsonElements(artefact, run)) {
      const fields = fieldsOf(element);
      // The interface holds a single trace under data.
      const trace = fieldsIn(fields, 'data') ?? fields;
      if (trace === undefined) continue;
      if (listField(trace, 'spans').length > 0) pushJaegerTrace(trace, traces.sink, remarks);
      else {
        const dependency = dependencyOf(trace, artefact.name);
        if (dependency) dependencies.push(dependency);
      }
    }
  }
  if (remarks.spans === 0 && dependencies.length === 0)
    throw new UserError(
      `${artefacts.map(({name}) => printableLine(name)).join(', ')}: no spans and no dependencies.`,
      "Save the answer of Jaeger's /api/traces or /api/dependencies, or the JSON of a trace.",
    );
  if (remarks.spans === 0) return dependencyDraft(dependencies);
  const seen = await traces.draft(warnings(remarks));
  return dependencies.length === 0 ? seen : joinedObservations(seen, dependencyDraft(dependencies));
}

function warnings({warned, first}: JaegerRemarks): string[] {
  if (first === undefined) return [];
  return [`Jaeger warns about ${count(warned)} ${warned === 1 ? 'span' : 'spans'}; the first: ${printableLine(first)}`];
}
