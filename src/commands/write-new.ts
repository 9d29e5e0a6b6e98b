import {lstat, realpath} from 'node:fs/promises';
import {resolve} from 'node:path';
import {UserError} from '../errors.ts';
import {replaceFile} from '../workspace/replace-file.ts';
import type {Io} from './define-command.ts';

type Cwd = Pick<Io, 'cwd'>;

const otherName = 'Choose another name, or add --force to overwrite it.';

/** Writes a file of the user's at once or not at all; one that is there is overwritten only with `force`, and `hint` says what to do instead. */
export async function writeNew(
  io: Cwd,
  file: string,
  text: string,
  force: boolean,
  hint: string = otherName,
): Promise<void> {
  await writeAll(io, [{file, text: () => text}], force, hint);
}

/** Refuses at once what `writeNew` would refuse: a folder, or without `force` a file that is there. */
export async function checkFree({cwd}: Cwd, file: string, force: boolean, hint: string = otherName): Promise<void> {
  const there = await lstat(resolve(cwd, file)).catch(() => undefined);
  if (there?.isDirectory()) throw new UserError(`${file} is a folder; nothing was written.`, 'Name a file in it.');
  if (there && !force) throw new UserError(`${file} is there already; nothing was written.`, hint);
}

/** Writes several files, none of them if one is there already (without `force`) or two are the same; `undefined` is left out. */
export async function writeAll(
  {cwd}: Cwd,
  files: readonly ({readonly file: string; readonly text: () => string} | undefined)[],
  force: boolean,
  hint: string = otherName,
): Promise<void> {
  const wanted = files.filter((one) => one !== undefined);
  const paths = new Set<string>();
  for (const {file} of wanted) {
    const path = resolve(cwd, file);
    if (paths.has(path))
      throw new UserError(`${file} is named twice; nothing was written.`, 'Name two different files.');
    await checkFree({cwd}, file, force, hint);
    paths.add(path);
  }
  for (const {file, text} of wanted) await write(resolve(cwd, file), file, text());
}

async function write(path: string, file: string, text: string): Promise<void> {
  try {
    // Through a link, so that the link stays one.
    const there = await lstat(path).catch(() => undefined);
    await replaceFile(there ? await realpath(path) : path, text, 0o666);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${file} cannot be written (${code}); it was not changed.`,
      'Check the folder, its rights and the free space.',
    );
  }
}
