import type {Setting} from '../manifest/workload.ts';
import {environmentFile} from './dot-env.ts';
import type {Lookup} from './interpolate.ts';
import type {ComposeModel} from './load.ts';
import type {ServicePart} from './service-part.ts';

/** What the environment files of one service say. */
export interface FromEnvironmentFiles {
  readonly settings: ReadonlyMap<string, Setting>;
  readonly files: ReadonlySet<string>;
  /** Files that must be there and are not, or may not be read because they lie outside the project's folder. */
  readonly missing: readonly string[];
  readonly outside: readonly string[];
}

/** The variables of a service's `env_file`s by name, a later file over an earlier one, and the files that are not there. */
export async function fromEnvironmentFiles(
  {environmentFiles}: ServicePart,
  model: ComposeModel,
  lookup: Lookup,
): Promise<FromEnvironmentFiles> {
  const settings = new Map<string, Setting>();
  const files = new Set<string>();
  const missing: string[] = [];
  const outside: string[] = [];
  for (const {path, from, line, required} of environmentFiles) {
    const artefact = await model.files.get(from)?.beside(path);
    if (artefact === undefined) {
      if (required) (/^(?:[/\\~]|[a-z]:)/i.test(path) ? outside : missing).push(`${path} (${from}:${line})`);
      continue;
    }
    files.add(artefact.name);
    for (const [name, entry] of environmentFile(await artefact.text(), lookup))
      settings.set(name, {
        name,
        value: entry.value,
        file: artefact.name,
        line: entry.line,
        rule: `environment ${name}`,
      });
  }
  return {settings, files, missing, outside};
}
