import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {parse} from 'yaml';
import {packageRoot} from '../../../src/root.ts';
import {casesOf} from '../../../src/skill/eval/cases.ts';
import {kinds, measuredCriteria} from '../../../src/skill/eval/kinds/index.ts';
import {type Answer, grade, rightAnswer} from '../../../src/skill/eval/measure.ts';

const criteria = [...measuredCriteria.keys()];
const many = new Map(criteria.map((id) => [id, casesOf(id, '11', 24)]));
const all = [...many.values()].flat();

describe('graded cases', () => {
  it('are of at least ten kinds, each of which asks about a criterion of the rubric', () => {
    expect(Object.keys(kinds).length).toBeGreaterThanOrEqual(10);
    const rubric = parse(readFileSync(join(packageRoot, 'skills', 'rubric.yaml'), 'utf8')) as {
      criteria: {id: string}[];
    };
    const ids = rubric.criteria.map(({id}) => id);
    expect(criteria.filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(all.map(({kind}) => kind))).toEqual(new Set(Object.keys(kinds)));
  });

  it('are the same, byte for byte, for the same seed, and others for another one', () => {
    for (const id of criteria) {
      const [first, again, other] = [casesOf(id, '3', 4), casesOf(id, '3', 4), casesOf(id, '4', 4)];
      expect(JSON.stringify(again)).toBe(JSON.stringify(first));
      expect(other.filter(({prompt}) => first.some((one) => one.prompt === prompt))).toEqual([]);
    }
  });

  it('do not depend on how many are asked', () => {
    for (const [id, list] of many) expect(casesOf(id, '11', 5)).toEqual(list.slice(0, 5));
  });

  it('take the computed answer for right and every known mistake for wrong', () => {
    for (const {measures, slips, id} of all) {
      expect(grade(measures, rightAnswer(measures)).passed, id).toBe(true);
      expect(slips.length, id).toBeGreaterThan(0);
      for (const {answer, name} of slips) expect(grade(measures, answer).passed, `${id}: ${name}`).toBe(false);
    }
  });

  it('lead into the mistakes that everybody makes', () => {
    const names = (kind: string) =>
      new Set(all.filter((one) => one.kind === kind).flatMap(({slips}) => slips.map(({name}) => name)));
    expect(names('combined-availability')).toContain('product over every path');
    expect(names('waiting-time')).toContain('sum of the slowest in a hundred');
    expect(names('partition-growth')).toContain('none: a key stays where it is');
    expect(names('crash-points')).toContain('a row means exactly once');
    expect(names('who-deploys')).toContain('events free everybody');
  });

  it('cannot be passed by heart: no answer is right in more than a third of the cases of a criterion', () => {
    for (const [id, list] of many) {
      const answers = new Map<string, Answer>();
      for (const {measures} of list) answers.set(JSON.stringify(rightAnswer(measures)), rightAnswer(measures));
      for (const answer of answers.values()) {
        const passed = list.filter(({measures}) => grade(measures, answer).passed).length;
        expect(passed, `${id}: ${JSON.stringify(answer)}`).toBeLessThanOrEqual(list.length / 3);
      }
    }
  });

  it('say which shape an answer has, and not how to find it', () => {
    for (const {prompt, measures, kind} of all) {
      for (const name of Object.keys(measures)) expect(prompt).toContain(`"${name}": `);
      expect(prompt, kind).not.toMatch(
        /multipl|modulo|murmur|outbox|idempoten|coupling|compensat|at.least.once|Little|critical path/i,
      );
    }
  });
});

describe('the grader', () => {
  const measures = {
    share: {kind: 'number', right: 99.6006, tolerance: 0.0015, unit: 'percent'},
    names: {kind: 'set', right: ['a', 'b'], among: ['a', 'b', 'c']},
    row: {kind: 'order', right: ['x', 'y'], among: ['x', 'y']},
    what: {kind: 'word', right: 'event', among: ['event', 'call']},
    fills: {kind: 'truth', right: true, unit: ''},
  } as const;
  const right = {share: 99.6006, names: ['b', 'a'], row: ['x', 'y'], what: 'event', fills: true};

  it.each([
    ['a number within the tolerance', {share: 99.602}],
    ['a number with its unit', {share: '99.6006 %'}],
    ['a set in another order, with repeats', {names: ['B', 'a', 'a']}],
    ['a word in another case', {what: ' Event '}],
    ['yes for true', {fills: 'yes'}],
  ])('takes %s', (_, change) => {
    expect(grade(measures, {...right, ...change}).passed).toBe(true);
  });

  it.each([
    ['a number outside of the tolerance', {share: 99.5975}],
    ['a number in a sentence', {share: 'about 99.6006'}],
    ['a set with one more', {names: ['a', 'b', 'c']}],
    ['another order', {row: ['y', 'x']}],
    ['a list where a word belongs', {what: ['event']}],
    ['nothing', {fills: undefined}],
    ['no number', {share: Number.NaN}],
  ])('refuses %s', (_, change) => {
    expect(grade(measures, {...right, ...change}).passed).toBe(false);
  });

  it.each([undefined, null, 5, 'text', [], {__proto__: right}])('refuses %j as a whole', (answer) => {
    expect(grade(measures, answer).passed).toBe(false);
  });
});
