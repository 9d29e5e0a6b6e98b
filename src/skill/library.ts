import {stat} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {isSkill, namedSkill, type Place, skillsIn} from './find-skill.ts';
import {builtInRubric, loadRubric} from './load-rubric.ts';
import {comparable, holds} from './pattern.ts';
import type {Rubric} from './rubric.ts';
import type {Skill} from './skill.ts';
import {words} from './words.ts';

/** The skills that the user named: each DIR is a skill, or holds skills directly or in skills/. */
export async function namedSkills(cwd: string, named: readonly string[]): Promise<readonly Place[]> {
  const found: Place[] = [];
  for (const name of named) {
    const place = namedSkill(cwd, name);
    const inside = (await isSkill(place.path))
      ? [place]
      : [...(await skillsIn(cwd, place.path)), ...(await skillsIn(cwd, join(place.path, 'skills')))];
    if (inside.length === 0 && !(await stat(place.path).catch(() => undefined))?.isDirectory()) {
      throw new UserError(`${printableLine(name)}: there is no such folder.`, 'Name the folder that holds SKILL.md.');
    }
    if (inside.length === 0) {
      throw new UserError(
        `${printableLine(name)}: there is no SKILL.md in it, nor in a folder below it.`,
        'Name the folder of a skill, or one that holds skills.',
      );
    }
    found.push(...inside.filter(({path}) => found.every((other) => other.path !== path)));
  }
  return found;
}

/** The rubric for a skill: the one that was asked for, else its own (evals/rubric.yaml), else the built-in one if it fits. */
export async function rubricFor(skill: Skill, {path}: Place, asked: Rubric | undefined): Promise<Rubric | undefined> {
  if (asked) return asked;
  const own = 'evals/rubric.yaml';
  if (skill.files.includes(own)) return loadRubric(join(path, 'evals', 'rubric.yaml'), `${skill.path}/${own}`);
  const builtIn = await builtInRubric();
  return fits(skill, builtIn) ? builtIn : undefined;
}

/** Is a skill, by its name and description, one that the rubric is for? */
export function fits({title, description}: Skill, {name, fits: subjects, lists}: Rubric): boolean {
  if (title === name) return true;
  const text = comparable(words(`${title.replaceAll('-', ' ')}. ${description}`), lists);
  return subjects.filter((subject) => holds(subject, text)).length >= 2;
}
