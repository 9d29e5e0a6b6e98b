import {readdirSync, readFileSync} from 'node:fs';
import {parse} from 'yaml';
import {judge} from '../../src/skill/evidence.ts';
import {builtInRubric} from '../../src/skill/load-rubric.ts';
import type {Rubric} from '../../src/skill/rubric.ts';

/** The rubric of the kafka-events skill. */
export const rubric: Rubric = await builtInRubric();

/** A passage that was written to meet, or to look as if it met, a criterion; see fixtures/skill/PROVENANCE.md. */
export interface Passage {
  readonly criterion: string;
  readonly met: boolean;
  readonly round: number;
  readonly kind: string;
  readonly text: string;
}

const folder = 'fixtures/skill/passages';

export const passages: readonly Passage[] = readdirSync(folder).flatMap((file) => {
  const criterion = file.replace(/\.yaml$/, '');
  const {met, unmet}: Record<'met' | 'unmet', readonly Passage[]> = parse(readFileSync(`${folder}/${file}`, 'utf8'));
  return [
    ...met.map((passage) => ({...passage, kind: 'paraphrase', criterion, met: true})),
    ...unmet.map((passage) => ({...passage, criterion, met: false})),
  ];
});

export const unrelated: readonly string[] = parse(readFileSync('fixtures/skill/unrelated.yaml', 'utf8'));

/** The ids of the criteria that a text meets. */
export function metBy(text: string, by: Rubric = rubric): readonly string[] {
  const judged = judge([{file: 'SKILL.md', text, from: 0}], by).judgements;
  return judged.filter(({evidence}) => evidence.length > 0).map(({criterion}) => criterion.id);
}
