import {mostProblems, mostUnusual, Refused, tooUnusual} from './limits.ts';
import type {Part} from './parts.ts';
import {type Locate, locator, type Path, type Position, positions} from './places.ts';
import {shown} from './shown.ts';
import {readSimpleYaml} from './simple-yaml.ts';
import {partOf, yamlDocument} from './yaml-source.ts';

export type {Path} from './places.ts';

/** Something wrong in a file: what, what to do next, and where (lines and columns count from 1). */
export interface Problem {
  readonly message: string;
  readonly hint: string;
  readonly path: Path;
  readonly line: number;
  readonly column: number;
}

/** A YAML or JSON text as plain data (mappings that inherit nothing) with the place of every part. */
export interface Source {
  readonly data: unknown;
  readonly problems: readonly Problem[];
  readonly locate: Locate;
}

/** Aliases may repeat this many values, and one more for every four characters of the file: enough for shared settings, too few for a bomb. */
const aliasBudget = 100_000;
const start = {line: 1, column: 1} as const;

/** Reads YAML or JSON. Duplicate keys, aliases that grow without end, tags and keys that are no text are problems. */
export function readSource(text: string): Source {
  if (text.trim() === '') {
    const hint = '"eventcoach new FILE" writes a starter to begin with.';
    return failed({message: 'the file is empty', hint}, start);
  }
  const position = positions(text);
  const problems: Problem[] = [];
  const complain = (path: Path, message: string, hint: string, at: number) => {
    if (problems.length < mostProblems) problems.push({message, hint, path, ...position(at)});
  };
  const duplicate = (path: Path, at: number) =>
    complain(path, `the key "${shown(path.at(-1))}" stands here twice`, 'Keep one of the two.', at);
  const read = ({data, place}: Part): Source => ({data, problems, locate: locator(place, position)});

  try {
    const simple = readSimpleYaml(text, duplicate);
    if (simple) return read(simple);
  } catch (error) {
    if (error instanceof Refused) return failed(error.sentence, position(error.at));
    throw error;
  }
  problems.length = 0;
  if (text.length > mostUnusual) return failed(tooUnusual, start);
  const sound = yamlDocument(text);
  if (!('document' in sound)) return failed(sound, position(sound.at));
  return read(partOf(sound.document, aliasBudget + text.length / 4, complain, duplicate));
}

function failed({message, hint}: {message: string; hint: string}, {line, column}: Position): Source {
  return {data: undefined, problems: [{message, hint, path: [], line, column}], locate: () => ({line, column})};
}
