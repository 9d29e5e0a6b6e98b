import type {DraftCall, DraftService} from '../draft.ts';
import type {Api} from './apis.ts';
import {originOf, references} from './entity.ts';
import type {Parts} from './parts.ts';

/** What the APIs of a catalog come to: who asks whom. */
export interface ApiCalls {
  readonly calls: readonly DraftCall[];
  /** Named as providers, or needed as such, and not in the catalog. */
  readonly unknown: readonly DraftService[];
  readonly questions: readonly string[];
}

/** Whoever consumes an API calls whoever provides it; an API that nobody provides is somebody else's. */
export function apiCalls(all: readonly Api[], parts: Parts): ApiCalls {
  const calls: DraftCall[] = [];
  const unknown: DraftService[] = [];
  const questions: string[] = [];
  for (const {name, style, providers, consumers} of all) {
    const first = consumers[0];
    if (!first) continue;
    const confidence = style === 'calls' ? 'likely' : 'guess';
    if (providers.length === 0)
      unknown.push({name, kind: 'external', dangling: true, origin: {...first.origin, confidence: 'guess'}});
    for (const consumer of consumers)
      for (const provider of providers.length > 0 ? providers.map(({service}) => service) : [name])
        if (provider !== consumer.service)
          calls.push({
            from: {service: consumer.service},
            to: {service: provider},
            name: provider === name ? undefined : name,
            origin: {...consumer.origin, confidence},
          });
    if (style === undefined)
      questions.push(
        `Is the API ${name} asked or listened to? The catalog does not tell its type (${first.origin.file}:${first.origin.line} consumesApis).`,
      );
  }
  for (const entity of parts.entities.values()) {
    if (parts.roleOf(entity.key) !== 'service') continue;
    // Some catalogs name the service in place of its API.
    for (const reference of references(entity, 'consumesApis', 'api')) {
      if (reference.kind !== 'component' || reference.key === entity.key) continue;
      const target = parts.nameOf(reference.key);
      const origin = originOf(entity, reference.line, `consumesApis component:${reference.name}`, 'likely');
      calls.push({from: {service: parts.nameOf(entity.key)}, to: {service: target}, origin});
      if (!parts.entities.has(reference.key))
        unknown.push({name: target, kind: 'external', dangling: true, origin: {...origin, confidence: 'guess'}});
    }
  }
  return {calls, unknown, questions};
}
