import {mostProblems, Refused} from './limits.ts';
import type {Part} from './parts.ts';
import {type Locate, locator, type Path, type Position, positions} from './places.ts';
import {shown} from './shown.ts';
import {readSimpleYaml} from './simple-yaml.ts';

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

/** Collects what is wrong with a text, and makes a source of what was read. */
export function reading(text: string) {
  const position = positions(text);
  const problems: Problem[] = [];
  const complain = (path: Path, message: string, hint: string, at: number) => {
    if (problems.length < mostProblems) problems.push({message, hint, path, ...position(at)});
  };
  const duplicate = (path: Path, at: number) =>
    complain(path, `the key "${shown(path.at(-1))}" stands here twice`, 'Keep one of the two.', at);
  const read = ({data, place}: Part): Source => ({data, problems, locate: locator(place, position)});
  return {position, complain, duplicate, read};
}

/**
 * Reads plain YAML and JSON, without the library that reads all of it; undefined where that is needed. Duplicate keys
 * and what is too deep are problems.
 */
export function readPlain(text: string): Source | undefined {
  if (text.trim() === '') {
    const hint = '"eventcoach new FILE" writes a starter to begin with.';
    return failed({message: 'the file is empty', hint}, {line: 1, column: 1});
  }
  const {position, duplicate, read} = reading(text);
  try {
    const simple = readSimpleYaml(text, duplicate);
    return simple && read(simple);
  } catch (error) {
    if (error instanceof Refused) return failed(error.sentence, position(error.at));
    throw error;
  }
}

/** A source of which nothing was read. */
export function failed({message, hint}: {message: string; hint: string}, {line, column}: Position): Source {
  return {data: undefined, problems: [{message, hint, path: [], line, column}], locate: () => ({line, column})};
}
