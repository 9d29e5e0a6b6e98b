import {namedSkill, packagedSkill, theSkill} from '../skill/find-skill.ts';
import {loadSkill} from '../skill/load.ts';

/** Characters of a skill that go with a question: what an expert would have read, and a prompt that still fits on a clipboard. */
const longest = 34_000;

interface SkillFile {
  readonly file: string;
  readonly text: string;
}

/** The user's skill, else the one that comes along, as one text: SKILL.md, then its references as far as there is room. */
export async function skillText(cwd: string, named: string | undefined): Promise<string> {
  const place = named === undefined ? ((await theSkill(cwd)) ?? packagedSkill) : namedSkill(cwd, named);
  const {texts} = await loadSkill(place.path, place.shown);
  return joinedSkill(texts);
}

/**
 * SKILL.md (the first file) whole, and the references in the order in which it names them (those that it does not name last)
 * until there is no room; the rest is named, so that nobody takes it for missing.
 */
export function joinedSkill([main, ...references]: readonly SkillFile[]): string {
  if (!main) return '';
  const mentioned = ({file}: SkillFile) => {
    const at = main.text.indexOf(file);
    return at === -1 ? Number.POSITIVE_INFINITY : at;
  };
  const ordered = [...references].sort((a, b) => (mentioned(a) === mentioned(b) ? 0 : mentioned(a) - mentioned(b)));
  const parts = [written(main)];
  const left: string[] = [];
  let room = longest - main.text.length;
  for (const one of ordered) {
    if (one.text.length > room) left.push(one.file);
    else {
      parts.push(written(one));
      room -= one.text.length;
    }
  }
  if (left.length > 0) parts.push(`(Not included for length: ${left.join(', ')}.)`);
  return parts.join('\n\n');
}

const written = ({file, text}: SkillFile) => `# ${file}\n\n${text}`;
