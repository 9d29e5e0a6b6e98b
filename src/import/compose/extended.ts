import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {at, word} from '../manifest/fields.ts';
import {interpolated} from './interpolate.ts';
import type {Layer} from './layer.ts';
import {readService} from './read-service.ts';
import {mergedPart, type ServicePart} from './service-part.ts';

/** Steps of `extends`: far more than anybody writes. */
const deepest = 50;

/** The service with everything that it extends, in the same file or another. Throws a UserError where that goes in a circle. */
export async function withExtended(
  name: string,
  layer: Layer,
  {
    load,
    notes,
    lenders,
  }: {
    readonly load: (artefact: Artefact) => Promise<readonly Layer[]>;
    readonly notes: string[];
    readonly lenders: Set<string>;
  },
): Promise<ServicePart> {
  const chain: ServicePart[] = [];
  const seen = new Set<string>();
  let here: Layer | undefined = layer;
  let service = name;
  while (here !== undefined) {
    const {data, around} = here.services.get(service)!;
    const place: string = `${printableLine(around.file)}:${around.places.lineOf(...around.above, service, 'extends')}`;
    const key = `${around.file}\u0000${service}`;
    if (seen.has(key) || chain.length > deepest)
      throw new UserError(
        `${place}: service "${printableLine(name)}" extends itself${seen.has(key) ? '' : ' without end'}.`,
        'Take one of the "extends" out.',
      );
    seen.add(key);
    chain.push(readService(service, data, around));
    const extended: unknown = at(data, 'extends');
    const target: string | undefined = word(at(extended, 'service')) ?? word(extended);
    if (target === undefined || around.places.tagOf(...around.above, service, 'extends') === '!reset') break;
    const path = word(at(extended, 'file'));
    const other: Artefact | undefined =
      path === undefined ? here.artefact : await here.artefact.beside(interpolated(path, around.lookup));
    if (other !== undefined && other.name !== around.file) lenders.add(other.name);
    const candidates: readonly Layer[] = other === undefined ? [] : await load(other);
    here = candidates.findLast((candidate) => candidate.services.has(target));
    if (here === undefined)
      notes.push(
        `${place}: ${service} extends ${target}${path === undefined ? '' : ` of ${path}`}, which is not there.`,
      );
    service = target;
  }
  let result = chain.pop()!;
  // What a service extends lends its settings, not its names.
  for (let over = chain.pop(); over !== undefined; over = chain.pop())
    result = {...mergedPart({...result, names: [], links: []}, over), file: over.file, line: over.line};
  return result;
}
