import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Draft} from './draft.ts';
import type {Format} from './format.ts';
import {brokers, calls, events, operations, services} from './kiali/calls.ts';
import {joinedGraphs, kialiGraph} from './kiali/graph.ts';
import {mesh} from './kiali/mesh.ts';
import {notes, questions} from './kiali/notes.ts';

/** The graph that Kiali shows of an Istio mesh, as its API gives it out. */
export const kiali: Format = {title: 'Kiali graph', recognizes, read};

function recognizes({head}: Artefact): boolean {
  return /^\s*\{/.test(head) && /"elements"\s*:\s*\{/.test(head) && /"nodeType"\s*:/.test(head);
}

async function read(artefacts: readonly Artefact[]): Promise<Draft> {
  const graphs = [];
  for (const artefact of artefacts) graphs.push(await kialiGraph(artefact));
  const seen = mesh(joinedGraphs(graphs));
  if (seen.nodesOf.size === 0)
    throw new UserError(
      `${artefacts.map(({name}) => printableLine(name)).join(', ')}: the graph shows no services.`,
      'Choose a longer time or another namespace in Kiali and save the graph again.',
    );
  return {
    evidence: 'observed',
    services: services(seen),
    calls: calls(seen),
    brokers: brokers(seen),
    events: events(seen),
    operations: operations(seen),
    questions: questions(seen),
    notes: notes(seen),
  };
}
