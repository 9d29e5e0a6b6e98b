import {availableMemory} from 'node:process';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import type {ImportRun} from '../format.ts';
import type {FileArtefact} from './read-files.ts';

/** What this program holds of traces in memory, as a share of the file's size: a third, and some room. */
const share = 0.5;

/**
 * The files that chDB is to read, or undefined where this program reads them itself: as the user said, else where they lie on
 * disk and would not fit into memory. Throws a UserError where chDB is asked for what is no file.
 */
export function filesForChdb(
  artefacts: readonly Artefact[],
  {engine}: Pick<ImportRun, 'engine'>,
): readonly FileArtefact[] | undefined {
  if (engine === 'memory') return undefined;
  const files = artefacts.filter(isFile);
  const stream = artefacts.find((artefact) => !isFile(artefact));
  if (engine === 'chdb') {
    if (stream)
      throw new UserError(
        `${printableLine(stream.name)} is no file: chDB reads files.`,
        'Save it to a file first, or leave --engine out.',
      );
    return files;
  }
  const size = files.reduce((sum, file) => sum + (file.size ?? 0), 0);
  return stream || size * share <= availableMemory() ? undefined : files;
}

function isFile(artefact: Artefact): artefact is FileArtefact {
  return artefact.path !== undefined;
}
