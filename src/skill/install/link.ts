import {lstat, mkdir, readlink, realpath, rm, symlink} from 'node:fs/promises';
import {dirname, relative} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {errorCode} from '../../workspace/file-error.ts';

/** Does `path` lead to the folder `target` already? */
export async function leadsTo(path: string, target: string): Promise<boolean> {
  const [there, wanted] = await Promise.all([
    realpath(path).catch(() => undefined),
    realpath(target).catch(() => target),
  ]);
  return there !== undefined && there === wanted;
}

/** Is there a link at `path`, and where does it lead? */
export async function linkAt(path: string): Promise<string | undefined> {
  const status = await lstat(path).catch(() => undefined);
  return status?.isSymbolicLink() ? await readlink(path) : undefined;
}

/** Makes a relative link at `path` to the folder `target`; false where the system makes none. Nothing may be at `path`. */
export async function linked(path: string, target: string): Promise<boolean> {
  try {
    await mkdir(dirname(path), {recursive: true});
    // From where the folder really lies: .claude itself may be a link.
    await symlink(relative(await realpath(dirname(path)), await realpath(target)), path, 'dir');
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code !== undefined && ['EPERM', 'ENOSYS', 'ENOTSUP', 'EOPNOTSUPP', 'EACCES'].includes(code)) return false;
    if (code === undefined) throw error;
    throw new UserError(
      `${printableLine(path)} cannot be made (${code}).`,
      'Check the folder, its rights and the free space.',
    );
  }
}

/** Takes a link away; what is none stays. */
export async function unlinked(path: string): Promise<void> {
  if ((await linkAt(path)) !== undefined) await rm(path);
}
