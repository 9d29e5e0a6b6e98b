import {createHash} from 'node:crypto';
import type {Skill} from '../skill.ts';
import {aboutTokens} from '../tokens.ts';

/** What a run is about: no skill, the old one, the new one. */
export const armNames = ['none', 'old', 'new'] as const;
export type ArmName = (typeof armNames)[number];

/** What of a skill the model gets: SKILL.md, all of its texts, or SKILL.md and the rest when it asks for it. */
export const contexts = ['body', 'all', 'on-demand'] as const;
export type Context = (typeof contexts)[number];

interface SkillText {
  readonly file: string;
  readonly text: string;
}

/** One side of the comparison. */
export interface Arm {
  readonly name: ArmName;
  /** What is in front of the model from the beginning; none without a skill. */
  readonly given: readonly SkillText[];
  /** What it may ask for by name; nothing else can be read. */
  readonly offered: readonly SkillText[];
  /** Hash of everything that the model may see; the same for a copy, wherever it lies. */
  readonly hash: string;
  /** About how many tokens `given` has. */
  readonly tokens: number;
}

/** What shows the difference of two skills at the least cost: all texts where references differ, else SKILL.md alone. */
export function usualContext(old: Skill, fresh: Skill): Context {
  const [before, after] = [old, fresh].map(({texts}) => JSON.stringify(texts.slice(1)));
  return before === after ? 'body' : 'all';
}

/** The arm of a skill under a context; without a skill the arm that has none. */
export function armOf(name: ArmName, skill: Skill | undefined, context: Context): Arm {
  const texts = skill === undefined ? [] : skill.texts;
  const [main, ...references] = texts;
  const given = main === undefined ? [] : context === 'all' ? texts : [main];
  const offered = context === 'on-demand' ? references : [];
  const hash =
    skill === undefined
      ? 'none'
      : createHash('sha256')
          .update(JSON.stringify([context, given, offered]))
          .digest('hex')
          .slice(0, 16);
  return {name, given, offered, hash, tokens: given.reduce((sum, {text}) => sum + aboutTokens(text), 0)};
}
