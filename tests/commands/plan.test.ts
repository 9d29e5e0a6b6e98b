import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const text = `version: 1
name: Task management
services:
  task-api:
    team: tasks
    latency: 50ms
    calls:
      - {to: notification, needsResult: false, timeout: 30s}
      - {to: audit} # who says?
      - {to: auth, needsResult: true}
  notification: {latency: 2s, concurrency: 60}
  audit: {latency: 500ms}
  auth: {latency: 5ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms, retention: 7d}}
operations:
  create-task:
    entry: task-api
    rate: 20/s
    target: {availability: 99.7%}
    measured: {availability: 99.9%}
    lossPerFailedRequest: 0.40
`;
const file = here.file('task.yaml', text);
const squeezed = (out: string) => out.replace(/\s+/g, ' ');

describe('eventcoach plan', () => {
  it('prints the JSON of the contract', async () => {
    const {code, out} = await here.type(['plan', file, '--format', 'json']);
    expect(code).toBe(0);
    const json = JSON.parse(out);
    expect(json).toMatchObject({
      schema: 'eventcoach/plan@1',
      method: 'exact',
      steps: [{from: 'task-api', to: 'notification', name: 'notification', meetsTargetsAfter: false}],
      questions: [{from: 'task-api', to: 'audit', name: 'audit'}],
      kept: [{from: 'task-api', to: 'auth', name: 'auth', because: 'its result is needed'}],
    });
    // 0.999^4 against 0.999^3 x 0.9999
    expect(json.steps[0].gainMinutesPerYear).toBeCloseTo((0.999 ** 3 * 0.9999 - 0.999 ** 4) * 525_600, 6);
    expect(json.steps[0].gainMs).toBeCloseTo(1995, 9);
    expect(json.questions[0].worthMinutesPerYear).toBeCloseTo((0.999 ** 3 - 0.999 ** 4) * 525_600, 6);
  });

  it('says which calls, why it stops, what it costs and what is not known', async () => {
    const {out} = await here.type(['plan', file]);
    const said = squeezed(out);
    for (const part of [
      'Task management: 1 call to convert, then stop',
      'task-api -> notification, as "TaskCreated"',
      'create-task misses its target with what the file says',
      'Published from an outbox, the same events let create-task meet its target.',
      'Timeouts alone leave create-task more available (99.7003 %) than events (99.6903 %)',
      'Today | with timeouts instead | these events | from an outbox',
      'What gets worse',
      "Does task-api need to wait for audit's result?",
      'eventcoach ask task.yaml',
      'task-api -> auth: its result is needed',
    ])
      expect(said).toContain(part);
  });

  it('prints a page with today, the cheapest fix and events, in requests and money, beside what is measured', async () => {
    const {code, out} = await here.type(['plan', file, '--format', 'markdown']);
    expect(code).toBe(0);
    // 20/s x 31,536,000 s x (1 - 0.999^4) requests fail today, 0.40 each
    const failed = 20 * 31_536_000 * (1 - 0.999 ** 4);
    const grouped = (n: number) =>
      Math.round(n)
        .toString()
        .replace(/\B(?=(\d{3})+$)/g, ',');
    expect(out).toContain('| Failed requests a year |');
    expect(out).toContain(`| ${grouped(failed)} |`);
    expect(out).toContain(`| They cost | ${grouped(failed * 0.4)} |`);
    for (const part of ['## What gets worse', 'Measured:', 'measured 99.9', '## What nobody has said yet', '| tasks |'])
      expect(out).toContain(part);
    expect(out).toContain('notification reads "TaskCreated": keeps up. 20/s arrive, it handles 30/s');
  });

  it('shows names of the file as they are, in text and Markdown', async () => {
    const odd = here.file(
      'odd.yaml',
      text.replaceAll('notification', '"<b>*x*|y"').replace('name: Task management', 'name: "# [a](b)"'),
    );
    const {out} = await here.type(['plan', odd, '--format', 'markdown']);
    expect(out).toContain('\\<b>\\*x\\*\\|y');
    expect(out).toMatch(/^# \\# \\\[a\\\]/);
  });

  it('wants a broker where there are calls to convert and several brokers, or none', async () => {
    const none = here.file('none.yaml', text.replace(/^brokers.*\n/m, ''));
    expect(await here.type(['plan', none])).toMatchObject({code: 2, out: ''});
    const two = here.file('two.yaml', text.replace('brokers: {', 'brokers: {rabbit: {}, '));
    const asked = await here.type(['plan', two]);
    expect(asked).toMatchObject({code: 2, out: ''});
    expect(asked.err).toContain('Write --broker rabbit.');
    expect((await here.type(['plan', two, '--broker', 'kafka'])).code).toBe(0);
    expect((await here.type(['plan', two, '--broker', 'kafak'])).err).toContain('Did you mean "kafka"?');
    const settled = here.file(
      'settled.yaml',
      text.replace(/^brokers.*\n/m, '').replace('needsResult: false', 'needsResult: true'),
    );
    const {code, out} = await here.type(['plan', settled]);
    expect(code).toBe(0);
    expect(out).toContain('nothing to convert yet, 1 call is not answered for');
  });
});

describe('eventcoach convert --adr', () => {
  const record = (name: string, ...more: string[]) =>
    here.type(['convert', file, '--call', 'task-api:notification', '--event', 'TaskCreated', '--adr', name, ...more]);
  const written = (name: string) => readFileSync(join(here.cwd, name), 'utf8');

  it('writes question, answer, figures, price and alternatives', async () => {
    const {code, out} = await record('adr.md');
    expect(code).toBe(0);
    expect(out).toContain('Written to adr.md.');
    const page = written('adr.md');
    for (const part of [
      '# task-api publishes "TaskCreated" for notification',
      '- Date: 2026-01-01',
      '- Status: proposed',
      "Does task-api need to wait for notification's result? No",
      '| They cost |',
      '## What gets worse',
      '## Alternatives, and their price',
    ])
      expect(page).toContain(part);
  });

  it('keeps an open question open', async () => {
    await here.type(['convert', file, '--call', 'task-api:audit', '--event', 'TaskCreated', '--adr', 'open.md']);
    expect(written('open.md')).toContain('Status: open, the question below is not answered');
    expect(written('open.md')).toContain('None yet. Proposed, should the answer be no:');
  });

  it('writes nothing where one of the files is there, and never two onto one', async () => {
    here.file('there.md', 'mine');
    const refused = await record('there.md', '--write', 'after.yaml');
    expect(refused).toMatchObject({code: 2, out: ''});
    expect(refused.err).toContain('there.md is there already; nothing was written.');
    expect(written('there.md')).toBe('mine');
    expect(() => written('after.yaml')).toThrow();
    expect((await record('same.md', '--write', './same.md')).err).toContain('named twice');
    expect((await record('there.md', '--force')).code).toBe(0);
    expect(written('there.md')).toContain('TaskCreated');
  });
});
