import {access, constants} from 'node:fs/promises';
import {delimiter, join, resolve} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Io} from '../define-command.ts';

/** Where the program lies that would be started; a UserError where there is none. Windows adds endings: nothing is looked up there. */
export async function onPath(program: string, {env, cwd}: Pick<Io, 'env' | 'cwd'>): Promise<string> {
  if (process.platform === 'win32') return printableLine(program);
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const places = program.includes('/') ? [resolve(cwd, program)] : folders.map((folder) => join(folder, program));
  for (const place of places) {
    const found = await access(place, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (found) return printableLine(place);
  }
  throw new UserError(
    `There is no program ${printableLine(program)} that could be started.`,
    'Install it, or give its whole path behind "command:".',
  );
}
