import type {Origin} from '../draft.ts';
import {type Fields, field, fieldsOf} from '../fields.ts';
import {decoded, type Path, type SpecFile} from './spec-files.ts';

/** A part of a specification, with where it stands once references are followed. */
export interface Spot {
  readonly file: SpecFile;
  readonly path: Path;
  readonly value: unknown;
}

/** References that lead to references: more is a circle. */
const longestChain = 50;

/** The whole of a file. */
export function rootSpot(file: SpecFile): Spot {
  return {file, path: [], value: file.data};
}

/** What stands at `keys` below `spot`, with every reference on the way followed; undefined where there is nothing. */
export function spotAt(spot: Spot | undefined, ...keys: Path): Spot | undefined {
  let at = spot && followed(spot);
  for (const key of keys) {
    const value = at && (Array.isArray(at.value) ? at.value[Number(key)] : field(fieldsOf(at.value), String(key)));
    if (at === undefined || value === undefined || value === null) return undefined;
    at = followed({file: at.file, path: [...at.path, key], value});
  }
  return at;
}

/** Every part of a mapping or a list, by its key, with references followed; parts that lead nowhere are left out. */
export function spotsIn(spot: Spot | undefined): readonly (readonly [string, Spot])[] {
  const at = spot && followed(spot);
  if (!at || typeof at.value !== 'object' || at.value === null) return [];
  return Object.keys(at.value).flatMap((key): [string, Spot][] => {
    const inner = spotAt(at, key);
    return inner ? [[key, inner]] : [];
  });
}

/** The mapping at a spot. */
export function fieldsAt(spot: Spot | undefined): Fields | undefined {
  return fieldsOf(spot?.value);
}

/** The text at `keys` below `spot`; undefined where there is another thing or nothing in it. */
export function textAt(spot: Spot | undefined, ...keys: Path): string | undefined {
  const value = spotAt(spot, ...keys)?.value;
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** The name under which a part stands, wherever a reference to it led. */
export function keyOf(spot: Spot): string {
  return String(spot.path.at(-1) ?? '');
}

/** Where a spot stands, for the origin of what was read there. */
export function originAt(spot: Spot, rule: string, confidence: Origin['confidence'] = 'sure'): Origin {
  return {file: spot.file.name, line: spot.file.lineOf(spot.path), rule, confidence};
}

function followed(spot: Spot): Spot | undefined {
  let at: Spot | undefined = spot;
  for (let i = 0; i < longestChain && at; i += 1) {
    const reference = field(fieldsOf(at.value), '$ref');
    if (typeof reference !== 'string') return at;
    at = target(at.file, reference);
  }
  return undefined;
}

function target(from: SpecFile, reference: string): Spot | undefined {
  const hash = reference.indexOf('#');
  const path = hash < 0 ? reference : reference.slice(0, hash);
  const pointer = hash < 0 ? '' : decoded(reference.slice(hash + 1));
  const file = path === '' ? from : from.others.get(path);
  if (!file) return undefined;
  const keys = pointer
    .split('/')
    .slice(1)
    .map((key) => key.replace(/~1/g, '/').replace(/~0/g, '~'));
  let value: unknown = file.data;
  const walked: string[] = [];
  for (const key of keys) {
    value = Array.isArray(value) ? value[Number(key)] : field(fieldsOf(value), key);
    walked.push(key);
    // A reference through another one: `#/channels/a/messages/b` where channels/a is a reference itself.
    const through = field(fieldsOf(value), '$ref');
    if (typeof through === 'string' && walked.length < keys.length) {
      const next = jump(file, through, keys.slice(walked.length));
      return next;
    }
  }
  return value === undefined ? undefined : {file, path: walked, value};
}

function jump(file: SpecFile, through: string, rest: readonly string[]): Spot | undefined {
  const joined = `${through}${through.includes('#') ? '' : '#'}/${rest.map((key) => key.replace(/~/g, '~0').replace(/\//g, '~1')).join('/')}`;
  return {file, path: [], value: {$ref: joined}};
}
