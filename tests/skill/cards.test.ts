import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {type Card, loadCards, maxPassage, parseCard} from '../../src/skill/cards.ts';
import {checkSkill} from '../../src/skill/check.ts';
import {isPasted} from '../../src/skill/pasted.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {starterSkill} from '../../src/skill/starter.ts';
import {words} from '../../src/skill/words.ts';
import {metBy, rubric} from './read-fixtures.ts';

const cards = await loadCards();
const each = [...cards.values()].map((card) => [card.criterion, card] as const);
const ids = rubric.criteria.map(({id}) => id);

/** A SKILL.md with the texts of cards under their headings, each heading once. */
function withCards(main: string, chosen: readonly Card[]): string {
  const sections = Map.groupBy(chosen, ({heading}) => heading);
  const added = [...sections].map(([heading, own]) => `## ${heading}\n\n${own.map(({text}) => text).join('\n\n')}\n`);
  return [main, ...added].join('\n');
}

const sentences = (text: string) => text.split(/(?<=[.!?])\s+(?=[A-Z"`\d])/).map((sentence) => sentence.trim());

describe('the knowledge cards', () => {
  it('are one for each criterion of the rubric, in files called after it, and none besides', () => {
    expect([...cards.keys()].sort()).toEqual([...ids].sort());
    expect(readdirSync('prompts/cards').sort()).toEqual(ids.map((id) => `${id}.md`).sort());
  });

  it.each(each)('%s: its text alone meets its criterion, and contradicts none', (id, {heading, text}) => {
    const {criteria, problems} = checkSkill(skillFromText(`# A skill\n\n## ${heading}\n\n${text}\n`), rubric);
    expect(criteria.find((criterion) => criterion.id === id)!.met).toBe(true);
    expect(problems.filter(({message}) => message.includes('opposite'))).toEqual([]);
  });

  it.each(each)(
    '%s: has three to nine sentences, one of which says how to check, and not too many words',
    (_, {passage}) => {
      const count = sentences(passage).length;
      expect([count >= 3, count <= 9, passage.length <= maxPassage]).toEqual([true, true, true]);
      expect(passage).toMatch(/\bto (?:check|find)\b/i);
    },
  );

  it.each(each)('%s: goes where the rubric looks for it', (id, {reference}) => {
    expect(reference).toBe(rubric.criteria.find((criterion) => criterion.id === id)!.reference);
  });

  it.each(each)('%s: copies no sentence of the rubric', (_, {passage}) => {
    for (const sentence of sentences(passage))
      expect([sentence, isPasted(words(sentence), rubric.shingles)]).toEqual([sentence, false]);
  });

  it.each(each)('%s: copies no sentence of the passages that the check is measured with', (id, {passage}) => {
    const measured = readFileSync(`fixtures/skill/passages/${id}.yaml`, 'utf8').replace(/\s+/g, ' ');
    const long = sentences(passage).filter((sentence) => words(sentence).length >= 6);
    expect(long.filter((sentence) => measured.includes(sentence.replace(/\s+/g, ' ')))).toEqual([]);
  });

  it.each(each)(
    '%s: names no file, and has a source with a date for each fact about a version',
    (_, {passage, text, sources}) => {
      expect(passage).not.toMatch(/references\/|\.md\b|SKILL/);
      for (const {title, url, checked} of sources) expect(text).toContain(`[${title}](${url}), checked ${checked}`);
      if (/\b4\.\d\b|BACKWARD|exactly-once/i.test(passage)) expect(sources).not.toEqual([]);
    },
  );

  it('repeat no slip of popular lessons', () => {
    const all = each.map(([, {text}]) => text).join('\n');
    expect(all).not.toMatch(
      /3\.65|35\.1\b|2\.55|26\.3\b|fully (?:decoupled|independent)|cannot fail to (?:be )?record/i,
    );
  });
});

describe('the skill that init writes, with every card', () => {
  const chosen = ids.map((id) => cards.get(id)!);
  const whole = skillFromText(withCards(starterSkill('kafka-events'), chosen));

  it('passes the check without a remark: all criteria met, and short enough for one SKILL.md', () => {
    const {problems, gaps, coverage} = checkSkill(whole, rubric);
    expect([problems, gaps, coverage]).toEqual([[], [], 1]);
    expect(whole.tokens).toBeLessThan(5000);
  });

  it('passes as well when they come in the opposite order, and without those that it does not lack', () => {
    const said = metBy(starterSkill('kafka-events'));
    const lacking = chosen.filter(({criterion}) => !said.includes(criterion)).reverse();
    expect(checkSkill(skillFromText(withCards(starterSkill('kafka-events'), lacking)), rubric).gaps).toEqual([]);
  });

  it('would fail without one that it lacks (the tests above can fail)', () => {
    const without = chosen.filter(({criterion}) => criterion !== 'sagas-and-compensation');
    const {gaps} = checkSkill(skillFromText(withCards(starterSkill('kafka-events'), without)), rubric);
    expect(gaps).toEqual(['sagas-and-compensation']);
  });
});

const keys = ['criterion: a-b', 'title: A title', 'heading: A heading', 'reference: references/a.md'];
const source = ['sources:', '  - title: The page', '    url: https://example.org/a', '    checked: "2026-11-23"'];
const file = (front: readonly string[] = keys, passage = 'Do this, because it helps.') =>
  `---\n${front.join('\n')}\n---\n\n${passage}\n`;

describe('reading a card', () => {
  it('gives its parts, and its sources below the passage', () => {
    expect(parseCard(file([...keys, ...source]), 'a-b.md')).toEqual({
      criterion: 'a-b',
      title: 'A title',
      heading: 'A heading',
      reference: 'references/a.md',
      sources: [{title: 'The page', url: 'https://example.org/a', checked: '2026-11-23'}],
      passage: 'Do this, because it helps.',
      text: 'Do this, because it helps.\n\nSource: [The page](https://example.org/a), checked 2026-11-23.',
    });
    expect(parseCard(file(), 'a-b.md').text).toBe('Do this, because it helps.');
  });

  it.each([
    ['no keys', 'Do this.', 'does not begin with keys'],
    ['a key that there is not', file([...keys, 'hint: x']), 'hint'],
    ['a key that is missing', file(keys.slice(1)), 'criterion'],
    ['a key twice', file([...keys, keys[0]!]), 'unique'],
    ['a tag', file([...keys.slice(1), 'criterion: !!js/function a-b']), 'tag'],
    ['another criterion than its name', file(['criterion: c-d', ...keys.slice(1)]), 'about c-d'],
    ['a reference out of the skill', file([...keys.slice(0, 3), 'reference: ../a.md']), 'reference'],
    ['a heading with marks', file([...keys.slice(0, 2), 'heading: "# A"', keys[3]!]), 'heading'],
    ['a source without a date', file([...keys, ...source.slice(0, 3)]), 'checked'],
    ['a date that there is not', file([...keys, ...source.slice(0, 3), '    checked: "2026-02-30"']), 'checked'],
    ['a source without TLS', file([...keys, ...source.map((l) => l.replace('https', 'http'))]), 'url'],
    ['no passage', file(keys, ''), 'no passage'],
    ['a long passage', file(keys, 'a '.repeat(maxPassage)), 'longer than'],
    ['a heading in the passage', file(keys, '## More\n\nDo this.'), 'holds a heading'],
    ['an underlined heading in the passage', file(keys, 'More\n---\nDo this.'), 'holds a heading'],
    ['a link in the passage', file(keys, 'See [this](references/a.md).'), 'a link'],
    ['a comment in the passage', file(keys, 'Do this. <!-- not that -->'), 'a comment'],
    ['a code block in the passage', file(keys, '```\nDo this.\n```'), 'a code block'],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseCard(text, 'a-b.md')).toThrow(
      expect.objectContaining({message: expect.stringContaining(message)}),
    );
  });
});
