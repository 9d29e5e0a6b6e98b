import {placeText} from './assemble-calls.ts';
import {assembledEvents} from './assemble-events.ts';
import {assembledServices} from './assemble-services.ts';
import {cleanDraft} from './clean-draft.ts';
import type {Draft} from './draft.ts';
import {emptyMapping, type FileMapping, mappingOf, provenance} from './file-data.ts';
import {durationText, rateText, shareNumber, wholeNumber} from './quantity-text.ts';

/** A draft as a topology file holds it, and what the reader of the import is told. */
export interface Assembled {
  readonly data: FileMapping;
  /** Services that others name and no artefact describes; external in the file. */
  readonly dangling: readonly string[];
  /** One sentence for every described service without an outgoing call; only where the artefact was written by somebody. */
  readonly silent: readonly string[];
  readonly notes: readonly string[];
}

/** The topology file that a draft comes to, in the order in which the artefact names its parts. `name` is taken where the draft has none. */
export function assemble(dirty: Draft, name: string): Assembled {
  const draft = cleanDraft(dirty);
  const services = assembledServices(draft);
  const silent = draft.evidence === 'declared' ? silentServices(draft) : [];
  const brokers = emptyMapping();
  for (const broker of draft.brokers)
    if (!Object.hasOwn(brokers, broker.name))
      brokers[broker.name] = mappingOf({
        nodes: wholeNumber(broker.nodes),
        ...provenance(broker.origin),
      });
  for (const {via, origin} of draft.events)
    if (via !== undefined && !Object.hasOwn(brokers, via)) brokers[via] = provenance(origin);
  const events = assembledEvents(draft, services.place);
  const operations = emptyMapping();
  for (const {name: label, entry, rate, measured, origin} of draft.operations) {
    if (Object.hasOwn(operations, label)) continue;
    operations[label] = mappingOf({
      entry: placeText(services.place(entry)),
      rate: rateText(rate),
      measured:
        measured &&
        mappingOf({
          availability: shareNumber(measured.availability),
          p50: durationText(measured.p50Ms),
          p95: durationText(measured.p95Ms),
          p99: durationText(measured.p99Ms),
        }),
      ...provenance(origin),
    });
  }
  const questions = [...new Set([...draft.questions, ...silent])];
  const some = (part: FileMapping) => (Object.keys(part).length > 0 ? part : undefined);
  const data = mappingOf({
    version: 1,
    name: draft.name ?? name,
    services: services.data,
    brokers: some(brokers),
    events: some(events),
    operations: some(operations),
    questions: questions.length > 0 ? questions : undefined,
  });
  return {data, dangling: services.dangling, silent, notes: draft.notes};
}

/** Telemetry, stores and what is outside make no calls that a manifest would show. */
function silentServices(draft: Draft): readonly string[] {
  const callers = new Set(draft.calls.map(({from}) => from.service));
  const seen = new Set<string>();
  return draft.services.flatMap((service) => {
    const plain = (service.kind ?? 'service') === 'service' && !service.telemetry && !service.dangling;
    if (!plain || callers.has(service.name) || seen.has(service.name)) return [];
    seen.add(service.name);
    return [`${service.name}: no outgoing call in ${service.origin.file}`];
  });
}
