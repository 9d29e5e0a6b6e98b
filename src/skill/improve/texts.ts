import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {divide} from '../frontmatter.ts';
import {parseSkill, type Skill} from '../skill.ts';

/** The text of SKILL.md; a UserError where it could not be read. */
export function mainText(skill: Skill): string {
  const [first] = skill.texts;
  if (first?.file === skill.main) return first.text;
  const problem = skill.problems.find(({file}) => file === skill.main);
  throw new UserError(
    `${printableLine(`${skill.path}/${skill.main}`)} cannot be changed: ${problem?.message ?? 'it cannot be read.'}`,
    'Save it as UTF-8 text of at most 256 KB.',
  );
}

/** The text of one of a skill's files; empty where there is none. */
export function textOf({texts}: Skill, file: string): string {
  return texts.find((text) => text.file === file)?.text ?? '';
}

/** Where a text begins behind its byte order mark and front matter, whether or not it has any. */
export function bodyStart(text: string, file: string): number {
  return divide(text, file).bodyStart;
}

/** The skill as it is with other texts in some of its files. */
export function withTexts(skill: Skill, changed: readonly {readonly file: string; readonly after: string}[]): Skill {
  const texts = skill.texts.map(({file, text}) => ({
    file,
    text: changed.find((one) => one.file === file)?.after ?? text,
  }));
  return parseSkill({
    ...skill,
    texts,
    problems: skill.problems.filter(({file}) => !texts.some((text) => text.file === file)),
  });
}
