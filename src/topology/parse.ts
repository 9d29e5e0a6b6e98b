import {checkTopology, type Parsed} from './check.ts';
import {readSource} from './source.ts';

/** The topology that a YAML or JSON text describes, strictly: problems carry line and column. */
export function parseTopology(text: string): Parsed {
  const source = readSource(text);
  return source.problems.length > 0
    ? {topology: undefined, problems: source.problems}
    : checkTopology(source.data, source.locate);
}
