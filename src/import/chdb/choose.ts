import {availableMemory} from 'node:process';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import type {ImportRun} from '../format.ts';
import type {FileArtefact} from './read-files.ts';

/** What this program holds of the traces that it takes, as a share of the file's size: a quarter (1.2 GB of 5), and some room. */
const share = 0.35;

/** How many times larger OTLP JSON is than what gzip makes of it: 15 in our trial. */
const unpacking = 15;

/** About how many bytes of traces a file holds. */
export function sizeOf({size, packed = 0}: Pick<Artefact, 'size' | 'packed'>): number {
  return size ?? packed * unpacking;
}

/**
 * The files that chDB is to read, or undefined where this program reads them itself: as the user said, else where they lie on
 * disk and would not fit into memory. Throws a UserError where chDB is asked for what is no file.
 */
export function filesForChdb(
  artefacts: readonly Artefact[],
  {engine, sample}: Pick<ImportRun, 'engine' | 'sample'>,
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
  const size = files.reduce((sum, file) => sum + sizeOf(file), 0);
  return stream || (size * share) / sample <= availableMemory() ? undefined : files;
}

function isFile(artefact: Artefact): artefact is FileArtefact {
  return artefact.path !== undefined;
}
