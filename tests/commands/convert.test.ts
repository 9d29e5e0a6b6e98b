import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const text = `version: 1
name: Task management # the chapter
services:
  task-api: # the entry
    latency: 50ms
    calls:
      - {to: notification, needsResult: false, timeout: 30s}
      - {to: audit} # who says?
      - {to: auth, needsResult: true}
  notification: {latency: 2s}
  audit: {latency: 500ms}
  auth: {latency: 5ms}
brokers: {kafka: {availability: 99.99%, latency: 5ms}}
operations: {create-task: {entry: task-api, rate: 20/s}}
`;
const file = here.file('task.yaml', text);
const convert = (...args: string[]) => here.type(['convert', file, ...args]);
const written = (name: string) => readFileSync(join(here.cwd, name), 'utf8');

describe('eventcoach convert', () => {
  it('prints before, after, whether consumers keep up, what got worse and what is cheaper', async () => {
    const {code, out} = await convert('--call', 'task-api:notification', '--event', 'TaskCreated');
    expect(code).toBe(0);
    const said = out.replace(/\s+/g, ' ');
    for (const part of [
      '2.56 s -> 560 ms',
      'Do the consumers keep up?',
      'What gets worse',
      'Cheaper, and how far it gets',
      'needs kafka',
    ])
      expect(said).toContain(part);
  });

  it('prints the JSON of the contract', async () => {
    const {out} = await convert(
      '--call',
      'task-api:notification,task-api:audit',
      '--event',
      'TaskCreated',
      '--format',
      'json',
    );
    const json = JSON.parse(out);
    expect(json.schema).toBe('eventcoach/conversion@1');
    expect(Object.keys(json)).toEqual(
      expect.arrayContaining(['conversions', 'before', 'after', 'changes', 'lateBy', 'alternatives', 'worse']),
    );
    expect(json.changes['create-task'].typicalMs).toEqual({before: 2555, after: 60});
    expect(json.lateBy[0]).toMatchObject({consumer: 'notification', keepsUp: null});
    expect(json.before.schema).toBe('eventcoach/analysis@1');
  });

  it('asks for the name of the event with a suggestion, and for a call', async () => {
    expect(await convert('--call', 'task-api:audit')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--event TaskCreated'),
    });
    for (const name of ['', ' ', 'a\u001b[31m']) {
      expect(await convert('--call', 'task-api:audit', '--event', name)).toMatchObject({
        code: 2,
        err: expect.stringMatching(/^--event .*: not a name/),
      });
    }
    expect(await convert('--event', 'X')).toMatchObject({code: 2, err: expect.stringContaining('--call')});
    expect(await convert('--call', 'task-api:audti', '--event', 'X')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/audti[\s\S]*task-api:audit/),
    });
    expect(await convert('--call', 'task-api:audit', '--event', 'X', '--broker', 'kafak')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/kafak[\s\S]*kafka/),
    });
  });

  it('refuses a call whose result is needed, and converts nothing', async () => {
    const refused = await convert('--call', 'task-api:auth', '--event', 'Checked', '--write', 'no.yaml');
    expect(refused).toMatchObject({code: 2, out: '', err: expect.stringContaining('needs the result')});
    expect(existsSync(join(here.cwd, 'no.yaml'))).toBe(false);
    expect(await convert('--call', 'task-api:auth', '--event', 'Checked', '--convert-needed')).toMatchObject({
      code: 0,
      out: expect.stringContaining('a result is needed'),
    });
  });

  it('writes the converted topology with its comments, and never over a file without --force', async () => {
    const args = ['--call', 'task-api:notification', '--event', 'TaskCreated', '--write', 'after.yaml'];
    expect((await convert(...args)).code).toBe(0);
    const after = written('after.yaml');
    for (const comment of ['# the chapter', '# the entry', '# who says?']) expect(after).toContain(comment);
    expect(JSON.parse((await here.type(['analyze', 'after.yaml', '--format', 'json'])).out).topology).toMatchObject({
      calls: 2,
      events: 1,
    });
    expect(await convert(...args)).toMatchObject({code: 2, err: expect.stringContaining('--force')});
    expect((await convert(...args, '--force')).code).toBe(0);
    expect(written('after.yaml')).toBe(after);
    expect(written(file)).toBe(text);
  });

  it('puts the open question on top and needs --assume to write', async () => {
    const args = ['--call', 'task-api:audit', '--event', 'TaskCreated'];
    expect((await convert(...args)).out).toMatch(
      /^[^\n]*\nNot answered yet: Does task-api need to wait for audit's result\?/,
    );
    expect(await convert(...args, '--write', 'open.yaml')).toMatchObject({
      code: 2,
      err: expect.stringContaining('--assume'),
    });
    expect(existsSync(join(here.cwd, 'open.yaml'))).toBe(false);
    expect((await convert(...args, '--write', 'open.yaml', '--assume')).code).toBe(0);
  });

  it('writes JSON for JSON', async () => {
    here.file(
      'task.json',
      JSON.stringify({
        version: 1,
        name: 'j',
        services: {a: {calls: [{to: 'b', needsResult: false}]}, b: {}},
        brokers: {kafka: {}},
      }),
    );
    await here.type(['convert', 'task.json', '--call', 'a:b', '--event', 'Done', '--write', 'done.json']);
    expect(JSON.parse(written('done.json'))).toMatchObject({
      services: {a: {}},
      events: {Done: {producer: 'a', consumers: {b: {}}}},
      operations: {a: {entry: 'a'}},
    });
  });
});

