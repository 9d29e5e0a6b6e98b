import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import type {Application} from './asyncapi/application.ts';
import {specBrokers} from './asyncapi/brokers.ts';
import {directTraffic} from './asyncapi/direct.ts';
import {specEvents} from './asyncapi/events.ts';
import {questions, unreadNotes} from './asyncapi/questions.ts';
import {directProtocols} from './asyncapi/servers.ts';
import {readSpec, type Spec, type SpecFile} from './asyncapi/spec-files.ts';
import {rootSpot, textAt} from './asyncapi/spot.ts';
import {versionTwo} from './asyncapi/version2.ts';
import {versionThree} from './asyncapi/version3.ts';
import type {Draft} from './draft.ts';
import type {Format} from './format.ts';

/** AsyncAPI documents of version 2 and 3, each of one application; who sends for whom only several together tell. */
export const asyncapi: Format = {title: 'AsyncAPI', recognizes, read};

function recognizes({head}: Artefact): boolean {
  return /(?:^\ufeff?|\n)asyncapi\s*:\s*['"]?\d/.test(head) || /^\ufeff?\s*\{[^{}[\]]*"asyncapi"\s*:\s*"\d/.test(head);
}

async function read(artefacts: readonly Artefact[]): Promise<Draft> {
  const known = new Map<string, SpecFile>();
  const specs: Spec[] = [];
  for (const artefact of artefacts) specs.push(await readSpec(artefact, known));
  const applications = specs.map(application);
  const brokered = applications.map((one) => ({
    ...one,
    uses: one.uses.filter((use) => directProtocols(use).length === 0),
  }));
  const found = specBrokers(brokered);
  const {events, questions: unanswered} = specEvents(brokered, found);
  const direct = directTraffic(applications);
  return {
    evidence: 'declared',
    services: applications.map(({name, origin}) => ({name, origin})),
    calls: direct.calls,
    brokers: found.brokers,
    events,
    operations: [],
    questions: [...questions(applications, events), ...unanswered, ...direct.questions],
    notes: [
      'AsyncAPI tells of messages: calls between services are not in it, but for channels over HTTP.',
      ...unreadNotes(specs),
      ...direct.notes,
    ],
  };
}

const versions = new Map<string, (file: SpecFile, name: string) => Application>([
  ['2', versionTwo],
  ['3', versionThree],
]);

function application({file}: Spec): Application {
  const root = rootSpot(file);
  const version = textAt(root, 'asyncapi') ?? '';
  const reader = versions.get(version.split('.')[0]!);
  if (!reader)
    throw new UserError(
      `${printableLine(file.name)}: this is no AsyncAPI document of version 2 or 3 (asyncapi: ${printableLine(version || 'missing')}).`,
      'Convert older documents first; quote the version: asyncapi: "3.0.0".',
    );
  return reader(file, textAt(root, 'info', 'title') ?? file.name);
}
