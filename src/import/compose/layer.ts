import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {yamlDocuments} from '../documents.ts';
import {at, list, mapping, word} from '../manifest/fields.ts';
import {interpolated, type Lookup} from './interpolate.ts';
import {placesOf} from './places.ts';
import type {Surroundings} from './read-service.ts';

/** Where the content of an entry of `configs` or `secrets` comes from. */
export interface ConfigSource {
  readonly file: string;
  readonly line: number;
  readonly path?: string | undefined;
  readonly content?: string | undefined;
}

/** One document of a compose file; what it extends and includes is not looked up yet. */
export interface Layer {
  readonly artefact: Artefact;
  readonly name: string | undefined;
  readonly services: ReadonlyMap<string, {readonly data: unknown; readonly around: Surroundings}>;
  readonly configs: ReadonlyMap<string, ConfigSource>;
  readonly includes: readonly {readonly path: string; readonly line: number}[];
}

/** The documents of a compose file. Throws a UserError for broken YAML and for services that are no mapping. */
export async function readLayers(
  artefact: Artefact,
  lookup: Lookup,
  missing: (name: string) => void,
): Promise<readonly Layer[]> {
  const text = await artefact.text();
  return yamlDocuments(artefact.name, text).map((document): Layer => {
    const {data} = document;
    const places = placesOf(document, text);
    const versionOne = at(data, 'services') === undefined && isVersionOne(data);
    const above = versionOne ? [] : ['services'];
    const found = versionOne ? data : at(data, 'services');
    if (found !== undefined && found !== null && (typeof found !== 'object' || Array.isArray(found)))
      throw new UserError(
        `${printableLine(artefact.name)}:${places.lineOf('services')}: "services" is no mapping.`,
        'Write each service under its name.',
      );
    const around: Surroundings = {file: artefact.name, places, above, lookup, missing};
    const filled = (value: unknown) => interpolated(word(value) ?? '', lookup, missing);
    const configs = (key: 'configs' | 'secrets') =>
      Object.entries(mapping(at(data, key))).map(([name, config]): [string, ConfigSource] => {
        const place = {file: artefact.name, line: places.lineOf(key, name)};
        const variable = word(at(config, 'environment'));
        const content = word(at(config, 'content'));
        // A secret's file is read by nobody but the service that it belongs to.
        const path = key === 'configs' ? word(at(config, 'file')) : undefined;
        return [
          name,
          {
            ...place,
            path: path === undefined ? undefined : filled(path),
            content: variable === undefined ? content && filled(content) : `${variable}=${lookup(variable) ?? ''}`,
          },
        ];
      });
    return {
      artefact,
      name: filled(at(data, 'name')) || undefined,
      services: new Map(Object.entries(mapping(found)).map(([name, service]) => [name, {data: service, around}])),
      configs: new Map([...configs('secrets'), ...configs('configs')]),
      includes: list(at(data, 'include')).flatMap((one, i) => {
        const paths = at(one, 'path') ?? one;
        return (Array.isArray(paths) ? paths : [paths]).flatMap((path) =>
          word(path) === undefined ? [] : [{path: filled(path), line: places.lineOf('include', i)}],
        );
      }),
    };
  });
}

/** Files without `services` hold them at the top, as the first version of the format did. */
function isVersionOne(data: unknown): boolean {
  const parts = Object.values(mapping(data));
  return parts.length > 0 && parts.every((part) => at(part, 'image') !== undefined || at(part, 'build') !== undefined);
}
