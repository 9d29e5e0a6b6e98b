import {lstat, realpath} from 'node:fs/promises';
import {resolve} from 'node:path';
import {UserError} from '../errors.ts';
import {replaceFile} from '../workspace/replace-file.ts';
import type {Io} from './define-command.ts';

/** Writes a file of the user's at once or not at all; one that is there is overwritten only with `force`. */
export async function writeNew({cwd}: Pick<Io, 'cwd'>, file: string, text: string, force: boolean): Promise<void> {
  const path = resolve(cwd, file);
  const there = await lstat(path).catch(() => undefined);
  if (there?.isDirectory()) throw new UserError(`${file} is a folder; nothing was written.`, 'Name a file in it.');
  if (there && !force) {
    throw new UserError(
      `${file} is there already; nothing was written.`,
      'Choose another name, or add --force to overwrite it.',
    );
  }
  try {
    // Through a link, so that the link stays one.
    await replaceFile(there ? await realpath(path) : path, text, 0o666);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${file} cannot be written (${code}); nothing was changed.`,
      'Check the folder, its rights and the free space.',
    );
  }
}
