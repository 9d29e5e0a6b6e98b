import {existsSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {UserError} from './errors.ts';

/** The package's own folder: where its prompts/, skills/, exercises/ and package.json lie, run from src/ or from dist/. */
export const packageRoot: string = findRoot(dirname(fileURLToPath(import.meta.url)));

function findRoot(start: string): string {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) {
      throw new UserError('The files that belong to eventcoach are missing.', 'Install eventcoach again.');
    }
  }
}
