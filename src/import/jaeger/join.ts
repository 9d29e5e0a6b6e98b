import type {Draft} from '../draft.ts';

/** What traces show, and of the dependencies the calls between services that no trace has. */
export function joinedObservations(traces: Draft, counted: Draft): Draft {
  const pair = ({from, to}: Draft['calls'][number]) => JSON.stringify([from.service, to.service]);
  const seen = new Set(traces.calls.map(pair));
  const brokers = new Set(traces.brokers.map(({name}) => name));
  return {
    ...traces,
    services: [...traces.services, ...counted.services],
    calls: [...traces.calls, ...counted.calls.filter((call) => !seen.has(pair(call)))],
    brokers: [...traces.brokers, ...counted.brokers],
    // Traces know the topics; a broker that they name needs no nameless event.
    events: [...traces.events, ...counted.events.filter(({name}) => !brokers.has(name))],
    questions: [...traces.questions, ...(brokers.size === 0 ? counted.questions : [])],
    notes: [...traces.notes, ...counted.notes],
  };
}
