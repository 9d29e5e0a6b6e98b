import {type Problem, warning} from './problem.ts';
import type {Skill} from './skill.ts';
import {words} from './words.ts';

/** Two descriptions of which so much is shared leave an agent to guess which skill is meant. */
const tooMuch = 0.6;

/** Words of every description; they tell no skill from another. */
const common = new Set(
  'a an and are as at be by for from in is it its of on or that the this to use when with not no skill skills'.split(
    ' ',
  ),
);

/** Skills of one library whose descriptions share most of their words, told at the later one. */
export function overlappingDescriptions(
  skills: readonly Skill[],
): readonly {readonly skill: Skill; readonly problem: Problem}[] {
  const subjects = skills.map(
    (skill) =>
      new Set(
        words(skill.description)
          .map(({text}) => text)
          .filter((w) => !common.has(w)),
      ),
  );
  return skills.flatMap((skill, i) =>
    skills.slice(0, i).flatMap((other, j) => {
      const shared = share(subjects[i]!, subjects[j]!);
      if (shared < tooMuch) return [];
      const line = skill.front.get('description')?.line ?? 1;
      const message = `The description shares ${Math.round(shared * 100)} % of its words with that of ${other.title}; an agent cannot tell which of the two is meant.`;
      return [{skill, problem: warning(skill.main, line, message)}];
    }),
  );
}

/** How much of the smaller set is in the other one, 0 to 1. */
function share(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const smaller = Math.min(a.size, b.size);
  return smaller === 0 ? 0 : [...a].filter((word) => b.has(word)).length / smaller;
}
