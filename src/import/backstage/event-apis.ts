import {UserError} from '../../errors.ts';
import type {Artefact} from '../artefact.ts';
import type {Application, Use} from '../asyncapi/application.ts';
import {specBrokers} from '../asyncapi/brokers.ts';
import {specEvents} from '../asyncapi/events.ts';
import {directProtocols} from '../asyncapi/servers.ts';
import {readSpec, type SpecFile} from '../asyncapi/spec-files.ts';
import {rootSpot, textAt} from '../asyncapi/spot.ts';
import {versionTwo} from '../asyncapi/version2.ts';
import {versionThree} from '../asyncapi/version3.ts';
import type {DraftBroker, DraftEvent} from '../draft.ts';
import {type Fields, field, fieldsIn, textField} from '../fields.ts';
import type {Api, Side} from './apis.ts';

/** Events of the catalog, and the brokers that their definitions name. */
export interface EventApis {
  readonly brokers: readonly DraftBroker[];
  readonly events: readonly DraftEvent[];
}

/**
 * Events from the APIs that are listened to. Where the definition is there (AsyncAPI, in place or beside the file), it tells
 * directions, topics and brokers: its application is the provider, consumers do the opposite. Where it is not, who
 * provides the API publishes, by the words of the catalog.
 */
export async function eventApis(apis: readonly Api[]): Promise<EventApis> {
  const applications: Application[] = [];
  const events: DraftEvent[] = [];
  for (const api of apis) {
    const described = await definition(api);
    if (described) applications.push(...described);
    else events.push(undescribed(api));
  }
  const brokers = specBrokers(applications);
  return {brokers: brokers.brokers, events: [...specEvents(applications, brokers).events, ...events]};
}

function undescribed({name, providers, consumers, entity}: Api): DraftEvent {
  const origin = providers[0]?.origin ?? consumers[0]!.origin;
  return {
    name,
    producers: providers.map(({service}) => ({service})),
    consumers: consumers.map(({service, origin: seen}) => ({place: {service}, origin: seen})),
    origin: entity ? {...origin, rule: `${origin.rule} (${entity.type})`} : origin,
  };
}

/** The applications of an API's definition; undefined where there is none that can be read. */
async function definition({entity, providers, consumers}: Api): Promise<Application[] | undefined> {
  if (!entity) return undefined;
  const artefact = await definitionText(entity.spec, entity.artefact);
  if (!artefact) return undefined;
  const file = await readSpec(artefact, new Map<string, SpecFile>()).then(
    (spec) => spec.file,
    (error: unknown) => {
      // What is in the catalog as a text need not be AsyncAPI; the names of both sides are there all the same.
      if (error instanceof UserError) return undefined;
      throw error;
    },
  );
  if (!file) return undefined;
  const version = textAt(rootSpot(file), 'asyncapi')?.split('.')[0];
  if (version !== '2' && version !== '3') return undefined;
  const read = (version === '3' ? versionThree : versionTwo)(file, '');
  const brokered = read.uses.filter((use) => directProtocols(use).length === 0);
  if (brokered.length === 0) return undefined;
  const as = ({service, origin}: Side, opposite: boolean): Application => ({
    ...read,
    name: service,
    origin,
    uses: brokered.map((use) => ({...use, action: opposite ? other(use) : use.action, origin})),
  });
  return [...providers.map((side) => as(side, false)), ...consumers.map((side) => as(side, true))];
}

function other({action}: Use): Use['action'] {
  return action === 'send' ? 'receive' : 'send';
}

/** The definition in place, or the file that stands for it (`$text: ./asyncapi.yaml`). */
async function definitionText(spec: Fields | undefined, artefact: Artefact): Promise<Artefact | undefined> {
  const text = textField(spec, 'definition');
  if (text !== undefined)
    return {...artefact, name: `${artefact.name} (definition)`, head: text.slice(0, 65_536), text: async () => text};
  const placeholder = fieldsIn(spec, 'definition');
  for (const key of ['$text', '$yaml', '$json', '$asyncapi']) {
    const path = field(placeholder, key);
    if (typeof path === 'string' && !/^[a-z][a-z0-9+.-]*:/i.test(path)) return artefact.beside(path);
  }
  return undefined;
}
