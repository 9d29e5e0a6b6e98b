import type {Origin} from '../draft.ts';
import {textField} from '../fields.ts';
import {type Entity, originOf, references} from './entity.ts';
import type {Parts} from './parts.ts';

/** One side of an API. */
export interface Side {
  readonly service: string;
  readonly origin: Origin;
}

/** An API with who provides and who consumes it. */
export interface Api {
  readonly key: string;
  readonly name: string;
  /** Undefined where the catalog has only its name. */
  readonly entity: Entity | undefined;
  /** Undefined: the catalog does not tell whether it is asked or listened to. */
  readonly style: 'calls' | 'events' | undefined;
  readonly providers: readonly Side[];
  readonly consumers: readonly Side[];
}

const asked = /^(?:openapi|swagger|rest|http|grpc|proto(?:buf)?|graphql|trpc|soap|wsdl|odata|json-?rpc|thrift)\b/;
const heard = /async|event|kafka|mqtt|amqp|queue|topic|avro|webhook|stream/;

/** Every API that somebody provides or consumes, in the order of the catalog. */
export function apis(parts: Parts): Api[] {
  const sides = new Map<string, {readonly name: string; readonly providers: Side[]; readonly consumers: Side[]}>();
  const side = (entity: Entity, key: 'providesApis' | 'consumesApis'): void => {
    for (const reference of references(entity, key, 'api')) {
      if (reference.kind !== 'api') continue;
      const known = sides.get(reference.key) ?? {name: reference.name, providers: [], consumers: []};
      sides.set(reference.key, known);
      const origin = originOf(entity, reference.line, `${key} ${reference.name}`, 'likely');
      known[key === 'providesApis' ? 'providers' : 'consumers'].push({service: parts.nameOf(entity.key), origin});
    }
  };
  for (const entity of parts.entities.values())
    if (parts.roleOf(entity.key) === 'service') {
      side(entity, 'providesApis');
      side(entity, 'consumesApis');
    }
  return [...sides].map(([key, {name, providers, consumers}]) => {
    const entity = parts.entities.get(key);
    const type = textField(entity?.spec, 'type')?.toLowerCase() ?? '';
    const style = heard.test(type) ? 'events' : asked.test(type) ? 'calls' : undefined;
    return {key, name, entity, style, providers, consumers};
  });
}
