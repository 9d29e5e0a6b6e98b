import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import * as z from 'zod';
import {emptyFolder, good, skillText, write} from '../skill/folder.ts';
import {rubric} from '../skill/read-fixtures.ts';
import {run} from '../skill/run-skill.ts';

// The contract of skill-check@1, key by key.
const quote = z.strictObject({file: z.string(), line: z.int().min(1), quote: z.string().min(1)});
const checkShape = z.strictObject({
  schema: z.literal('eventcoach/skill-check@1'),
  skill: z.strictObject({name: z.string(), version: z.string().nullable(), path: z.string(), tokens: z.int()}),
  problems: z.array(
    z.strictObject({
      severity: z.enum(['error', 'warning']),
      message: z.string(),
      file: z.string(),
      line: z.int().min(1),
    }),
  ),
  criteria: z.array(
    z.strictObject({
      id: z.string(),
      title: z.string(),
      met: z.boolean(),
      evidence: z.array(quote),
      accepted: z.array(quote.extend({by: z.string(), at: z.iso.datetime()})),
      unsure: z.boolean(),
      perhaps: z.array(quote),
    }),
  ),
  gaps: z.array(z.string()),
  coverage: z.number().min(0).max(1),
});

const project = process.cwd();
const shipped = join(project, 'skills', 'kafka-events');

