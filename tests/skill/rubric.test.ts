import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {parseRubric} from '../../src/skill/rubric.ts';
import {rubric} from './read-fixtures.ts';

// The ids that the contract names, in its order.
const first = [
  'temporal-coupling',
  'availability-coupling',
  'behavioral-coupling',
  'availability-arithmetic',
  'event-vs-command',
  'when-not-to-use-events',
  'does-the-caller-need-the-result',
  'what-events-do-not-fix',
  'eventual-consistency',
];
const later = [
  'event-naming',
  'payload-design',
  'keys-and-ordering',
  'schema-evolution',
  'delivery-guarantees',
  'idempotent-consumers',
  'dual-write-and-outbox',
  'retries-and-dead-letters',
  'sagas-and-compensation',
  'consumer-groups',
  'consumer-lag',
  'personal-data',
  'migration',
  'current-kafka',
];

describe('the rubric of the kafka-events skill', () => {
  it('has every criterion, nine of them for the first lesson', () => {
    expect(rubric.criteria.map(({id}) => id)).toEqual([...first, ...later]);
    expect(rubric.criteria.filter(({lesson}) => lesson === 'first').map(({id}) => id)).toEqual(first);
  });

  it('refers to places of the skill that exist', () => {
    for (const {reference} of rubric.criteria)
      expect(readFileSync(`skills/kafka-events/${reference}`, 'utf8')).not.toBe('');
  });

  it('has nothing to match: all its criteria are judged by what was learned', () => {
    for (const {id, groups} of rubric.criteria) expect([id, groups]).toEqual([id, 'learned']);
  });
});

const criterion = `  - {id: a, title: A, question: Q, why: W, evidence: E, signals: {x: [wait]}}`;

describe('a rubric of the user', () => {
  it('may use the built-in word lists and add its own', () => {
    const text = `name: mine\nwords: {mine: [hold]}\ncriteria:\n${criterion.replace('wait', '"@mine + @party"')}\n`;
    expect(parseRubric(text, 'mine.yaml', rubric.lists).criteria[0]).toMatchObject({
      id: 'a',
      lesson: 'later',
      reference: 'SKILL.md',
    });
  });

  it('may leave a criterion of the built-in one to what was learned', () => {
    const text = `name: mine\ncriteria:\n${criterion.replace('id: a', 'id: migration').replace(', signals: {x: [wait]}', '')}\n`;
    expect(parseRubric(text, 'mine.yaml', rubric.lists, rubric.learned).criteria[0]).toMatchObject({groups: 'learned'});
  });

  it.each([
    ['that is no YAML', 'name: [', /mine\.yaml:\d+:\d+: this is no rubric/],
    ['without criteria', 'name: x\n', /criteria/],
    ['with an unknown key', `name: x\nother: 1\ncriteria:\n${criterion}\n`, /other/],
    ['with two criteria of one id', `name: x\ncriteria:\n${criterion}\n${criterion}\n`, /two criteria are called a/],
    [
      'with an unknown word list',
      `name: x\ncriteria:\n${criterion.replace('wait', '"@partie"')}\n`,
      /@partie, which does not exist/,
    ],
    ['with lists in lists', `name: x\nwords: {one: ["@party"]}\ncriteria:\n${criterion}\n`, /cannot hold another/],
    [
      'with a criterion of its own that has no signals',
      `name: x\ncriteria:\n${criterion.replace(', signals: {x: [wait]}', '')}\n`,
      /mine\.yaml: a has no signals/,
    ],
    ['with tags', `name: !!js/function x\ncriteria:\n${criterion}\n`, /no rubric/],
    ['with aliases', `name: &a x\nfits: [*a]\ncriteria:\n${criterion}\n`, /no rubric|Alias/i],
    ['with a prototype', `name: x\n__proto__: {y: 1}\ncriteria:\n${criterion}\n`, /__proto__/],
  ])('%s is refused', (_, text, message) => {
    expect(() => parseRubric(text, 'mine.yaml', rubric.lists, rubric.learned)).toThrow(message);
  });
});
