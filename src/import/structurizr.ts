import {UserError} from '../errors.ts';
import {count, listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Draft} from './draft.ts';
import type {Format} from './format.ts';
import {calls, operations, services} from './structurizr/calls.ts';
import {messaging} from './structurizr/events.ts';
import {dslModel, type Model} from './structurizr/model.ts';
import {dslSource} from './structurizr/source.ts';
import {type SystemModel, systemModel} from './structurizr/system.ts';

/** Workspaces in the Structurizr DSL: the model, not its views and deployments. */
export const structurizr: Format = {title: 'Structurizr DSL', recognizes, read};

function recognizes({head}: Artefact): boolean {
  return /(?:^|\n)(?:[^\S\n]|\u0085)*workspace(?:(?:[^\S\n]|\u0085)[^\n{]*)?\{/i.test(head);
}

async function read(artefacts: readonly Artefact[]): Promise<Draft> {
  const drafts: Draft[] = [];
  for (const artefact of artefacts) {
    const {statements, unread} = await dslSource(artefact);
    const model = dslModel(statements);
    const system = systemModel(model);
    if (system.parts.length === 0 && unread.length === 0)
      throw new UserError(
        `${printableLine(artefact.name)}: the model has no software systems.`,
        'Name the workspace whose model holds them; a workspace may extend another one beside it.',
      );
    const {brokers, events, questions} = messaging(system);
    drafts.push({
      evidence: 'declared',
      name: model.name || undefined,
      services: services(system),
      calls: calls(system),
      brokers,
      events,
      operations: operations(system),
      questions: [...questions, ...wholeSystems(system)],
      notes: notes(artefact.name, model, unread),
    });
  }
  const [first, ...others] = drafts;
  return others.length === 0 && first ? first : joined(drafts);
}

/** Several workspaces as one; each keeps its own names. */
function joined(drafts: readonly Draft[]): Draft {
  return {
    evidence: 'declared',
    services: drafts.flatMap((draft) => draft.services),
    calls: drafts.flatMap((draft) => draft.calls),
    brokers: drafts.flatMap((draft) => draft.brokers),
    events: drafts.flatMap((draft) => draft.events),
    operations: drafts.flatMap((draft) => draft.operations),
    questions: drafts.flatMap((draft) => draft.questions),
    notes: drafts.flatMap((draft) => draft.notes),
  };
}

function wholeSystems({relations, nameOf}: SystemModel): string[] {
  return relations.flatMap(({whole, from, to, file, line}) =>
    whole ? [`Which container of ${whole.name} is meant by ${nameOf(from)} -> ${nameOf(to)}? (${file}:${line})`] : [],
  );
}

function notes(file: string, {lost, skipped}: Model, unread: readonly string[]): string[] {
  const some = (names: readonly string[]) =>
    listed([...names.slice(0, 5), ...(names.length > 5 ? [`${names.length - 5} more`] : [])]);
  return [
    'A model says what somebody drew, not what runs: a relation without technology is taken for a call.',
    ...(unread.length > 0 ? [`${file} includes ${some(unread)}: not read, only files beside it are.`] : []),
    ...(lost.length > 0 ? [`No element has the identifier in ${some(lost)}: left out.`] : []),
    ...(skipped > 0
      ? [
          `${count(skipped)} ${skipped === 1 ? 'statement' : 'statements'} in ${file} for many elements at once (!elements, !script and the like): not carried out.`,
        ]
      : []),
  ];
}
