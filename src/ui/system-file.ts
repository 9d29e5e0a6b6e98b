import {readFile} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {replaceFile} from '../workspace/replace-file.ts';
import {rewritten} from '../workspace/rewritten-file.ts';

/** The topology file of the system that a learner describes, in the working directory. */
export const systemFile = 'my-system.topology.yaml';

/** What it says; undefined where there is none. */
export async function readSystem(cwd: string): Promise<string | undefined> {
  try {
    return await readFile(join(cwd, systemFile), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw new UserError(
      `${systemFile} cannot be read (${(error as NodeJS.ErrnoException).code}).`,
      'Check the file and its rights.',
    );
  }
}

/** Writes the file anew; `before` is what it said when it was read, and a change of somebody else stays: then a UserError says so. */
export async function writeSystem(cwd: string, before: string | undefined, text: string): Promise<void> {
  if ((await readSystem(cwd)) !== undefined) {
    return rewritten({cwd}, systemFile, before ?? '', 'go back and open the form again.')(text);
  }
  try {
    await replaceFile(join(cwd, systemFile), text, 0o666);
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new UserError(
      `${systemFile} cannot be written (${code}).`,
      'Check the folder, its rights and the free space.',
    );
  }
}
