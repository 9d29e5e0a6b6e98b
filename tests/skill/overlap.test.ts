import {describe, expect, it} from 'vitest';
import {fits} from '../../src/skill/library.ts';
import {overlappingDescriptions} from '../../src/skill/overlap.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {skillText} from './folder.ts';
import {rubric} from './read-fixtures.ts';

const described = (name: string, description: string) =>
  skillFromText(skillText([`name: ${name}`, `description: ${description}`]));

describe('descriptions in a library', () => {
  it('that say nearly the same are told at the later skill', () => {
    const one = described('one', 'Design Kafka events and their payloads, keys and schemas.');
    const two = described('two', 'Use to design payloads, keys and schemas of Kafka events.');
    const other = described('other', 'Write SQL migrations that can be rolled back.');
    const found = overlappingDescriptions([one, other, two]);
    expect(found.map(({skill, problem}) => [skill.title, problem.severity, problem.line])).toEqual([
      ['two', 'warning', 3],
    ]);
    expect(found[0]?.problem.message).toContain('100 % of its words with that of one');
  });

  it('that are missing overlap with nothing', () => {
    expect(overlappingDescriptions([skillFromText(''), skillFromText('')])).toEqual([]);
  });
});

describe('the kafka-events rubric', () => {
  it.each([
    ['kafka-events', 'Anything at all.', true],
    ['messages', 'Decide which calls become asynchronous messages on Kafka.', true],
    ['coupling-review', 'Review coupling between services and propose events.', true],
    ['sql', 'Write SQL migrations that can be rolled back.', false],
    ['calendar', 'Plan events for the team.', false],
  ])('for %s (%s): %s', (name, description, expected) => {
    expect(fits(described(name, description), rubric)).toBe(expected);
  });
});
