import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {emptyFolder, good, skillText, write} from '../skill/folder.ts';
import {run} from '../skill/run-skill.ts';

describe('eventcoach skill', () => {
  it('lists the subcommands that there are, and each of them works', async () => {
    const {code, out} = await run(emptyFolder());
    expect(code).toBe(0);
    expect(out.match(/eventcoach skill \w+/g)).toEqual(
      expect.arrayContaining(
        ['init', 'show', 'check', 'gaps', 'improve', 'history', 'revert', 'install'].map(
          (s) => `eventcoach skill ${s}`,
        ),
      ),
    );
  });

  it('prints its help within 80 columns, options behind each other in a column of their own', async () => {
    for (const part of [[], ['check'], ['improve'], ['install'], ['eval'], ['gaps']]) {
      const {out} = await run(emptyFolder(), ...part, '--help');
      for (const line of out.split('\n')) expect([line, line.length <= 80]).toEqual([line, true]);
      const [, options = ''] = out.split('\nOptions:\n');
      for (const line of options.split('\n\n')[0]!.split('\n').filter(Boolean))
        expect(line).toMatch(/^ {2}(?:-|\s+\S)/);
    }
    expect((await run(emptyFolder(), 'improve', '--help')).out).toContain(
      'skill improve [--gap ID...]\n           drafts passages for all gaps, or for these, and prints the diff\n',
    );
  });

  it('says of one subcommand what that one takes, in either way of asking', async () => {
    const {code, out} = await run(emptyFolder(), 'revert', '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^.*\n\nUsage: eventcoach skill revert \[VERSION\]/);
    expect(out).not.toMatch(/--critic|--cases|skill improve/);
    expect(out).toContain('--yes');
    expect((await run(emptyFolder(), 'eval', '-h')).out).toContain('--cases N');
    // What is no subcommand gets the help of all.
    expect((await run(emptyFolder(), '--help', 'nonsense')).out).toContain('eventcoach skill init');
  });

  it.each([
    [['chek'], 'Did you mean "check"?'],
    [['show', '--require', 'first'], '"eventcoach skill show --help" lists its options.'],
    [['check', '--require', 'frist'], 'Did you mean "first"?'],
    [['gaps', 'ad'], 'Did you mean "add"?'],
    [['gaps', 'add', '--criterion', 'temporal-copling', '--text', 'x'], 'Did you mean "temporal-coupling"?'],
    [['gaps', 'add', '--criterion', 'migration'], 'Say: eventcoach skill gaps add'],
    [['gaps', 'close', 'gap-1'], 'Say: eventcoach skill gaps close'],
    [['gaps', 'close', 'gap-1', '--why', 'x'], 'lists the gaps'],
    [['check', '--rubric', 'nowhere.yaml'], 'Name a rubric'],
    [['check', 'nowhere'], 'nowhere: there is no such folder.'],
    [['check', '--skill', 'nowhere'], 'Name the folder that holds SKILL.md'],
    [['check', '--skill', 'a', 'b'], 'eventcoach skill check DIR'],
    [['init', '../x'], 'kafka-events'],
    [['init', 'a', 'b'], 'eventcoach skill init NAME'],
  ])('%j ends with 2 and a hint', async (args, hint) => {
    const {code, err} = await run(emptyFolder(), ...args);
    expect([code, err]).toEqual([2, expect.stringContaining(hint)]);
  });
});

describe('eventcoach skill init', () => {
  it('never overwrites', async () => {
    const cwd = emptyFolder();
    write(cwd, {'skills/mine/SKILL.md': 'mine\n'});
    expect(await run(cwd, 'init', 'mine')).toMatchObject({code: 2, err: expect.stringContaining('is there already')});
    expect(readFileSync(join(cwd, 'skills', 'mine', 'SKILL.md'), 'utf8')).toBe('mine\n');
  });

  it('writes a skill that is in order under the name that was asked for', async () => {
    const cwd = emptyFolder();
    await run(cwd, 'init', 'my-events');
    expect(JSON.parse((await run(cwd, 'check', '--format', 'json')).out).problems).toEqual([]);
  });
});

describe('eventcoach skill show', () => {
  it('prints the skill that comes with eventcoach where there is none, and its references', async () => {
    const cwd = emptyFolder();
    const {code, out} = await run(cwd, 'show');
    expect([code, out]).toEqual([0, expect.stringContaining('# Call or publish?')]);
    expect(out).toContain('  references/kafka-4.md\n');
    expect((await run(cwd, 'show', 'kafka-4')).out).toContain('# Kafka 4.x');
    expect(await run(cwd, 'show', 'references/kafka4.md')).toMatchObject({
      code: 2,
      err: expect.stringContaining('references/kafka-4.md'),
    });
    expect(existsSync(join(cwd, 'skills'))).toBe(false);
  });

  it('makes control characters visible', async () => {
    const cwd = emptyFolder();
    write(cwd, {'skills/orders/SKILL.md': skillText(good, 'A\u001b]0;title\u0007 text.\n')});
    expect((await run(cwd, 'show')).out).toContain('A\\x1b]0;title\\x07 text.');
  });
});

describe('eventcoach skill gaps', () => {
  it('adds, lists and closes, and deletes nothing', async () => {
    const cwd = emptyFolder();
    expect((await run(cwd, 'gaps')).out).toContain('No gaps are recorded.');
    const added = await run(cwd, 'gaps', 'add', '--criterion', 'consumer-lag', '--text', 'Says nothing about alerts.');
    const id = /^gap-\w+/.exec(added.out)![0];
    const listed = JSON.parse((await run(cwd, 'gaps', '--format', 'json')).out);
    expect(listed).toEqual({
      schema: 'eventcoach/gaps@1',
      gaps: [
        {
          id,
          criterion: 'consumer-lag',
          text: 'Says nothing about alerts.',
          evidence: [],
          source: 'user',
          status: 'open',
          at: '2026-11-23T10:00:00.000Z',
        },
      ],
    });
    await run(cwd, 'gaps', 'add', '--criterion', 'consumer-lag', '--text', 'says nothing about alerts');
    expect((await run(cwd, 'gaps', 'close', id, '--why', 'It does now.', '--merged')).out).toContain(`${id} is merged`);
    const {gaps} = JSON.parse((await run(cwd, 'gaps', '--format', 'json')).out);
    expect(gaps.map((gap: {id: string; status: string}) => [gap.id, gap.status])).toEqual([[id, 'merged']]);
    expect((await run(cwd, 'gaps')).out).toContain('Closed: 1');
  });

  it('takes a gap that belongs to no criterion', async () => {
    const cwd = emptyFolder();
    await run(cwd, 'gaps', 'add', '--text', 'Uses "queue" and "topic" for the same thing.');
    expect(JSON.parse((await run(cwd, 'gaps', '--format', 'json')).out).gaps).toMatchObject([
      {criterion: null, status: 'open'},
    ]);
  });
});
