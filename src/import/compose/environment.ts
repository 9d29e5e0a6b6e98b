import type {Artefact} from '../artefact.ts';
import {environmentFile} from './dot-env.ts';
import {isExample} from './file-names.ts';
import type {Lookup} from './interpolate.ts';

/** The variables that compose files are filled in with, and the example that stood in for a file that is not there. */
export interface ProjectEnvironment {
  readonly lookup: Lookup;
  readonly example: string | undefined;
}

/** The file that Compose reads, then what projects publish in its place. */
const usual = ['.env', '.env.example', '.env.sample', '.env.template', '.env.dist'];

/**
 * The variables of the environment files among the artefacts, a later one over an earlier one; without any, those of the
 * `.env` (or its published example) beside the first compose file. The environment of this process plays no part, so that
 * the same files always come to the same system.
 */
export async function projectEnvironment(files: readonly Artefact[], compose: Artefact): Promise<ProjectEnvironment> {
  const read = [...files];
  for (const name of usual) {
    const beside = read.length === 0 ? await compose.beside(name) : undefined;
    if (beside) read.push(beside);
  }
  const variables = new Map<string, string>();
  for (const artefact of read)
    for (const [name, {value}] of environmentFile(await artefact.text(), (name) => variables.get(name)))
      variables.set(name, value);
  const [found] = files.length === 0 ? read : [];
  return {lookup: (name) => variables.get(name), example: found && isExample(found.name) ? found.name : undefined};
}
