import {
  type Draft,
  type DraftCall,
  type DraftConsumer,
  type DraftEvent,
  emptyDraft,
  type Origin,
  type Place,
} from '../draft.ts';
import {type Fields, field, textField} from '../fields.ts';
import {softwareCalled} from '../software.ts';

/** How often one service was seen to come after another. */
export interface Dependency {
  readonly parent: string;
  readonly child: string;
  readonly calls: number;
  /** Zipkin counts them as well. */
  readonly errors: number | undefined;
  readonly file: string;
}

/** One entry of a list of dependencies; undefined where it is none. */
export function dependencyOf(item: Fields, file: string): Dependency | undefined {
  const parent = textField(item, 'parent');
  const child = textField(item, 'child');
  const calls = Number(field(item, 'callCount') ?? Number.NaN);
  if (parent === undefined || child === undefined || !(calls > 0 && Number.isFinite(calls))) return undefined;
  const errors = Number(field(item, 'errorCount') ?? Number.NaN);
  return {parent, child, calls, errors: errors >= 0 ? Math.min(errors, calls) : undefined, file};
}

/**
 * What counts alone show: who comes after whom, and how often on average. A store or a broker is known by its name; a
 * broker's neighbours publish to it and read from it.
 */
export function dependencyDraft(all: readonly Dependency[]): Draft {
  const dependencies = all.filter(({parent, child}) => parent !== child);
  const parents = new Set(dependencies.map(({parent}) => parent));
  const incoming = new Map<string, number>();
  for (const {child, calls} of dependencies) incoming.set(child, (incoming.get(child) ?? 0) + calls);
  const names = new Map<string, Origin>();
  for (const {parent, child, file} of dependencies)
    for (const name of [parent, child])
      if (!names.has(name)) names.set(name, {file, rule: 'dependency', confidence: 'sure'});
  const kinds = new Map<string, 'broker' | 'datastore'>();
  for (const name of names.keys()) {
    const software = softwareCalled(name);
    if (software?.kind === 'broker' && software.word === name.toLowerCase()) kinds.set(name, 'broker');
    else if (software?.kind === 'datastore' && !parents.has(name)) kinds.set(name, 'datastore');
  }
  const isBroker = (name: string) => kinds.get(name) === 'broker';
  const calls = dependencies.filter(({parent, child}) => !isBroker(parent) && !isBroker(child));
  return {
    ...emptyDraft,
    evidence: 'observed',
    services: [...names].flatMap(([name, origin]) => {
      const kind = kinds.get(name);
      if (kind === 'broker') return [];
      return [{name, kind, origin: kind ? {...origin, rule: 'name', confidence: 'likely' as const} : origin}];
    }),
    calls: calls.map(({parent, child, calls, errors, file}): DraftCall => {
      const requests = incoming.get(parent);
      const perRequest = requests === undefined ? undefined : calls / requests;
      const errorRate = errors === undefined ? undefined : errors / calls;
      return {
        from: {service: parent},
        to: {service: child},
        count: perRequest && perRequest >= 1.5 ? Math.round(perRequest) : undefined,
        probability: perRequest && perRequest < 1 ? perRequest : undefined,
        observed: perRequest === undefined && errorRate === undefined ? undefined : {perRequest, errorRate},
        // A span that follows another may as well have come over a broker.
        origin: {file, rule: `seen ${calls} times`, confidence: 'likely'},
      };
    }),
    brokers: [...names].flatMap(([name, origin]) =>
      isBroker(name) ? [{name, origin: {...origin, rule: 'name', confidence: 'likely' as const}}] : [],
    ),
    events: [...names].flatMap(([name, origin]) => (isBroker(name) ? [brokerEvent(name, dependencies, origin)] : [])),
    questions: [...names.keys()]
      .filter(isBroker)
      .map(
        (name) =>
          `Which topics of ${name} belong to whom? The dependencies in ${names.get(name)!.file} name only the broker.`,
      ),
    notes: [
      'Dependencies are counts of spans: no response times, no operations, and messages look like calls. Import traces for those.',
    ],
  };
}

function brokerEvent(broker: string, dependencies: readonly Dependency[], origin: Origin): DraftEvent {
  const producers: Place[] = [];
  const consumers: DraftConsumer[] = [];
  for (const {parent, child, file} of dependencies) {
    const seen: Origin = {file, rule: 'dependency', confidence: 'likely'};
    if (child === broker) producers.push({service: parent});
    if (parent === broker) consumers.push({place: {service: child}, origin: seen});
  }
  return {name: broker, via: broker, producers, consumers, origin: {...origin, confidence: 'likely'}};
}
