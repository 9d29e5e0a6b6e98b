import {lstat, readFile, realpath} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {packageRoot} from '../../root.ts';
import type {Place} from '../find-skill.ts';
import {installedFrom} from '../install/record.ts';
import type {Skill} from '../skill.ts';

/**
 * The folder of a skill that may be changed, without links. Refused, with what to do instead: the skill that comes with
 * eventcoach, a link, a folder that a link leads out of the working directory to, an installed copy that a lock file or a
 * record of eventcoach tracks, and what is read-only.
 */
export async function writableRoot({path, shown}: Place, skill: Skill, cwd: string): Promise<string> {
  const name = printableLine(shown);
  const real = await realpath(path);
  if ((await lstat(path)).isSymbolicLink()) {
    throw refused(`${name} is a link to another folder`, `Change the skill itself: --skill ${shownFrom(cwd, real)}`);
  }
  if (isWithin(resolve(cwd, path), resolve(cwd)) && !isWithin(real, await realpath(cwd))) {
    throw refused(
      `${name} lies behind a link that leads out of this folder`,
      `Name the skill itself: --skill ${printableLine(real)}`,
    );
  }
  if (isWithin(real, await realpath(join(packageRoot, 'skills')).catch(() => packageRoot))) {
    throw refused(
      `${name} comes with eventcoach and is never changed`,
      'Begin one of your own with: eventcoach skill init   or copy that folder to skills/ of your project.',
    );
  }
  const source = (await lockedSource(real)) ?? (await installedFrom(real));
  if (source !== undefined) {
    throw refused(
      `${name} is an installed copy: the next update of it would take the change away`,
      `Change its source instead, ${printableLine(source)}, and install that again.`,
    );
  }
  await assertWritable(real, skill, name);
  return real;
}

async function assertWritable(root: string, skill: Skill, name: string): Promise<void> {
  const files = skill.texts.map(({file}) => file);
  for (const part of ['.', ...new Set(files.map((file) => dirname(file))), ...files]) {
    const status = await lstat(join(root, part));
    const shown = part === '.' ? name : `${name}/${printableLine(part)}`;
    if (status.isSymbolicLink()) throw refused(`${shown} is a link`, 'Put the file itself there.');
    // The bits, because root may write everywhere and means no harm to a file that somebody has closed.
    if ((status.mode & 0o222) === 0)
      throw refused(
        `${shown} is read-only`,
        `Give yourself the right to write it, or name another skill: --skill DIR.`,
      );
  }
}

/** Where a copy below a folder such as .agents/skills/ or .claude/skills/ came from, if a lock file of an installer says so. */
async function lockedSource(root: string): Promise<string | undefined> {
  const [name, skills, client] = [basename(root), dirname(root), dirname(dirname(root))];
  if (basename(skills) !== 'skills' || !basename(client).startsWith('.')) return undefined;
  const project = dirname(client);
  for (const lock of [join(project, 'skills-lock.json'), join(project, '.agents', '.skill-lock.json')]) {
    const text = await readFile(lock, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const entry = entryOf(text, name, lock);
    if (entry === undefined) continue;
    const {source} = entry as {readonly source?: unknown};
    return typeof source === 'string' ? source : `as ${lock} names it`;
  }
  return undefined;
}

function entryOf(text: string, name: string, lock: string): unknown {
  try {
    const {skills} = JSON.parse(text) as {readonly skills?: Readonly<Record<string, unknown>>};
    const entry = skills && Object.hasOwn(skills, name) ? skills[name] : undefined;
    return typeof entry === 'object' && entry !== null ? entry : undefined;
  } catch {
    throw refused(
      `${printableLine(lock)} cannot be read, and it may track this copy`,
      'Mend that file, or change the source of the skill.',
    );
  }
}

function refused(says: string, hint: string): UserError {
  return new UserError(`${says}; nothing was written.`, hint);
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function shownFrom(cwd: string, path: string): string {
  const below = relative(cwd, path);
  return printableLine(below === '' || below.startsWith('..') ? path : below);
}