describe('eventcoach skill check', () => {
  it("prints the contract's JSON for the shipped skill and ends with 0, also when all is required", async () => {
    const {code, out, err} = await run(
      project,
      'check',
      '--skill',
      'skills/kafka-events',
      '--require',
      'all',
      '--format',
      'json',
    );
    const checked = checkShape.parse(JSON.parse(out));
    expect([code, err, checked.gaps, checked.problems, checked.coverage]).toEqual([0, '', [], [], 1]);
    expect(checked.skill).toMatchObject({name: 'kafka-events', version: '1.2.0', path: 'skills/kafka-events'});
    for (const {evidence} of checked.criteria) {
      for (const {file, line, quote: text} of evidence) {
        expect(readFileSync(join(shipped, file), 'utf8').split('\n')[line - 1]).toContain(text);
      }
    }
  });

  it('finds the skill of the working directory, and says what the starter lacks', async () => {
    const cwd = emptyFolder();
    expect((await run(cwd, 'init')).code).toBe(0);
    const plain = await run(cwd, 'check', '--format', 'json');
    const checked = checkShape.parse(JSON.parse(plain.out));
    expect([plain.code, checked.skill.path, checked.problems]).toEqual([0, 'skills/kafka-events', []]);
    expect(checked.gaps).toContain('availability-arithmetic');
    expect(checked.coverage).toBeCloseTo((rubric.criteria.length - checked.gaps.length) / rubric.criteria.length, 12);
    expect([
      (await run(cwd, 'check', '--require', 'first')).code,
      (await run(cwd, 'check', '--require', 'all')).code,
    ]).toEqual([1, 1]);
  });

  it('ends with 1 when the files break the format', async () => {
    const cwd = emptyFolder();
    write(cwd, {'skills/orders/SKILL.md': skillText([...good, 'version: 1'])});
    const {code, out} = await run(cwd, 'check');
    expect([code, out]).toEqual([1, expect.stringContaining('error: "version" is no key of the format')]);
  });

  it('offers init where there is no skill', async () => {
    expect(await run(emptyFolder(), 'check')).toMatchObject({
      code: 2,
      err: expect.stringContaining('eventcoach skill init'),
    });
  });

  it('reports a sentence that teaches the opposite as a warning, and does not count it', async () => {
    const cwd = emptyFolder();
    const body =
      'Multiply the availabilities of the services of a chain: a service of 99.9 % is down 3.65 hours a year.\n';
    write(cwd, {'skills/orders/SKILL.md': skillText(good, body)});
    const {out} = await run(cwd, 'check', '--format', 'json');
    const {problems, gaps} = checkShape.parse(JSON.parse(out));
    expect(problems).toMatchObject([
      {severity: 'warning', line: 8, message: expect.stringContaining('the opposite of "Availability arithmetic"')},
    ]);
    expect(gaps).toContain('availability-arithmetic');
  });

  it("uses the rubric that is named, and the skill's own one before the built-in one", async () => {
    const cwd = emptyFolder();
    const own = (id: string) =>
      `name: own\ncriteria:\n  - {id: ${id}, title: T, question: Q, why: W, evidence: E, signals: {x: ["order*"], y: ["review*"]}}\n`;
    write(cwd, {
      'skills/orders/SKILL.md': skillText(good, 'An order has to be reviewed by two people before it is sent.\n'),
      'skills/orders/evals/rubric.yaml': own('its-own'),
      'mine.yaml': own('mine'),
    });
    const ids = async (...args: string[]) =>
      JSON.parse((await run(cwd, 'check', '--format', 'json', ...args)).out).criteria.map(
        (c: {id: string; met: boolean}) => [c.id, c.met],
      );
    expect([await ids(), await ids('--rubric', 'mine.yaml')]).toEqual([[['its-own', true]], [['mine', true]]]);
  });

  it('checks a library: the files of each, overlapping descriptions, the rubric where it fits', async () => {
    const cwd = emptyFolder();
    const described = (name: string, text: string) =>
      skillText([`name: ${name}`, `description: ${text}`, ...good.slice(2)]);
    write(cwd, {
      'lib/a/SKILL.md': described('a', 'Design Kafka events and their payloads, keys and schemas.'),
      'lib/b/SKILL.md': described('b', 'Use to design payloads, keys and schemas of Kafka events.'),
      'lib/c/SKILL.md': described('wrong', 'Write SQL migrations.'),
    });
    const {code, out} = await run(cwd, 'check', 'lib', '--format', 'json');
    const {schema, skills} = JSON.parse(out);
    expect([code, schema]).toEqual([1, 'eventcoach/skill-library-check@1']);
    expect(
      skills.map((s: {coverage: number | null; problems: {severity: string}[]}) => [
        s.coverage,
        s.problems.map((p) => p.severity),
      ]),
    ).toEqual([
      [0, []],
      [0, ['warning']],
      [null, ['error']],
    ]);
    const {out: text} = await run(cwd, 'check', join('lib', 'a'), join('lib', 'c'));
    expect(text).toContain('No rubric fits it');
    expect(text).toContain('\n1 of 2 broken: lib/c\n');
    expect((await run(cwd, 'check', join('lib', 'a'), join('lib', 'b'))).out).toContain('\nNone is broken.\n');
  });

  it('goes by the same rule for one skill as for a library: a rubric that does not fit is used only when it is named', async () => {
    const cwd = emptyFolder();
    write(cwd, {
      'lib/commits/SKILL.md': skillText(['name: commits', 'description: Write commit messages.', ...good.slice(2)]),
    });
    const alone = await run(cwd, 'check', 'lib/commits');
    expect(alone.code).toBe(0);
    expect(alone.out.replace(/\s+/g, ' ')).toContain('No rubric fits this skill by its name and description');
    expect(alone.out).toContain('--rubric kafka-events');
    expect((await run(cwd, 'check', 'lib/commits', '--rubric', 'kafka-events')).out).toContain(
      'The check finds 23 gaps.',
    );
    // Nobody has looked at a criterion, so that none can count as met.
    expect(await run(cwd, 'check', 'lib/commits', '--require', 'all')).toMatchObject({
      code: 2,
      err: expect.stringContaining('no rubric fits'),
    });
  });

  it('says of a folder that is not there that it is not', async () => {
    const cwd = emptyFolder();
    write(cwd, {'docs/a.md': 'A.\n'});
    expect((await run(cwd, 'check', 'missing')).err).toContain('missing: there is no such folder.');
    expect((await run(cwd, 'check', 'docs')).err).toContain('docs: there is no SKILL.md in it');
  });

  it('prints for each gap what its criterion looks for, then the next step and where recorded gaps are listed', async () => {
    const cwd = emptyFolder();
    await run(cwd, 'init');
    const {out} = await run(cwd, 'check');
    const shown = out.replace(/\s+/g, ' ');
    const {gaps} = JSON.parse((await run(cwd, 'check', '--format', 'json')).out);
    for (const {id, evidence} of rubric.criteria)
      expect([id, shown.includes(`What it looks for: ${evidence}`)]).toEqual([id, gaps.includes(id)]);
    expect(out).toContain('\n  eventcoach skill improve\n');
    expect(shown).toContain('another list (none of them is open): eventcoach skill gaps');
    await run(cwd, 'gaps', 'add', '--text', 'Too short.');
    const named = await run(cwd, 'check', 'skills/kafka-events');
    expect(named.out).toContain('\n  eventcoach skill improve --skill skills/kafka-events\n');
    expect(named.out).toContain('another list (1 is open)');
    const listed = await run(cwd, 'gaps');
    expect(listed.out.replace(/\s+/g, ' ')).toContain('This list holds what was recorded');
    expect(listed.out).toContain('eventcoach skill check');
  });

  it('cuts a long quote behind a word', async () => {
    const {out} = await run(project, 'check', shipped);
    const cut = [...out.replace(/\s+/g, ' ').matchAll(/"([^"]*)…"/g)].map(([, text]) => text!);
    const text = ['SKILL.md', ...readdirSync(join(shipped, 'references')).map((file) => `references/${file}`)]
      .map((file) => readFileSync(join(shipped, file), 'utf8'))
      .join(' ')
      .replace(/\s+/g, ' ');
    expect(cut.length).toBeGreaterThan(5);
    for (const one of cut) expect(text.slice(text.indexOf(one) + one.length)).toMatch(/^[^\p{L}\p{N}]/u);
  });

  it('prints for a person within 80 columns, with words beside the marks and no escape sequences', async () => {
    const cwd = emptyFolder();
    write(cwd, {
      'skills/orders/SKILL.md': skillText(
        good,
        'When a \u001b[2Jservice calls another one and waits, both have to be up at the same moment. If the called service is being deployed, the call fails, and so does whatever the user was doing.\n\n[x](\u001b]0;t.md)\n',
      ),
    });
    const {out} = await run(cwd, 'check');
    expect(out).toContain('✗ Availability coupling: gap (availability-coupling)');
    expect(out).toContain('✓ Temporal coupling: met');
    expect(out).toContain('SKILL.md:8  "When a \\x1b[2Jservice');
    expect(out.replace(/\s+/g, ' ')).toContain('It cannot tell a wrong claim that is stated well from a right one');
    expect(out).not.toContain('\u001b');
    for (const line of out.split('\n')) expect([line, [...line].length <= 80]).toEqual([line, true]);
  });

  it('prints the same bytes twice', async () => {
    expect((await run(project, 'check', shipped)).out).toBe((await run(project, 'check', shipped)).out);
  });
});
