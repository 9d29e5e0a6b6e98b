import {readdir, realpath, stat} from 'node:fs/promises';
import {basename, dirname, join, relative, resolve, sep} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';

/** Where skills are looked for, in the working directory. */
const places = ['skills', join('.claude', 'skills'), join('.agents', 'skills')];

/** A skill's folder: absolute, and as it is shown to the user. */
export interface Place {
  readonly path: string;
  readonly shown: string;
}

/** The skill that comes with eventcoach: for reading, never for writing. */
export const packagedSkill: Place = {
  path: join(packageRoot, 'skills', 'kafka-events'),
  shown: 'skills/kafka-events of eventcoach',
};

/** The folder that the user named, which may also be the SKILL.md in it. */
export function namedSkill(cwd: string, named: string): Place {
  const path = resolve(cwd, named);
  const folder = /^skill\.md$/i.test(basename(path)) ? dirname(path) : path;
  return {path: folder, shown: shownFrom(cwd, folder)};
}

/**
 * The one skill of the working directory, under skills/, .claude/skills/ or .agents/skills/; undefined when there is
 * none, a UserError that lists them when there are several. A link to a skill found already is not a second one, nor is
 * a copy of that name: what lies in skills/ is the source.
 */
export async function theSkill(cwd: string): Promise<Place | undefined> {
  const found = new Map<string, Place>();
  for (const place of places) {
    for (const skill of await skillsIn(cwd, join(cwd, place))) {
      const real = await realpath(skill.path);
      const isCopy =
        place !== places[0] && [...found.values()].some(({path}) => basename(path) === basename(skill.path));
      if (!found.has(real) && !isCopy) found.set(real, skill);
    }
  }
  const skills = [...found.values()];
  if (skills.length > 1) {
    throw new UserError(
      `There are ${skills.length} skills here: ${skills.map(({shown}) => printableLine(shown)).join(', ')}.`,
      'Say which one: --skill DIR, or for good: eventcoach config set skill DIR',
    );
  }
  return skills[0];
}

/** Every skill in the places of the working directory where skills are looked for, links and copies among them. */
export async function skillsHere(cwd: string): Promise<readonly Place[]> {
  return (await Promise.all(places.map((place) => skillsIn(cwd, join(cwd, place))))).flat();
}

/** The skills directly below a folder, by name; none when there is no such folder. */
export async function skillsIn(cwd: string, folder: string): Promise<readonly Place[]> {
  const names = await readdir(folder).catch(() => []);
  const skills: Place[] = [];
  for (const name of names
    .filter((one) => !one.startsWith('.'))
    .sort()
    .slice(0, 500)) {
    const path = join(folder, name);
    if (await isSkill(path)) skills.push({path, shown: shownFrom(cwd, path)});
  }
  return skills;
}

/** Does the folder hold a SKILL.md? */
export async function isSkill(path: string): Promise<boolean> {
  for (const name of ['SKILL.md', 'skill.md']) {
    if ((await stat(join(path, name)).catch(() => undefined))?.isFile()) return true;
  }
  return false;
}

/** No skill where one is needed. */
export function noSkill(): UserError {
  return new UserError(
    `There is no skill in ${places.map((place) => place.split(sep).join('/')).join('/, ')}/.`,
    'Write a first one with: eventcoach skill init   or name one: --skill DIR.',
  );
}

function shownFrom(cwd: string, path: string): string {
  const below = relative(cwd, path);
  if (below === '') return '.';
  return below.startsWith('..') ? path : below.split(sep).join('/');
}
