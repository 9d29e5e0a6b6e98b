import type {Coupling} from '../../analysis/couplings.ts';
import {count} from '../../figures.ts';
import type {Topology} from '../../topology/topology.ts';
import {waitOf, waitsText} from '../coupling-words.ts';
import type {EdgeKind} from './picture.ts';

/** An arrow before it is known which nodes are drawn: from and to are keys of nodes. */
export interface Link {
  readonly kind: EdgeKind;
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly title: string;
}

/** Keys of nodes: a service and an event may have the same name. */
export const keyOf = {
  service: (name: string) => `service ${name}`,
  event: (name: string) => `event ${name}`,
  broker: (name: string) => `broker ${name}`,
  operation: (name: string) => `operation ${name}`,
  team: (name: string | undefined) => (name === undefined ? 'no team' : `team ${name}`),
};

const kinds = {convert: 'not-needed', 'keep-sync': 'needed', ask: 'unknown'} as const;
const needs = {
  'not-needed': 'its result is not needed',
  needed: 'its result is needed',
  unknown: 'nobody has said whether its result is needed',
  fallback: 'asked when the first choice fails',
} as const;

/** One arrow for all calls of one kind from one service to another; `terse`: with a sign beside it instead of words. */
export function callLinks(couplings: readonly Coupling[], terse: boolean): Link[] {
  const bundles = new Map<string, [Coupling, ...Coupling[]]>();
  for (const one of couplings) {
    const key = JSON.stringify([one.from, one.to, callKind(one)]);
    const bundle = bundles.get(key);
    if (bundle) bundle.push(one);
    else bundles.set(key, [one]);
  }
  return [...bundles.values()].map((bundle): Link => {
    const [first] = bundle;
    const kind = callKind(first);
    const times = bundle.length === 1 ? '' : `${count(bundle.length)} times, `;
    const waits = bundle.slice(0, 4).map(waitOf);
    const more = bundle.length > waits.length ? ', ...' : '';
    return {
      kind,
      from: keyOf.service(first.from),
      to: keyOf.service(first.to),
      label: terse ? (signs[kind] ?? '') : labelOf(bundle, kind),
      title: `${first.from} calls ${first.to}: ${times}${needs[kind]}, waits ${waits.join(', ')}${more}`,
    };
  });
}

/** What stands beside an arrow where there is no room for words. */
export const signs: Partial<Record<EdgeKind, string>> = {'not-needed': '!', unknown: '?'};

/** How a call is drawn. */
export const callKind = ({role, advice}: Coupling) => role ?? kinds[advice];

function labelOf(bundle: readonly [Coupling, ...Coupling[]], kind: EdgeKind): string {
  const [first] = bundle;
  const said: string[] = [];
  if (kind === 'fallback') said.push('fallback');
  if (kind === 'not-needed') said.push('not needed');
  if (kind === 'not-needed' && bundle.length === 1) said.push(waitsText(first));
  if (kind === 'unknown') said.push('needed?');
  const {group} = first;
  if (group && kind !== 'fallback' && group.required < group.of.length)
    said.push(`${group.required} of ${group.of.length}`);
  if (bundle.length > 1) said.push(`${count(bundle.length)} calls`);
  return said.join(', ');
}

/** Arrows from producers to their events and from events to their consumers. */
export function eventLinks({events, nodes}: Topology, terse: boolean): Link[] {
  return [...events.values()].flatMap((event): Link[] => {
    const to = keyOf.event(event.name);
    const producers = [...new Set(event.producers.map((index) => nodes[index]!.service))];
    const consumers = [...new Set(event.consumers.map(({service}) => service))];
    const outbox = event.outbox ? ', from an outbox' : '';
    return [
      ...producers.map((name): Link => {
        const title = `${name} publishes ${event.name}${outbox}`;
        return {kind: 'publish', from: keyOf.service(name), to, label: event.outbox && !terse ? 'outbox' : '', title};
      }),
      ...consumers.map((name): Link => {
        return {kind: 'consume', from: to, to: keyOf.service(name), label: '', title: `${name} reads ${event.name}`};
      }),
    ];
  });
}

/** Arrows from operations to the services that they enter. */
export function entryLinks({operations, nodes}: Topology): Link[] {
  return [...operations.values()].map(({name, entry}): Link => {
    const service = nodes[entry]!.service;
    const title = `${name} enters at ${nodes[entry]!.label}`;
    return {kind: 'entry', from: keyOf.operation(name), to: keyOf.service(service), label: '', title};
  });
}
