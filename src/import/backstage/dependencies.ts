import type {DraftCall, DraftEvent} from '../draft.ts';
import {type Entity, originOf, type Reference, references} from './entity.ts';
import {brokerOf, type Parts} from './parts.ts';

/** What comes of `dependsOn`: calls to stores, guesses of calls, clients of brokers. */
export interface Dependencies {
  readonly calls: readonly DraftCall[];
  readonly events: readonly DraftEvent[];
  readonly questions: readonly string[];
  /** Services that are named and that the catalog does not hold. */
  readonly unknown: readonly {readonly name: string; readonly call: DraftCall}[];
}

/**
 * Reads `dependsOn` and `dependencyOf` of everything that runs. A service that depends on a store uses it, most likely; one
 * that depends on another service may call it, or just need it, or read its events.
 */
export function dependencies(parts: Parts, called: ReadonlySet<string>): Dependencies {
  const calls: DraftCall[] = [];
  const events = new Map<string, DraftEvent>();
  const questions: string[] = [];
  const unknown: {name: string; call: DraftCall}[] = [];
  const edges = [...parts.entities.values()].flatMap((entity): {from: string; to: Reference; said: Entity}[] => {
    const forward = references(entity, 'dependsOn', 'component').map((to) => ({from: entity.key, to, said: entity}));
    const back = references(entity, 'dependencyOf', 'component').map((from) => ({
      from: from.key,
      to: {key: entity.key, kind: entity.kind, name: entity.name, line: from.line},
      said: entity,
    }));
    return [...forward, ...back];
  });
  for (const {from, to, said} of edges) {
    if (parts.roleOf(from) !== 'service' || from === to.key) continue;
    const role = parts.roleOf(to.key);
    const service = parts.nameOf(from);
    const target = parts.nameOf(to.key);
    const origin = originOf(said, to.line, `dependsOn ${to.kind}:${to.name}`, 'likely');
    if (role === 'channel' || role === 'broker') {
      const channel = parts.entities.get(to.key)!;
      const via = role === 'broker' ? target : brokerOf(channel, parts);
      events.set(target, {
        name: target,
        via,
        topic: role === 'channel' ? target : undefined,
        channel: channel.type.includes('queue') ? 'queue' : undefined,
        producers: [],
        consumers: [],
        origin,
      });
      const what = role === 'broker' ? `on ${target}, and which topic` : `on ${target}`;
      questions.push(`Does ${service} publish or read ${what}? (${origin.file}:${origin.line} dependsOn)`);
      continue;
    }
    if (called.has(JSON.stringify([service, target]))) continue;
    const call: DraftCall = {from: {service}, to: {service: target}, origin};
    if (role === 'datastore') calls.push(call);
    else if (role === 'service') calls.push({...call, origin: {...origin, confidence: 'guess'}});
    else if (role === undefined && to.kind === 'component' && !parts.entities.has(to.key))
      unknown.push({name: target, call: {...call, origin: {...origin, confidence: 'guess'}}});
  }
  return {calls, events: [...events.values()], questions, unknown};
}
