import type {Skill} from '../skill.ts';
import {diffText} from './diff-text.ts';
import {type OldVersion, oldTexts} from './history.ts';

/** Bringing back an old version: the files that differ from it, and what changes in each. Files that it did not have stay. */
export interface Revert {
  readonly from: string | null;
  readonly to: string | null;
  readonly files: readonly {
    readonly file: string;
    readonly before: string | null;
    readonly after: string;
    readonly diff: string;
  }[];
}

/** What bringing back `old` would change in a skill. */
export async function plannedRevert(skill: Skill, old: OldVersion): Promise<Revert> {
  const texts = await oldTexts(old);
  const files = texts.flatMap(({file, text: after}) => {
    const before = skill.texts.find((text) => text.file === file)?.text ?? null;
    return before === after ? [] : [{file, before, after, diff: diffText(file, before, after)}];
  });
  return {from: skill.version, to: old.version, files};
}
