import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {diffText} from './diff-text.ts';
import {passageFlaw, tidied} from './passage.ts';
import type {Hunk, Patch} from './patch.ts';
import type {Place} from './sections.ts';
import {type Insertion, spliced} from './splice.ts';
import {bodyStart, textOf} from './texts.ts';
import {withNextVersion} from './version.ts';

/** What is done with a hunk. */
export type Choice =
  | {readonly kind: 'accept'}
  | {readonly kind: 'reject'}
  | {readonly kind: 'edit'; readonly text: string};

/** A file as it was drafted upon and as it is to be. */
export interface ChangedFile {
  readonly file: string;
  readonly before: string;
  readonly after: string;
}

/** What was decided about each hunk, by its id. */
export type Choices = ReadonlyMap<string, Choice>;

/** A section that is changed: its gaps, and the unified diff of this section alone. */
export interface PatchSection {
  readonly file: string;
  readonly heading: string;
  readonly gaps: readonly string[];
  readonly diff: string;
}

type Proposed = Pick<Patch, 'skill' | 'hunks'>;

/**
 * The files that the choices change, SKILL.md with its raised version always among them; none when nothing is accepted. A
 * hunk without a choice is rejected. A text that cannot stand under a heading is a UserError.
 */
export function patchedFiles(patch: Proposed, choices: Choices): readonly ChangedFile[] {
  const {skill} = patch;
  const hunks = chosenHunks(patch, choices);
  if (hunks.length === 0) return [];
  return [...new Set([skill.main, ...hunks.map(({file}) => file)])].map((file) => {
    const before = textOf(skill, file);
    const own = hunks.filter((hunk) => hunk.file === file);
    const after = withPassages(before, own, file);
    return {file, before, after: file === skill.main ? withNextVersion(after, file).text : after};
  });
}

/** The sections that the choices change, in the order of the hunks, each with its own diff. */
export function patchSections(patch: Proposed, choices: Choices): readonly PatchSection[] {
  const sections = new Map<string, Hunk[]>();
  for (const hunk of chosenHunks(patch, choices)) {
    const key = JSON.stringify([hunk.file, hunk.heading]);
    sections.set(key, [...(sections.get(key) ?? []), hunk]);
  }
  return [...sections.values()].map((hunks) => {
    const {file, heading} = hunks[0]!;
    const before = textOf(patch.skill, file);
    const diff = diffText(file, before, withPassages(before, hunks, file));
    return {file, heading, gaps: hunks.flatMap(({gaps}) => gaps), diff};
  });
}

/** The choices that accept every hunk of a patch. */
export function acceptAll({hunks}: Pick<Patch, 'hunks'>): Choices {
  return new Map(hunks.map(({id}) => [id, {kind: 'accept'}]));
}

/** The hunks that are not rejected, with the text that somebody gave them. */
export function chosenHunks({hunks}: Pick<Patch, 'hunks'>, choices: Choices): readonly Hunk[] {
  return hunks.flatMap((hunk) => {
    const choice = choices.get(hunk.id) ?? {kind: 'reject'};
    if (choice.kind === 'reject') return [];
    return [choice.kind === 'edit' ? {...hunk, insert: edited(hunk, choice.text)} : hunk];
  });
}

function withPassages(text: string, hunks: readonly Hunk[], file: string): string {
  return spliced(text, bodyStart(text, file), insertions(hunks), file);
}

function edited({file, heading}: Hunk, text: string): string {
  const passage = tidied(text);
  const flaw = passageFlaw(passage);
  if (flaw === undefined) return passage;
  throw new UserError(
    `The edited passage cannot stand under "${printableLine(heading)}" in ${printableLine(file)}: ${flaw}.`,
    'Write paragraphs, lists, tables and closed code blocks only.',
  );
}

/** Hunks of one file by their place; a new heading stands above the first of its passages. */
function insertions(hunks: readonly Hunk[]): readonly Insertion[] {
  const places = new Map<number, {place: Place; own: string[]; added: Map<string, string[]>}>();
  for (const {place, isNewSection, heading, depth, insert} of hunks) {
    const at = places.get(place.offset) ?? {place, own: [], added: new Map<string, string[]>()};
    places.set(place.offset, at);
    const under = at.added.get(heading) ?? [`${'#'.repeat(depth)} ${heading}`];
    if (isNewSection) at.added.set(heading, [...under, insert]);
    else at.own.push(insert);
  }
  // What ends the last section comes before a new one.
  return [...places.values()].map(({place, own, added}) => ({place, blocks: [...own, ...[...added.values()].flat()]}));
}
