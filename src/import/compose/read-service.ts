import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {wordsOfCommand} from '../manifest/command-line.ts';
import {at, list, mapping, wholeNumber, word} from '../manifest/fields.ts';
import {interpolated, type Lookup} from './interpolate.ts';
import type {Places} from './places.ts';
import type {Entry, FileReference, ServicePart} from './service-part.ts';

/** The compose file that a service stands in. */
export interface Surroundings {
  readonly file: string;
  readonly places: Places;
  /** The keys above the service: `services`, or none in files of the first version. */
  readonly above: readonly string[];
  readonly lookup: Lookup;
  /** Told of every variable that is used and not set. */
  readonly missing: (name: string) => void;
}

/** The part keys that each field of a service fills, for `!reset` and `!override`. */
const filledBy: Readonly<Record<string, string>> = {
  image: 'image',
  build: 'built',
  environment: 'environment',
  env_file: 'environmentFiles',
  command: 'command',
  entrypoint: 'entrypoint',
  ports: 'ports',
  expose: 'ports',
  volumes: 'mounts',
  configs: 'configs',
  secrets: 'configs',
  labels: 'labels',
  links: 'links',
  profiles: 'profiles',
  networks: 'names',
  deploy: 'replicas',
};

/** What one file says of the service `name`. Throws a UserError where the service is no mapping. */
export function readService(name: string, data: unknown, around: Surroundings): ServicePart {
  const {file, places, above} = around;
  const line = places.lineOf(...above, name);
  if (data !== null && (typeof data !== 'object' || Array.isArray(data)))
    throw new UserError(
      `${printableLine(file)}:${line}: service "${printableLine(name)}" is no mapping.`,
      'Write its image, environment and other fields below it.',
    );
  const place = (...path: readonly (string | number)[]) => places.lineOf(...above, name, ...path);
  const text = (value: unknown): string | undefined => {
    const found = word(value);
    return found === undefined ? undefined : interpolated(found, around.lookup, around.missing);
  };
  const reset = (field: string) => places.tagOf(...above, name, field) === '!reset';
  const field = (...path: readonly string[]) => (reset(path[0]!) ? undefined : at(data, ...path));
  const entries = (...path: readonly string[]) =>
    new Map(
      pairs(field(...path), around.lookup).flatMap(([variable, value, index]): [string, Entry][] => {
        const found = value === '' ? '' : text(value);
        const shown = interpolated(variable, around.lookup, around.missing);
        return found === undefined ? [] : [[shown, {value: found, file, line: place(...path, index)}]];
      }),
    );
  const references = (path: unknown, ...where: readonly (string | number)[]): FileReference[] => {
    const found = text(path);
    return found === undefined ? [] : [{path: found, from: file, line: place(...where)}];
  };
  const networks = Object.entries(mapping(field('networks')));
  const texts = (value: unknown) => list(value).flatMap((one) => text(one) ?? []);
  return {
    file,
    line,
    image: text(field('image')),
    built: field('build') !== undefined && field('build') !== null ? true : undefined,
    replicas: wholeNumber(text(field('deploy', 'replicas')) ?? text(field('scale'))),
    names: [
      ...[field('container_name'), field('hostname')].flatMap((value) => text(value) ?? []),
      ...networks.flatMap(([, network]) => [...texts(at(network, 'aliases')), ...texts([at(network, 'ipv4_address')])]),
    ],
    networks: networks.length > 0 ? networks.map(([network]) => network) : texts(field('networks')),
    ports: [...list(field('ports')), ...list(field('expose'))].flatMap((port) =>
      containerPorts(at(port, 'target') ?? port, text),
    ),
    profiles: texts(field('profiles')),
    links: texts(field('links')).flatMap((link): [string, string][] => {
      const [target = '', alias = target] = link.split(':');
      return [[alias, target]];
    }),
    environment: entries('environment'),
    arguments: entries('build', 'args'),
    labels: entries('labels'),
    environmentFiles: (typeof field('env_file') === 'string' ? [field('env_file')] : list(field('env_file'))).flatMap(
      (one, i) =>
        references(at(one, 'path') ?? one, 'env_file', i).map((reference) => ({
          ...reference,
          required: at(one, 'required') !== false,
        })),
    ),
    command: commandOf(field('command'), text, (i) => ({file, line: place('command', i)})),
    entrypoint: commandOf(field('entrypoint'), text, (i) => ({file, line: place('entrypoint', i)})),
    mounts: list(field('volumes')).flatMap((volume, i) => {
      const [, source, target = ''] = /^(\.{1,2}\/[^:]*):([^:]*)/.exec(text(volume) ?? '') ?? [];
      return references(at(volume, 'source') ?? source, 'volumes', i)
        .filter(({path}) => /^\.{1,2}\//.test(path) || /^[^/]+\.\w+$/.test(path))
        .map((reference) => ({...reference, target: text(at(volume, 'target')) ?? target}));
    }),
    configs: [...list(field('configs')), ...list(field('secrets'))].flatMap(
      (one) => text(at(one, 'source') ?? one) ?? [],
    ),
    replaced: new Set(
      Object.keys(mapping(data)).flatMap((key) => {
        const tag = places.tagOf(...above, name, key);
        return (tag === '!reset' || tag === '!override') && Object.hasOwn(filledBy, key) ? [filledBy[key]!] : [];
      }),
    ),
  };
}

/** `environment` and its like as a mapping or a list; a name without a value is passed through from outside. */
function pairs(value: unknown, lookup: Lookup): [string, unknown, string | number][] {
  if (Array.isArray(value))
    return value.flatMap((item, index): [string, unknown, number][] => {
      const text = word(item);
      if (text === undefined) return [];
      const cut = text.indexOf('=');
      return cut < 0 ? [[text, passed(text, lookup), index]] : [[text.slice(0, cut), text.slice(cut + 1), index]];
    });
  return Object.entries(mapping(value)).map(([key, one]) => [key, one === null ? passed(key, lookup) : one, key]);
}

/** What is taken over as it is must not be expanded once more. */
function passed(name: string, lookup: Lookup): string | undefined {
  return lookup(name)?.replaceAll('$', '$$$$');
}

function commandOf(
  value: unknown,
  text: (value: unknown) => string | undefined,
  place: (index: number) => Omit<Entry, 'value'>,
): readonly Entry[] | undefined {
  if (Array.isArray(value)) return value.flatMap((one, i) => entryOf(text(one), place(i)));
  const line = text(value);
  return line === undefined ? undefined : wordsOfCommand(line).map((one) => ({value: one, ...place(0)}));
}

function entryOf(value: string | undefined, place: Omit<Entry, 'value'>): Entry[] {
  return value === undefined ? [] : [{value, ...place}];
}

/** `8080:80`, `127.0.0.1:8080:80/tcp`, `80`: the port inside the container. */
function containerPorts(value: unknown, text: (value: unknown) => string | undefined): number[] {
  const port = /(?:^|:)(\d{1,5})(?:\/(?:tcp|udp))?$/.exec(text(value) ?? '')?.[1];
  return port === undefined ? [] : [Number(port)];
}