describe('eventcoach critique with a topology', () => {
  const proposal = here.file(
    'mail.yaml',
    'id: tell-slack\nproposal: {caller: task-api, callee: notification, proposedEvent: {name: TaskCreated}, facts: {effects: [{what: post it, proposed: event, result: ignored, waiting: nobody, refusal: none, invariant: none}]}}\n',
  );

  it('adds what the conversion would change in figures', async () => {
    const {out} = await here.type(['critique', proposal, '--topology', file, '--format', 'json']);
    const [critique] = JSON.parse(out).critiques;
    expect(critique.impact.latency).toMatchObject({operation: 'create-task', typicalMs: {before: 2555, after: 560}});
  });

  it('credits a verdict with no more than it changes, and follows the answers on how it is published', async () => {
    const impact = async (text: string) => {
      const name = here.file('verdict.yaml', text);
      return JSON.parse((await here.type(['critique', name, '--topology', file, '--format', 'json'])).out).critiques[0];
    };
    const base = 'caller: task-api, callee: notification, proposedEvent: {name: TaskCreated}, delivery: {outbox: true}';
    const none = 'waiting: nobody, refusal: none, invariant: none';
    const ignored = `{what: post, proposed: event, result: ignored, ${none}}`;
    const shown = `{what: answer, proposed: call, result: shown, ${none}, localCopy: none}`;
    const of = (effects: string, event = '') => `id: v\nproposal: {${base}, facts: {effects: [${effects}]${event}}}\n`;
    const split = await impact(of(`${ignored}, ${shown}`, ', event: {publishStep: separate}'));
    expect([split.verdict, split.impact.latency.typicalMs]).toEqual(['split', {before: 2555, after: 2560}]);
    const kept = await impact(of(shown));
    expect([kept.verdict, kept.impact.latency.typicalMs]).toEqual(['keep-sync', {before: 2555, after: 2555}]);
    expect((await impact(of(ignored))).impact.latency.typicalMs).toEqual({before: 2555, after: 555});
    expect((await impact(of(ignored, ', event: {publishStep: separate}'))).impact.latency.typicalMs).toEqual({
      before: 2555,
      after: 560,
    });
  });

  it('says why there are no figures', async () => {
    here.file('typo.yaml', 'id: t\nproposal: {caller: task-api, callee: notificaton}\n');
    const {code, err} = await here.type(['critique', 'typo.yaml', '--topology', file]);
    expect(code).toBe(0);
    expect(err).toMatch(/^t: no figures, .*Did you mean "task-api:notification"\?\n/);
  });

  it('writes an accepted verdict and its id to the call, and keeps the critique', async () => {
    here.file('accept.yaml', text);
    const {code} = await here.type(['critique', proposal, '--topology', 'accept.yaml', '--accept', 'tell-slack']);
    expect(code).toBe(0);
    expect(written('accept.yaml')).toContain(
      '{to: notification, needsResult: false, timeout: 30s, critique: tell-slack}',
    );
    expect(JSON.parse(written('.eventcoach/critiques/tell-slack.json'))).toMatchObject({content: {verdict: 'convert'}});
  });

  it('accepts nothing that is undecided, unknown, or without a call', async () => {
    here.file('open-proposal.yaml', 'id: open\nproposal: {caller: task-api, callee: audit}\n');
    expect(await here.type(['critique', 'open-proposal.yaml', '--topology', file, '--accept', 'open'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('undecided'),
    });
    expect(await here.type(['critique', proposal, '--topology', file, '--accept', 'tell-slak'])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/tell-slak[\s\S]*tell-slack/),
    });
    expect(await here.type(['critique', proposal, '--accept', 'tell-slack'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--topology'),
    });
    expect(written(file)).toBe(text);
  });
});

