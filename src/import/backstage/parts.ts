import {softwareCalled, softwareNamed} from '../software.ts';
import type {Catalog} from './catalog.ts';
import {type Entity, references} from './entity.ts';

/** What an entity is in a running system. Undefined: nothing that runs (a library, a team, a template). */
export type Role = 'service' | 'datastore' | 'channel' | 'broker' | 'api';

/** Entities with what they are and how they are called. */
export interface Parts {
  readonly roleOf: (key: string) => Role | undefined;
  readonly nameOf: (key: string) => string;
  readonly entities: ReadonlyMap<string, Entity>;
  /** Components that do not run by themselves. */
  readonly still: number;
}

// Components of these types are built into others.
const notRunning = /^(?:library|libraries|lib|package|sdk|documentation|docs|tool|cli|template|plugin|module)$/;
const stores = /database|\bdb\b|\bcache\b|bucket|storage|\bstore\b|datastore|warehouse|search-?index/;
const channels = /\b(?:topic|queue|stream|subscription|exchange)\b/;
const brokers = /\b(?:broker|message-?bus|event-?bus|messaging)\b/;

/** What each entity of a catalog is, by its kind and type; by the software that it names where the type does not tell. */
export function parts({entities}: Catalog): Parts {
  const all = [...entities.values()];
  const roles = new Map<string, Role>();
  for (const entity of all) {
    const role = roleOf(entity);
    if (role) roles.set(entity.key, role);
  }
  const named = new Map<string, number>();
  for (const {key, name} of all)
    if (roles.has(key)) named.set(name, (named.get(name) ?? 0) + (roles.get(key) === 'api' ? 0 : 1));
  return {
    entities,
    roleOf: (key) => roles.get(key),
    nameOf: (key) => {
      const entity = entities.get(key);
      if (!entity) return key.slice(key.indexOf('/') + 1);
      if ((named.get(entity.name) ?? 0) < 2) return entity.name;
      const {name, namespace, kind} = entity;
      return kind === 'component' ? `${name}.${namespace}` : `${name}.${namespace} (${kind})`;
    },
    still: all.filter(({kind, type}) => kind === 'component' && notRunning.test(type)).length,
  };
}

function roleOf(entity: Entity): Role | undefined {
  const {kind, type, name} = entity;
  if (kind === 'api') return 'api';
  if (kind === 'component') return notRunning.test(type) ? undefined : 'service';
  if (kind !== 'resource') return undefined;
  if (channels.test(type)) return 'channel';
  if (stores.test(type)) return 'datastore';
  if (brokers.test(type)) return 'broker';
  const software = softwareNamed(type) ?? softwareCalled(name);
  return software?.kind === 'datastore' || software?.kind === 'broker' ? software.kind : undefined;
}

/** The broker that a topic or queue depends on, if the catalog says so. */
export function brokerOf(channel: Entity, known: Parts): string | undefined {
  const broker = references(channel, 'dependsOn', 'resource').find(({key}) => known.roleOf(key) === 'broker');
  return broker && known.nameOf(broker.key);
}
