import {readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {checkSkill, requiredGaps} from '../../src/skill/check.ts';
import {ownEvals} from '../../src/skill/eval/own-evals.ts';
import {judge} from '../../src/skill/evidence.ts';
import {packagedSkill} from '../../src/skill/find-skill.ts';
import {loadSkill} from '../../src/skill/load.ts';
import {skillFromText} from '../../src/skill/skill.ts';
import {starterSkill} from '../../src/skill/starter.ts';
import {aboutTokens} from '../../src/skill/tokens.ts';
import {metBy, rubric} from './read-fixtures.ts';

const skill = await loadSkill(packagedSkill.path);
const checked = checkSkill(skill, rubric);
const whole = skill.texts.map(({text}) => text).join('\n');
const main = skill.texts[0]!.text;
const references = skill.texts.slice(1).map(({file, text}) => [file, text] as const);
const ofLesson = (lesson: 'first' | 'later') => rubric.criteria.filter((criterion) => criterion.lesson === lesson);

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

  it('has a SKILL.md of 800 to 2,500 tokens, below 500 lines, with a quoted version and LF', () => {
    expect(skill.tokens).toBeGreaterThanOrEqual(800);
    expect(skill.tokens).toBeLessThanOrEqual(2500);
    expect(main.split('\n').length).toBeLessThan(500);
    expect(main).toContain('\n  version: "1.2.0"\n');
    expect([whole.includes('\r'), whole.includes('\ufeff')]).toEqual([false, false]);
  });

  it('says in its description when to use it and when not, in what an agent shows of it', () => {
    expect(skill.description).toMatch(/\bUse when\b.*\bDo not use for\b/);
    expect(skill.description.slice(0, 100)).toMatch(/Kafka events.*coupling/);
    expect([...skill.front.keys()]).toEqual(['name', 'description', 'compatibility', 'metadata']);
  });

  it('teaches the whole first lesson in SKILL.md alone', () => {
    expect(metBy(main.slice(skill.bodyStart))).toEqual(expect.arrayContaining(ofLesson('first').map(({id}) => id)));
  });

  it.each([...new Set(ofLesson('later').map(({reference}) => reference))])(
    'teaches in %s what the rubric looks for there',
    (reference) => {
      const text = skill.texts.find(({file}) => file === reference)!.text;
      const there = ofLesson('later').filter((criterion) => criterion.reference === reference);
      expect(metBy(text)).toEqual(expect.arrayContaining(there.map(({id}) => id)));
    },
  );

  it.each([
    ['the section on eventual consistency', 'eventual-consistency', /## Eventual consistency[\s\S]*?(?=\n## )/],
    ['the table of couplings', 'temporal-coupling', /## Three couplings[\s\S]*?(?=\n## )/],
    ['the same table', 'behavioral-coupling', /## Three couplings[\s\S]*?(?=\n## )/],
    ['the arithmetic', 'availability-arithmetic', /## Availability arithmetic[\s\S]*?(?=\n## )/],
    ['the cases of calls that stay', 'when-not-to-use-events', /## When to keep the call[\s\S]*?(?=\n## )/],
  ])('would have a gap in SKILL.md without %s', (_, id, section) => {
    expect(metBy(main)).toContain(id);
    expect(metBy(main.replace(section, ''))).not.toContain(id);
  });

  it.each([
    ['references/consumers.md', ['consumer-lag']],
    ['references/events.md', ['event-naming']],
    ['references/failures.md', ['sagas-and-compensation']],
    ['references/migration.md', ['migration']],
    ['references/personal-data.md', ['personal-data']],
  ])('would have gaps without %s', (left, ids) => {
    const texts = skill.texts.filter(({file}) => file !== left).map(({file, text}) => ({file, text, from: 0}));
    const gaps = judge(texts, rubric).judgements.filter(({evidence}) => evidence.length === 0);
    expect(texts).toHaveLength(skill.texts.length - 1);
    expect(gaps.map(({criterion}) => criterion.id)).toEqual(expect.arrayContaining(ids));
  });
});

describe('a reference of the shipped skill', () => {
  it.each(references)(
    '%s says first what it is for, is linked from SKILL.md and short enough to load whole',
    (file, text) => {
      expect(text).toMatch(/^# [^\n]+\n\nFor [^\n]+\./);
      expect(main).toContain(`](${file})`);
      expect(aboutTokens(text)).toBeLessThan(2500);
    },
  );

  /** What is true of one version, setting or product only, and not for ever. */
  const specific =
    /\bKIP-\d|\bsince 4\.\d|`[a-z]+(?:\.[a-z]+)+(?:=[a-z0-9_.]+)?`|`[a-z-]+\.sh\b|\bDebezium\b|\bBACKWARD\b|\bCloudEvents\b|\bOpenTelemetry\b/;
  const sections = references.flatMap(([file, text]) =>
    text.split(/\n(?=## )/).map((section) => [file, /^#+ (.*)/.exec(section)?.[1] ?? '', section] as const),
  );

  it.each(sections.filter(([, , section]) => specific.test(section)))(
    '%s, %s: names where its facts stand and when that was read',
    (_, __, section) => {
      expect(section).toMatch(/\]\(https:\/\/[^)\s]+\)/);
      expect(section).toMatch(/\bchecked (?:on )?20\d\d-[01]\d-[0-3]\d\b/);
    },
  );

  it('finds such facts where they are known to be (the test above can fail)', () => {
    const files = new Set(sections.filter(([, , section]) => specific.test(section)).map(([file]) => file));
    expect([...files].sort()).toEqual(
      [
        'consumers',
        'delivery',
        'events',
        'failures',
        'kafka-4',
        'keys-and-ordering',
        'personal-data',
        'schemas',
        'tracing',
      ].map((name) => `references/${name}.md`),
    );
  });

  it('cites primary sources, and no date that has not come yet when it was written', () => {
    const hosts = [...whole.matchAll(/\]\((https:\/\/([^/)\s]+)[^)\s]*)\)/g)].map(([, , host]) => host);
    expect([...new Set(hosts)].sort()).toEqual([
      'cwiki.apache.org',
      'debezium.io',
      'docs.confluent.io',
      'github.com',
      'kafka.apache.org',
      'martinfowler.com',
      'opentelemetry.io',
    ]);
    expect(whole).not.toMatch(/http:\/\//);
    const dates = [...whole.matchAll(/checked (?:on )?(20\d\d-\d\d-\d\d)/g)].map(([, date]) => date!);
    expect(dates.every((date) => date >= '2026-11-01' && !Number.isNaN(Date.parse(date)))).toBe(true);
  });
});

describe('what the shipped skill must not repeat', () => {
  it.each([
    ['99.9 % as 3.65 hours a year', /3\.65/],
    ['a chain of four as 35.1 hours, of three as 26.3', /35\.1\b|26\.3\b/],
    ['a trace without its own 50 ms', /2\.55/],
    ['a fact that cannot fail to be recorded', /cannot fail to (?:be )?record/i],
    ['a producer without any coupling', /fully (?:decoupled|independent)|completely (?:decoupled|independent)/i],
    ['events for commands', /events are for facts and commands|facts and commands alike/i],
    ['a need of ZooKeeper', /zookeeper (?:is|are) (?:needed|required)|zookeeper ensemble/i],
    [
      'share groups that are exact or keep order',
      /share groups?[^.|\n]{0,60}(?:are|is|give|deliver|process)[^.|\n]{0,20}exactly.once/i,
    ],
    [
      'the new consumer protocol as the default of clients',
      /clients use the new (?:consumer )?(?:group |rebalance )?protocol by default/i,
    ],
    [
      'exactly-once as a reason to do without idempotence',
      /exactly.once[^.|\n]{0,40}(?:so|therefore)[^.|\n"]{0,20}no duplicates/i,
    ],
    ['praise', /\b(?:powerful|seamless|robust|cutting-edge|best-in-class|world-class|effortless|leverage)\b/i],
  ])('%s', (_, slip) => {
    expect(whole).not.toMatch(slip);
  });

  it('has figures that come out of the arithmetic that stands beside them', () => {
    const hours = (availability: number) => (8760 * (1 - availability)).toFixed(2);
    const percent = (availability: number) => (100 * availability).toFixed(4);
    const example = skill.texts.find(({file}) => file === 'references/example.md')!.text;
    for (const availability of [0.999 ** 5, 0.999 ** 2 * 0.9999, 0.999 ** 2]) {
      expect(example).toContain(`${percent(availability)} %, ${hours(availability)} h`);
    }
    expect(main).toContain(`${percent(0.999 ** 4)} %, which is ${hours(0.999 ** 4)} h`);
    expect(main).toContain(`${(100 * 0.999 * 0.9999).toFixed(2)} %, ${hours(0.999 * 0.9999)} h`);
    expect(whole).toContain(`${percent(0.999 ** 3)} %, ${hours(0.999 ** 3)} h`);
  });
});

describe('the eval cases of the shipped skill', () => {
  const {skill_name: name, evals} = JSON.parse(readFileSync('skills/evals/kafka-events.json', 'utf8')) as {
    skill_name: string;
    evals: readonly Record<string, unknown>[];
  };

  it('have the keys that agentskills.io names, and ids of their own', () => {
    expect(name).toBe('kafka-events');
    expect(evals.length).toBeGreaterThanOrEqual(10);
    for (const one of evals)
      expect(Object.keys(one)).toEqual(['id', 'prompt', 'expected_output', 'files', 'assertions']);
    expect(new Set(evals.map(({id}) => id)).size).toBe(evals.length);
  });

  it('lie where no installer copies them with the skill, and are found all the same', async () => {
    // The public installer copies every file of the folder but metadata.json (vercel-labs/skills, src/installer.ts).
    expect(skill.files.filter((file) => !/^(?:SKILL|references\/[a-z0-9-]+)\.md$/.test(file))).toEqual([]);
    expect((await ownEvals(packagedSkill.path, 'x')).map(({id}) => id)).toEqual(evals.map(({id}) => id));
  });

  it.each(evals.map((one) => [one['id'], one] as const))(
    '%s: asks something and says how an answer is judged',
    (_, one) => {
      const {prompt, assertions} = one as {prompt: string; assertions: readonly string[]};
      expect(prompt.length).toBeGreaterThan(30);
      expect(assertions.length).toBeGreaterThanOrEqual(3);
      expect(new Set(assertions).size).toBe(assertions.length);
      // A skill that holds the case would be measured by what it has copied.
      expect(whole).not.toContain(prompt.slice(0, 60));
    },
  );
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
