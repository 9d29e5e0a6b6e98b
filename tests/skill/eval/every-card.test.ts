import {afterAll, describe, expect, it} from 'vitest';
import {loadCards} from '../../../src/skill/cards.ts';
import {usualCases} from '../../../src/skill/eval/allocation.ts';
import type {KeptAnswer} from '../../../src/skill/eval/answers-log.ts';
import {type Arm, armOf} from '../../../src/skill/eval/arm.ts';
import type {EvalCase} from '../../../src/skill/eval/case.ts';
import {measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {rightAnswer} from '../../../src/skill/eval/measure.ts';
import {changedBetween, plannedCases} from '../../../src/skill/eval/plan.ts';
import {figuresOf} from '../../../src/skill/eval/result.ts';
import {plannedPatch} from '../../../src/skill/improve/patch.ts';
import {type Choices, patchedFiles} from '../../../src/skill/improve/patched-files.ts';
import {withTexts} from '../../../src/skill/improve/texts.ts';
import type {Skill} from '../../../src/skill/skill.ts';
import {skillFromText} from '../../../src/skill/skill.ts';
import {starterSkill} from '../../../src/skill/starter.ts';
import {gap} from '../improve/skills.ts';
import {evalFolder} from './eval-folder.ts';
import {scriptedModel} from './scripted-model.ts';

const cards = await loadCards();
const ids = [...measuredCriteria.keys()];
const starter = skillFromText(starterSkill('kafka-events'));
const patch = plannedPatch(starter, ids.map(gap), cards);
/** The starter with every measured card that is not left out, put in as `improve` does. */
const withCards = (leftOut?: string): Skill => {
  const chosen: Choices = new Map(
    patch.hunks.map(({id, gaps}) => [id, {kind: gaps.includes(leftOut ?? '') ? 'reject' : 'accept'}]),
  );
  return withTexts(starter, patchedFiles(patch, chosen));
};
const all = withCards();
/** A model that is right only where the card of the case's criterion is in its context. */
const knowsCard = ({criterion}: EvalCase, text: string) => text.includes(cards.get(criterion)!.passage.slice(0, 60));
const graded = (one: EvalCase, arm: Arm): KeptAnswer => ({
  ...{key: '', case: one.id, skill: arm.hash, critic: 'm', model: null, answeredBy: 'm', parts: [], text: ''},
  ...{read: [], usage: null, seconds: 0, at: ''},
  passed: knowsCard(one, arm.given.map(({text}) => text).join('\n')),
});

describe('a card that is put into a skill which lacks it', () => {
  it.each(ids)('proves, without --cases, that the skill got better: %s', (id) => {
    const arms = {
      none: armOf('none', undefined, 'body'),
      old: armOf('old', withCards(id), 'body'),
      new: armOf('new', all, 'body'),
    };
    const changed = changedBetween(arms.old, arms.new);
    expect(changed).toContain(id);
    const cases = plannedCases('7', usualCases(changed), changed);
    const rows = cases.map((one) => ({
      one,
      answers: {none: graded(one, arms.none), old: graded(one, arms.old), new: graded(one, arms.new)},
      errors: {none: undefined, old: undefined, new: undefined},
    }));
    const found = figuresOf(rows, false);
    expect(found.arms.new.passed).toBe(cases.length);
    expect(found.verdict).toBe('better');
    expect(found.criteria.filter(({verdict}) => verdict === 'better').map((one) => one.id)).toEqual([id]);
    const back = figuresOf(
      rows.map((row) => ({...row, answers: {...row.answers, old: row.answers.new, new: row.answers.old}})),
      false,
    );
    expect(back.criteria.filter(({verdict}) => verdict === 'worse').map((one) => one.id)).toEqual([id]);
  });
});

describe('skill eval of a card whose words belong to three criteria', () => {
  const folder = evalFolder();
  afterAll(() => folder.remove());

  it('asks as many cases as prove it, or says before it asks how many that would be', async () => {
    const model = await scriptedModel(7, ({one, system}) =>
      JSON.stringify(knowsCard(one, system) ? rightAnswer(one.measures) : one.slips[0]!.answer),
    );
    const id = 'retries-and-dead-letters';
    const args = [
      '--old',
      folder.skill('old', withCards(id).texts[0]!.text),
      '--new',
      folder.skill('new', all.texts[0]!.text),
      '--seed',
      '7',
    ];
    const usual = await folder.evaluate(model.url, args);
    expect(usual.err).not.toContain('Too few cases to prove');
    expect(usual.err).toMatch(
      /differ in what they say about .*retries-and-dead-letters \(6\); each of the other criteria gets 4/,
    );
    expect(usual.result).toMatchObject({cases: 62, verdict: 'better'});
    const few = await folder.evaluate(model.url, [...args, '--cases', '60']);
    model.close();
    expect(few.err).toMatch(
      /Too few cases to prove a gain .*: .*retries-and-dead-letters \(5\).*\. That takes 6 of each, with --cases 62\./,
    );
    expect(few.result).toMatchObject({cases: 60, verdict: 'underpowered'});
  });
});