describe('eventcoach prompt', () => {
  it('lists the prompts about a system and those about a skill', async () => {
    const {out} = await here.type(['prompt', 'list']);
    const about = ['analyze-my-architecture', 'design-an-event', 'availability-impact'];
    for (const name of [...about, 'test-my-skill', 'improve-my-skill']) expect(out).toContain(name);
  });

  it('fills the one that improves a skill with the skill and the open gaps, and needs no topology for it', async () => {
    expect((await here.type(['prompt', 'show', 'improve-my-skill'])).out).toContain('No gap is recorded.');
    for (const text of ['Says nothing about retries', 'Was never one'])
      await here.type(['skill', 'gaps', 'add', '--text', text]);
    const {out: list} = await here.type(['skill', 'gaps', '--format', 'json']);
    const {id} = JSON.parse(list).gaps[1];
    await here.type(['skill', 'gaps', 'close', id, '--why', 'a mistake']);
    const {code, out, err} = await here.type(['prompt', 'show', 'improve-my-skill']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatch(/<data name="skill">\n# SKILL\.md\n[\s\S]*<data name="gaps">\n[^<]*Says nothing about retries/);
    expect(out).not.toContain('Was never one');
  });

  it('fills the one that tests a skill with the skill and the system, and shows it bare without one', async () => {
    const {out} = await here.type(['prompt', 'show', 'test-my-skill', '--topology', file]);
    expect(out).toMatch(/<data name="skill">[\s\S]*<data name="topology">[\s\S]*task-api/);
    const bare = await here.type(['prompt', 'show', 'test-my-skill']);
    expect([bare.code, bare.err]).toEqual([0, 'This is the bare prompt: --topology FILE fills it in.\n']);
    expect(bare.out).toContain('{{skill}}');
  });

  it('fills one with the topology and the computed figures, as data', async () => {
    const {code, out} = await here.type(['prompt', 'show', 'availability-impact', '--topology', file]);
    expect(code).toBe(0);
    expect(out).toContain('<data name="topology">');
    expect(out).toContain('# who says?');
    expect(out).toContain('99.6006 %');
    expect(out).toContain('After moving the calls that nobody waits for');
  });

  it('copies to a file, or to the clipboard of a terminal', async () => {
    await here.type(['prompt', 'copy', 'design-an-event', '--topology', file, '-o', 'prompt.txt']);
    expect(written('prompt.txt')).toContain('task-api');
    expect(await here.type(['prompt', 'copy', 'design-an-event', '--topology', file])).toMatchObject({
      code: 2,
      err: expect.stringContaining('-o'),
    });
    const {out} = await here.type(['prompt', 'copy', 'design-an-event', '--topology', file], {isTTY: true});
    const [, base64 = ''] = /^\u001b\]52;c;([A-Za-z0-9+/=]+)\u0007$/.exec(out) ?? [];
    expect(Buffer.from(base64, 'base64').toString()).toBe(written('prompt.txt'));
  });
});
