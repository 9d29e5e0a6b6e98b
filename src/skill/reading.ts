import {type Passage, readPassages} from './passages.ts';
import {isPasted} from './pasted.ts';
import {type Comparable, comparable} from './pattern.ts';
import {isAboutText, isCode, isProse} from './prose.ts';
import type {Rubric} from './rubric.ts';
import {type Word, words} from './words.ts';

/** A text of a skill, by its path in the skill's folder; `from` is where the part that teaches begins. */
export interface SkillText {
  readonly file: string;
  readonly text: string;
  readonly from: number;
}

/** A passage ready to be compared with a rubric. */
export interface Reading extends Passage {
  readonly text: Comparable;
  /** Does it say something, or only name things? */
  readonly prose: boolean;
}

export interface ReadText {
  readonly source: SkillText;
  readonly passages: readonly Reading[];
}

/** The most passages of a skill that are looked at: ten times what a large skill has. */
const maxPassages = 4000;

/**
 * The passages of a skill that can teach something, without sentences about the text itself and the rubric's own ones.
 * `leftOut` counts those that were too many to look at.
 */
export function readTexts(
  texts: readonly SkillText[],
  rubric: Pick<Rubric, 'shingles' | 'lists'>,
): {readonly read: readonly ReadText[]; readonly leftOut: number} {
  let room = maxPassages;
  let leftOut = 0;
  const read = texts.map((source) => {
    const all = readPassages(source.text, source.from);
    const passages = all.slice(0, room);
    room -= passages.length;
    leftOut += all.length - passages.length;
    return {source, passages: readings(passages, rubric)};
  });
  return {read, leftOut};
}

function readings(all: readonly Passage[], {shingles, lists}: Pick<Rubric, 'shingles' | 'lists'>): readonly Reading[] {
  const passages = all
    .map((passage) => ({...passage, said: words(passage.own)}))
    .filter((passage) => !isAboutText(passage) && !isPasted(passage.said, shingles));
  const paragraphs = new Map<number, Word[]>();
  for (const {paragraph, said} of passages) {
    const before = paragraphs.get(paragraph);
    if (before) before.push(...said);
    else paragraphs.set(paragraph, [...said]);
  }
  // A short sentence ("Nobody waits: publish.") is prose when its paragraph is.
  const prose = new Set([...paragraphs].flatMap(([paragraph, said]) => (isProse(said) ? [paragraph] : [])));
  return passages.map(({said, ...passage}) => ({
    ...passage,
    text: comparable(passage.meaning === passage.own ? said : words(passage.meaning), lists),
    prose: prose.has(passage.paragraph) && !isCode(passage.own),
  }));
}
