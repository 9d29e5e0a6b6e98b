import type {Card} from '../cards.ts';
import type {Skill} from '../skill.ts';
import {namedSection, relatedSection} from './fitting-section.ts';
import {assertReadable} from './markdown.ts';
import {noCard, passageIsThere} from './no-card.ts';
import {passageFlaw, tidied} from './passage.ts';
import {type Outline, outline, type Place, type Section} from './sections.ts';
import {bodyStart, mainText, textOf} from './texts.ts';
import {withNextVersion} from './version.ts';
import type {WantedGap} from './wanted-gaps.ts';

/** A passage that closes a gap, and under which heading of which file it belongs. A knowledge card is one. */
export type Draft = Pick<Card, 'title' | 'heading' | 'reference' | 'text'>;

/** One passage that is proposed for one place of a skill. */
export interface Hunk {
  readonly id: string;
  readonly file: string;
  /** The heading under which it goes; `isNewSection`: it is not there yet. */
  readonly heading: string;
  readonly isNewSection: boolean;
  /** The ids of the gaps that it closes. */
  readonly gaps: readonly string[];
  /** The passage, with LF line ends; whoever edits it changes this. */
  readonly insert: string;
  /** The lines before and after its place, at most three each. */
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly place: Place;
  /** The lines that the section holds already: they speak of the same. Missing where there are none. */
  readonly own?: OwnLines;
  /** How deep a new heading is. */
  readonly depth: number;
}

/** Lines of a file, both counted from 1. */
export interface OwnLines {
  readonly from: number;
  readonly to: number;
}

/** Passages for a skill, each of which can be accepted, rejected or edited. */
export interface Patch {
  readonly skill: Skill;
  /** The version that the skill states, null for none, and the one that it gets. */
  readonly from: string | null;
  readonly to: string;
  readonly hunks: readonly Hunk[];
  /** Gaps for which there is no hunk, and why. */
  readonly left: readonly {readonly gaps: readonly string[]; readonly why: string}[];
}

/**
 * Passages for the gaps, each behind the last lines of the section that fits: the one that the draft names, else one on
 * the same subject, else a new one at the end. A draft is sought by the gap's criterion, then by the gap's first id. A
 * passage that the skill holds already is left out. Changes nothing.
 */
export function plannedPatch(skill: Skill, gaps: readonly WantedGap[], drafts: ReadonlyMap<string, Draft>): Patch {
  const main = mainText(skill);
  const {from, to} = withNextVersion(main, skill.main);
  const held = skill.texts.map(({text}) => flat(text));
  const outlines = new Map<string, Outline>();
  const outlineOf = (file: string): Outline => {
    const text = textOf(skill, file);
    const known = outlines.get(file);
    if (known) return known;
    assertReadable(text, file);
    const made = outline(text, bodyStart(text, file));
    outlines.set(file, made);
    return made;
  };
  const hunks: Hunk[] = [];
  const left: Patch['left'][number][] = [];
  for (const gap of gaps) {
    const {ids, criterion} = gap;
    const draft = drafts.get(criterion ?? ids[0]!) ?? drafts.get(ids[0]!);
    const insert = tidied(draft?.text ?? '');
    if (draft === undefined) left.push({gaps: ids, why: noCard(gap)});
    else if (held.some((one) => one.includes(flat(insert)))) left.push({gaps: ids, why: passageIsThere(gap)});
    else if (passageFlaw(insert) !== undefined)
      left.push({gaps: ids, why: `its draft cannot be used: ${passageFlaw(insert)}`});
    else {
      const where = placeFor(skill, draft, outlineOf);
      hunks.push({
        id: `${where.file}#${criterion ?? ids[0]!}`,
        gaps: ids,
        insert,
        ...where,
        ...around(textOf(skill, where.file), where.place),
      });
      held.push(flat(insert));
    }
  }
  return {skill, from, to, hunks, left};
}

function placeFor(skill: Skill, {heading, title, reference}: Draft, outlineOf: (file: string) => Outline) {
  const files = skill.texts.map(({file}) => file);
  const home = files.includes(reference) ? reference : skill.main;
  const order = [...new Set([home, skill.main, ...files])];
  for (const file of order) {
    const section = namedSection(outlineOf(file), heading);
    if (section) return inSection(skill, file, section);
  }
  for (const file of new Set([home, skill.main])) {
    const section = relatedSection(outlineOf(file), [heading, title]);
    if (section) return inSection(skill, file, section);
  }
  const {end, depth} = outlineOf(home);
  return {file: home, heading, isNewSection: true, place: end, depth};
}

function inSection(skill: Skill, file: string, section: Section) {
  const {heading, depth} = section;
  const own = ownLines(textOf(skill, file), section);
  return {file, heading, isNewSection: false, place: section, depth, ...(own ? {own} : {})};
}

function ownLines(text: string, {line, offset}: Section): OwnLines | undefined {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  // A heading may be underlined.
  const first = lines.findIndex((one, i) => i >= line && /[^\s=-]/.test(one));
  return first === -1 ? undefined : {from: first + 1, to: lines.length};
}

function around(text: string, {offset}: Place): Pick<Hunk, 'before' | 'after'> {
  const split = (part: string) => part.split(/\r\n|\r|\n/);
  const [, ...after] = split(text.slice(offset));
  return {before: split(text.slice(0, offset)).slice(-3), after: after.slice(0, 3)};
}

/** A text in which every run of spaces and line ends is one space. */
function flat(text: string): string {
  return text.replace(/\s+/g, ' ');
}
