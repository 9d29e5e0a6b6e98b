import {existsSync} from 'node:fs';
import {resolve} from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import {UserError} from '../errors.ts';
import type {Io} from './define-command.ts';

/** Writes a file of the user's at once or not at all; one that is there is overwritten only with `force`. */
export async function writeNew({cwd}: Pick<Io, 'cwd'>, file: string, text: string, force: boolean): Promise<void> {
  const path = resolve(cwd, file);
  if (!force && existsSync(path))
    throw new UserError(
      `${file} is there already; nothing was written.`,
      'Choose another name, or add --force to overwrite it.',
    );
  try {
    await writeFileAtomic(path, text, {encoding: 'utf8'});
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    throw new UserError(
      `${file} cannot be written (${code ?? 'unknown reason'}); nothing was changed.`,
      'Check the folder, its rights and the free space.',
    );
  }
}
