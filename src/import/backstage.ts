import {UserError} from '../errors.ts';
import {count, listed} from '../figures.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import {apiCalls} from './backstage/api-calls.ts';
import {apis} from './backstage/apis.ts';
import {type Catalog, readCatalog} from './backstage/catalog.ts';
import {dependencies} from './backstage/dependencies.ts';
import {type Entity, originOf, references} from './backstage/entity.ts';
import {eventApis} from './backstage/event-apis.ts';
import {type Parts, parts} from './backstage/parts.ts';
import type {Draft, DraftBroker, DraftService} from './draft.ts';
import type {Format} from './format.ts';

/** Catalogs of Backstage: what somebody wrote down of who provides and who uses what. */
export const backstage: Format = {title: 'Backstage catalog', recognizes, read};

function recognizes({head}: Artefact): boolean {
  return (
    /(?:^\ufeff?|\n)[ \t]*["']?apiVersion["']?\s*:\s*["']?backstage\.io\//.test(head) ||
    /"apiVersion"\s*:\s*"backstage\.io\//.test(head)
  );
}

async function read(artefacts: readonly Artefact[]): Promise<Draft> {
  const catalog = await readCatalog(artefacts);
  const known = parts(catalog);
  const all = apis(known);
  const asked = apiCalls(
    all.filter(({style}) => style !== 'events'),
    known,
  );
  const heard = await eventApis(all.filter(({style}) => style === 'events'));
  const linked = new Set(asked.calls.map(({from, to}) => JSON.stringify([from.service, to.service])));
  const needed = dependencies(known, linked);
  const services = described(known);
  if (services.length === 0)
    throw new UserError(
      `${listed(artefacts.slice(0, 3).map(({name}) => printableLine(name)))}: no Component that runs and no database.`,
      'Name the catalog files that describe services (kind: Component).',
    );
  return {
    evidence: 'declared',
    name: onlySystem(catalog),
    services: [
      ...services,
      ...asked.unknown,
      ...needed.unknown.map(
        ({name, call}): DraftService => ({
          name,
          kind: 'external',
          dangling: true,
          origin: call.origin,
        }),
      ),
    ],
    calls: [...asked.calls, ...needed.calls, ...needed.unknown.map(({call}) => call)],
    brokers: [...brokers(known), ...heard.brokers],
    events: [...heard.events, ...needed.events],
    operations: [],
    questions: [...asked.questions, ...needed.questions],
    notes: notes(catalog, known),
  };
}

function described(known: Parts): DraftService[] {
  return [...known.entities.values()].flatMap((entity): DraftService[] => {
    const role = known.roleOf(entity.key);
    const [owner] = references(entity, 'owner', 'group');
    const shared = {name: known.nameOf(entity.key), team: owner?.name};
    if (role === 'service') return [{...shared, origin: origin(entity, 'sure')}];
    if (role === 'datastore') return [{...shared, kind: 'datastore', origin: origin(entity, 'likely')}];
    return [];
  });
}

function brokers(known: Parts): DraftBroker[] {
  return [...known.entities.values()].flatMap((entity) =>
    known.roleOf(entity.key) === 'broker' ? [{name: known.nameOf(entity.key), origin: origin(entity, 'likely')}] : [],
  );
}

function origin(entity: Entity, confidence: 'sure' | 'likely') {
  return originOf(entity, entity.line, `${entity.kind}${entity.type ? ` of type ${entity.type}` : ''}`, confidence);
}

function onlySystem({entities}: Catalog): string | undefined {
  const systems = [...entities.values()].filter(({kind}) => kind === 'system');
  return systems.length === 1 ? systems[0]!.name : undefined;
}

function notes({unread, unfilled}: Catalog, {still}: Parts): string[] {
  return [
    'A catalog says what somebody wrote down, not what runs: traces or a mesh can confirm it (--merge).',
    ...(still > 0
      ? [
          `${count(still)} ${still === 1 ? 'component is a library or the like: it runs' : 'components are libraries and the like: they run'} as part of others, left out.`,
        ]
      : []),
    ...(unfilled > 0
      ? [`${count(unfilled)} ${unfilled === 1 ? 'entity belongs' : 'entities belong'} to software templates: left out.`]
      : []),
    ...(unread.length > 0
      ? [
          `Not read: ${listed(unread.slice(0, 5))}${unread.length > 5 ? ` and ${unread.length - 5} more` : ''} (name these files yourself).`,
        ]
      : []),
  ];
}
