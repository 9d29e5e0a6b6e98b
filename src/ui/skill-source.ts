import type {SkillCheck} from '../skill/check.ts';
import type {OldVersion} from '../skill/improve/history.ts';
import type {Patch} from '../skill/improve/patch.ts';
import type {Choices, PatchSection} from '../skill/improve/patched-files.ts';
import type {Revert} from '../skill/improve/revert.ts';
import type {Criterion} from '../skill/rubric.ts';
import type {Gap} from '../workspace/gap.ts';
import type {Editor} from './leaving-editor.ts';
import type {Message} from './message.ts';

/** Which skill the app works on, as its user says. */
export type SkillAnswer =
  | {readonly kind: 'named'; readonly folder: string}
  /** A first one is written. */
  | {readonly kind: 'starter'}
  /** The one that comes with the program is read until there is another. */
  | {readonly kind: 'packaged'};

/** A skill as a screen names it. */
export interface NamedSkill {
  readonly name: string;
  readonly version: string | null;
  /** The folder, as the user would name it. */
  readonly path: string;
  /** What its commands need to find it: ` --skill DIR`, or nothing. */
  readonly option: string;
  /** What its user should know of it. */
  readonly note: Message | undefined;
}

/** What the skill teaches; `ask`: the user has to say first which one it is, and why nothing else tells. */
export type ShownSkill =
  | {readonly kind: 'ask'; readonly why: string | undefined}
  | ({readonly kind: 'shown'} & CheckedSkill);

/** A skill with its check. */
export interface CheckedSkill {
  readonly skill: NamedSkill;
  readonly check: SkillCheck;
  /** What the criteria ask for. */
  readonly asks: readonly Pick<Criterion, 'id' | 'question' | 'why' | 'evidence'>[];
  /** How many recorded gaps are not closed. */
  readonly openGaps: number;
}

/** Passages for everything that a skill lacks. */
export interface SkillDraft {
  readonly skill: NamedSkill;
  readonly patch: Patch;
  readonly recorded: readonly Gap[];
}

/** The versions of a skill that were replaced, the latest first. */
export interface SkillHistory {
  readonly skill: NamedSkill;
  readonly versions: readonly OldVersion[];
  /** The gaps, closed ones among them, of which some were closed by a version. */
  readonly recorded: readonly Gap[];
}

/** A passage as somebody has written it, and why it cannot stand in a skill, if so. */
export interface EditedPassage {
  readonly text: string;
  readonly flaw: string | undefined;
}

/** Reads the user's skill and changes it. What the user can mend is a UserError. */
export interface SkillSource {
  readonly check: () => Promise<ShownSkill>;
  /** Keeps which skill it is; a starter is written. */
  readonly choose: (answer: SkillAnswer) => Promise<void>;
  readonly draft: () => Promise<SkillDraft>;
  /** What the choices change, section by section. */
  readonly preview: (draft: SkillDraft, choices: Choices) => Promise<readonly PatchSection[]>;
  /** Puts in what was accepted, all or nothing; resolves to what came of it, in words. */
  readonly write: (draft: SkillDraft, choices: Choices) => Promise<string>;
  /** The editor to edit a passage in; undefined where the user has named none. */
  readonly editor: () => Promise<Editor | undefined>;
  /** Lets the user edit a passage in the editor, which gets the terminal meanwhile. */
  readonly edit: (text: string) => Promise<EditedPassage>;
  /** A passage that was written here. */
  readonly passage: (text: string) => Promise<EditedPassage>;
  readonly history: () => Promise<SkillHistory>;
  /** What bringing the version of this id back would change. */
  readonly planRevert: (id: string) => Promise<Revert>;
  /** Brings it back; resolves to what came of it, in words. */
  readonly revert: (id: string) => Promise<string>;
}
