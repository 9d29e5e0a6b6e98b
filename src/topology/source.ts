import {mostUnusual, tooUnusual} from './limits.ts';
import {failed, reading, readPlain, type Source} from './plain-source.ts';
import {partOf, yamlDocument} from './yaml-source.ts';

export type {Path} from './places.ts';
export type {Problem, Source} from './plain-source.ts';

/** Aliases may repeat this many values, and one more for every four characters of the file: enough for shared settings, too few for a bomb. */
const aliasBudget = 100_000;

/** Reads YAML or JSON. Duplicate keys, aliases that grow without end, tags and keys that are no text are problems. */
export function readSource(text: string): Source {
  const plain = readPlain(text);
  if (plain) return plain;
  if (text.length > mostUnusual) return failed(tooUnusual, {line: 1, column: 1});
  const {position, complain, duplicate, read} = reading(text);
  const sound = yamlDocument(text);
  if (!('document' in sound)) return failed(sound, position(sound.at));
  return read(partOf(sound.document, aliasBudget + text.length / 4, complain, duplicate));
}
