import {cutAtWord} from '../cut-at-word.ts';
import {type AcceptedQuote, acceptedEvidence} from './accept/accepted-evidence.ts';
import {type Judgement, judge} from './evidence.ts';
import {type Problem, warning} from './problem.ts';
import type {SkillText} from './reading.ts';
import type {Rubric} from './rubric.ts';
import type {Quote} from './runs.ts';
import type {Skill} from './skill.ts';
import {specProblems} from './spec.ts';

/** What a check finds out about one skill; the JSON of `skill check`. */
export interface SkillCheck {
  readonly skill: {
    readonly name: string;
    readonly version: string | null;
    readonly path: string;
    /** About how many SKILL.md has. */
    readonly tokens: number;
  };
  readonly problems: readonly Problem[];
  readonly criteria: readonly {
    readonly id: string;
    readonly title: string;
    readonly met: boolean;
    /** The passages that meet it, those that a reviewer accepted last. */
    readonly evidence: readonly Quote[];
    /** Those of them that count because a reviewer accepted them. */
    readonly accepted: readonly AcceptedQuote[];
    /** May a passage meet it, so that a person has to judge? Then it counts as not met. */
    readonly unsure: boolean;
    /** The passages that may. */
    readonly perhaps: readonly Quote[];
  }[];
  /** The ids of the criteria that are not met. */
  readonly gaps: readonly string[];
  /** The share of criteria that are met, 0 to 1; null where no rubric fits. */
  readonly coverage: number | null;
  /** The model that judged the criteria, where one did. */
  readonly critic?: {readonly name: string; readonly model: string | null};
}

/** Checks a skill against the format and, where a rubric is given, looks for evidence of each of its criteria. */
export function checkSkill(skill: Skill, rubric: Rubric | undefined): SkillCheck {
  const {judgements, leftOut} = rubric === undefined ? {judgements: [], leftOut: 0} : judge(textsOf(skill), rubric);
  const tooMuch =
    leftOut > 0 ? [warning(skill.main, 1, `The skill is too long: ${leftOut} sentences were not looked at.`)] : [];
  return checkOf(skill, judgements, tooMuch);
}

/** The check of a skill whose criteria were judged; `remarks` come after what is wrong with its files. */
export function checkOf(skill: Skill, judgements: readonly Judgement[], remarks: readonly Problem[] = []): SkillCheck {
  const reviewed = acceptedEvidence(
    skill,
    judgements.map(({criterion}) => criterion),
  );
  const criteria = judgements.map(({criterion: {id, title}, evidence: found, unsure}) => {
    const accepted = reviewed.counted.get(id) ?? [];
    const evidence = [...found, ...accepted.map(({file, line, quote}) => ({file, line, quote}))];
    const met = evidence.length > 0;
    const perhaps = met ? [] : unsure;
    return {id, title, met, evidence, accepted, unsure: perhaps.length > 0, perhaps};
  });
  const opposite = judgements.flatMap(({criterion, refuted}) =>
    refuted.map(({file, line, quote}) =>
      warning(file, line, `This says the opposite of "${criterion.title}": ${cutAtWord(quote, 160)}`),
    ),
  );
  const met = criteria.filter((criterion) => criterion.met).length;
  return {
    skill: {name: skill.title, version: skill.version, path: skill.path, tokens: skill.tokens},
    problems: [...specProblems(skill), ...opposite, ...reviewed.problems, ...remarks],
    criteria,
    gaps: criteria.filter((criterion) => !criterion.met).map(({id}) => id),
    coverage: criteria.length === 0 ? null : met / criteria.length,
  };
}

/** The gaps among the criteria that `lesson` asks for. */
export function requiredGaps({gaps}: SkillCheck, rubric: Rubric, lesson: 'first' | 'all'): readonly string[] {
  const asked = new Set(rubric.criteria.filter((c) => lesson === 'all' || c.lesson === lesson).map(({id}) => id));
  return gaps.filter((id) => asked.has(id));
}

/** What a skill says, by file; the front matter left out. */
export function textsOf({texts: all, main, bodyStart}: Skill): readonly SkillText[] {
  return all.map(({file, text}) => ({file, text, from: file === main ? bodyStart : 0}));
}
