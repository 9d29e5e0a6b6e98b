import {divide, type FrontMatter} from './frontmatter.ts';
import type {Problem} from './problem.ts';
import {aboutTokens} from './tokens.ts';

/** What was read of a skill's folder. Paths are relative to it and use `/`. */
export interface SkillFolder {
  /** The folder as the user would name it. */
  readonly path: string;
  /** The folder's own name. */
  readonly name: string;
  /** SKILL.md (or skill.md) and references/*.md, with their texts; SKILL.md first. */
  readonly texts: readonly {readonly file: string; readonly text: string}[];
  /** Every file of the folder, also those that were not read. */
  readonly files: readonly string[];
  /** What could not be read, and why. */
  readonly problems: readonly Problem[];
  /** The text of evals/accepted.yaml, where there is one. */
  readonly accepted?: string | undefined;
}

/** A skill: its folder, with the front matter of SKILL.md taken apart. */
export interface Skill extends SkillFolder {
  /** `SKILL.md` as the folder spells it. */
  readonly main: string;
  readonly front: FrontMatter;
  /** Offset in SKILL.md at which the front matter ends. */
  readonly bodyStart: number;
  /** From the front matter; the folder's name, or null, where it says nothing usable. */
  readonly title: string;
  readonly version: string | null;
  readonly description: string;
  /** About how many tokens SKILL.md has, see `aboutTokens`. */
  readonly tokens: number;
}

/** The skill in a folder that was read. What is wrong with it are problems, not errors. */
export function parseSkill(folder: SkillFolder): Skill {
  const first = folder.texts[0];
  const main = first && /^skill\.md$/i.test(first.file) ? first : {file: 'SKILL.md', text: ''};
  const {front, bodyStart, problems} =
    main.text === '' && first !== main ? {front: new Map(), bodyStart: 0, problems: []} : divide(main.text, main.file);
  const metadata = front.get('metadata');
  return {
    ...folder,
    problems: [...folder.problems, ...problems],
    main: main.file,
    front,
    bodyStart,
    title: textOf(front, 'name') ?? folder.name,
    version: metadata?.kind === 'map' ? (textOf(metadata.entries, 'version') ?? null) : null,
    description: textOf(front, 'description') ?? '',
    tokens: aboutTokens(main.text),
  };
}

/** A skill that consists of one text, such as an answer of an exercise; its folder is taken to have the right name. */
export function skillFromText(text: string): Skill {
  const name = textOf(divide(text, 'SKILL.md').front, 'name') ?? 'skill';
  return parseSkill({path: name, name, texts: [{file: 'SKILL.md', text}], files: ['SKILL.md'], problems: []});
}

/** The text under a key, if it is one. */
export function textOf(front: FrontMatter, key: string): string | undefined {
  const value = front.get(key);
  return value?.kind === 'text' ? value.text : undefined;
}
