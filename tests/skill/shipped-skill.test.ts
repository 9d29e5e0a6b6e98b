import {describe, expect, it} from 'vitest';
import {checkSkill, requiredGaps} from '../../src/skill/check.ts';
import {packagedSkill} from '../../src/skill/find-skill.ts';
import {loadSkill} from '../../src/skill/load.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {starterSkill} from '../../src/skill/starter.ts';
import {rubric} from './read-fixtures.ts';

const skill = await loadSkill(packagedSkill.path);
const checked = checkSkill(skill, rubric);
const whole = skill.texts.map(({text}) => text).join('\n');

describe('the kafka-events skill that comes with eventcoach', () => {
  it('is in order, and meets every criterion of its rubric', () => {
    expect([checked.problems, checked.gaps, checked.coverage]).toEqual([[], [], 1]);
  });

  it('shows evidence that stands verbatim where it says', () => {
    for (const {evidence} of checked.criteria) {
      for (const {file, line, quote} of evidence) {
        const text = skill.texts.find((t) => t.file === file)?.text ?? '';
        expect(text.split('\n')[line - 1]).toContain(quote);
      }
    }
  });

  it('has a SKILL.md of 800 to 2,500 tokens, with a quoted version and LF', () => {
    expect(skill.tokens).toBeGreaterThanOrEqual(800);
    expect(skill.tokens).toBeLessThanOrEqual(2500);
    expect([skill.version, whole.includes('\r'), whole.includes('\ufeff')]).toEqual(['1.0.0', false, false]);
  });

  it('does not repeat the slips of popular lessons', () => {
    expect(whole).not.toMatch(/3\.65|35\.1\b|2\.55|26\.3\b/);
    expect(whole).not.toMatch(
      /cannot fail to (?:be )?record|fully (?:decoupled|independent)|facts and commands alike/i,
    );
    expect(whole).not.toMatch(/zookeeper (?:is|are) (?:needed|required)/i);
  });

  it.each([
    ['the section on eventual consistency', 'eventual-consistency', /## Eventual consistency[\s\S]*?(?=\n## )/],
    ['the section on calls to keep', 'when-not-to-use-events', /## When to keep the call[\s\S]*?(?=\n## )/],
    ['the procedure', 'does-the-caller-need-the-result', /## Procedure[\s\S]*?(?=\n## )/],
  ])('would have a gap without %s', (_, id, section) => {
    const main = skill.texts[0]!.text;
    const kept = [{file: 'SKILL.md', text: main.replace(section, '')}, ...skill.texts.slice(1)];
    expect(checkSkill({...skill, texts: kept}, rubric).gaps).toContain(id);
  });

  it.each([
    ['delivery.md', ['delivery-guarantees', 'dual-write-and-outbox', 'idempotent-consumers']],
    ['events.md', ['event-naming', 'payload-design']],
    ['keys-and-ordering.md', ['keys-and-ordering']],
    ['schemas.md', ['schema-evolution']],
    ['failures.md', ['sagas-and-compensation']],
    ['migration.md', ['migration']],
    ['kafka-4.md', ['current-kafka']],
  ])('would have gaps without references/%s', (file, ids) => {
    const texts = skill.texts.filter((text) => text.file !== `references/${file}`);
    expect(checkSkill({...skill, texts}, rubric).gaps).toEqual(expect.arrayContaining(ids));
  });
});

describe('the skill that init writes', () => {
  const starter = checkSkill(skillFromText(starterSkill('kafka-events')), rubric);

  it('is in order', () => {
    expect(starter.problems).toEqual([]);
  });

  it('knows what a first lesson begins with, and has real gaps', () => {
    const gaps = requiredGaps(starter, rubric, 'first');
    expect(starter.criteria.filter(({met}) => met).map(({id}) => id)).toEqual([
      'temporal-coupling',
      'event-vs-command',
    ]);
    expect(gaps).toHaveLength(7);
  });
});
