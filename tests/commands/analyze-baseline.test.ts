import {existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterAll, describe, expect, it} from 'vitest';
import {folder, type Ran} from './typed.ts';

const here = folder();
afterAll(here.remove);
const original = readFileSync('fixtures/topologies/task-api.topology.yaml', 'utf8');
const file = here.file('task.topology.yaml', original);
/** The Task API after a change: reminder is gone, and an unanswered call to a fraud check has come. */
const changed = here.file(
  'changed.topology.yaml',
  original
    .replace(/^ {6}- \{to: reminder.*$/m, '      - {to: fraud, timeout: 1s}')
    .replace(/^ {2}reminder:.*$/m, '  fraud: {latency: 300ms}'),
);
const analyze = (...args: string[]) => here.type(['analyze', ...args]);
const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');
const json = async (...args: string[]) => JSON.parse((await analyze(...args, '--format', 'json')).out);
const flat = ({out}: Ran) => out.replace(/\s+/g, ' ');
/** A fresh baseline of the Task API as it was. */
const baseline = async (name = 'b.json') => {
  const {code, err} = await analyze(file, '--write-baseline', name);
  expect([code, err]).toEqual([0, expect.stringMatching(/^\S+: \d+ findings and 3 synchronous calls kept\.\n$/)]);
  return name;
};

describe('analyze --write-baseline', () => {
  it('writes what was found by rule and subject, sorted, one to a line, and every synchronous call', async () => {
    const text = read(await baseline());
    const written = JSON.parse(text);
    expect(Object.keys(written)).toEqual(['schema', 'findings', 'calls']);
    expect(written.schema).toBe('eventcoach/baseline@1');
    const {findings} = await json(file);
    expect(written.findings).toHaveLength(findings.length);
    expect(written.findings).toEqual(
      expect.arrayContaining([
        {rule: 'target-missed', subject: {operation: 'create-task'}},
        {rule: 'no-timeout', subject: {from: 'task-api', to: 'audit', name: 'audit'}},
      ]),
    );
    expect(written.calls.map(({to}: {to: string}) => to)).toEqual(['audit', 'notification', 'reminder']);
    const entries = text.split('\n').filter((line) => line.startsWith('    '));
    expect(entries).toHaveLength(findings.length + 3);
    const ofFindings = entries.slice(0, findings.length).map((line) => line.replace(/,$/, ''));
    expect(ofFindings).toEqual([...ofFindings].sort());
  });

  it('prints the report all the same, and gives the same bytes twice', async () => {
    const once = await analyze(file, '--write-baseline', 'c.json');
    expect(once.out).toBe((await analyze(file)).out);
    const first = read('c.json');
    await analyze(file, '--write-baseline', 'c.json');
    expect(read('c.json')).toBe(first);
  });

  it('keeps the findings of every operation, whatever the report is narrowed to', async () => {
    const two = here.file(
      'two.yaml',
      'version: 1\nname: two\nservices: {a: {calls: [{to: b}]}, b: {}, c: {calls: [{to: d}]}, d: {}}\noperations: {x: {entry: a}, y: {entry: c}}\n',
    );
    await analyze(two, '--write-baseline', 'narrow.json', '--operation', 'y', '--top', '1');
    await analyze(two, '--write-baseline', 'whole.json');
    expect(read('narrow.json')).toBe(read('whole.json'));
  });

  it('replaces an older baseline without --force, and nothing that is none', async () => {
    await baseline();
    expect((await analyze(changed, '--write-baseline', 'b.json')).code).toBe(0);
    expect(read('b.json')).toContain('fraud');
    for (const other of [
      file,
      here.file('other.json', '{"schema": "eventcoach/progress@1"}'),
      here.file('empty', ''),
    ]) {
      const before = read(other);
      const {code, out, err} = await analyze(changed, '--write-baseline', other);
      expect([code, out]).toEqual([2, '']);
      expect(err).toMatch(/is there already and is no baseline; nothing was written\.\n.+\n$/);
      expect(read(other)).toBe(before);
    }
    mkdirSync(join(here.cwd, 'folder'), {recursive: true});
    for (const place of ['folder', '/dev/null', '-']) {
      expect(await analyze(file, '--write-baseline', place)).toMatchObject({code: 2, out: ''});
    }
  });

  it('writes a first baseline whatever --fail-on says of what is in it', async () => {
    const ran = await analyze(file, '--write-baseline', 'first.json', '--fail-on', 'error');
    expect(ran.code).toBe(1);
    expect(JSON.parse(read('first.json')).calls).toHaveLength(3);
  });

  it('writes through a link', async () => {
    await baseline('real.json');
    symlinkSync('real.json', join(here.cwd, 'link.json'));
    await analyze(changed, '--write-baseline', 'link.json');
    expect(read('real.json')).toContain('fraud');
  });
});

describe('analyze --baseline', () => {
  it('reports nothing of a topology that has not changed, wherever its lines have moved', async () => {
    const moved = here.file('moved.yaml', `# moved\n\n${original.replace('latency: 500ms', 'latency: 700ms')}`);
    const kept = await baseline();
    const a = await json(moved, '--baseline', kept);
    expect(a.findings).toEqual([]);
    expect(a.baseline).toEqual({file: kept, known: JSON.parse(read(kept)).findings.length, stale: [], staleCalls: []});
    const ran = await analyze(moved, '--baseline', kept, '--fail-on', 'info');
    expect(ran.code).toBe(0);
    expect(flat(ran)).toMatch(/No new findings \d+ known findings are left out: b\.json has them\./);
    expect(ran.out).not.toContain('No longer found');
  });

  it('reports what is new, with a finding for each new synchronous call, and counts it for --fail-on', async () => {
    const kept = await baseline();
    const a = await json(changed, '--baseline', kept);
    const rules = a.findings.map(({rule}: {rule: string}) => rule);
    expect(rules).toContain('new-synchronous-call');
    expect(rules).not.toContain('target-missed');
    const added = a.findings.find(({rule}: {rule: string}) => rule === 'new-synchronous-call');
    expect(added).toMatchObject({severity: 'warning', subject: {from: 'task-api', to: 'fraud'}, line: 17});
    // The same figures as the coupling has: 300 ms, and what fraud takes from create-task.
    const {couplings} = a;
    const coupling = couplings.find(({to}: {to: string}) => to === 'fraud');
    expect(added.message).toContain('300 ms');
    expect(added.message).toContain(`${(coupling.availability.minutesPerYear / 60).toFixed(2)} h a year`);
    expect(added.message).toContain(coupling.question);
    expect((await analyze(changed, '--baseline', kept, '--fail-on', 'warning')).code).toBe(1);
    expect((await analyze(changed, '--baseline', kept, '--fail-on', 'error')).code).toBe(0);
    expect((await analyze(changed, '--fail-on', 'error')).code).toBe(1);
  });

  it('names what the baseline has and nobody finds any more', async () => {
    const kept = await baseline();
    const {stale, staleCalls} = (await json(changed, '--baseline', kept)).baseline;
    expect(stale).toContainEqual({
      rule: 'no-timeout',
      subject: {from: 'task-api', to: 'reminder', name: 'reminder'},
    });
    expect(staleCalls).toEqual([{from: 'task-api', to: 'reminder', name: 'reminder'}]);
    const text = flat(await analyze(changed, '--baseline', kept));
    expect(text).toContain('No longer found, so these entries of b.json can go:');
    expect(text).toContain('- no-timeout task-api:reminder');
    expect(text).toContain('- the call task-api:reminder');
  });

  it('tells what it left out on standard error where the format has no room for it', async () => {
    const ran = await analyze(changed, '--baseline', await baseline(), '--format', 'markdown');
    expect(ran.err).toMatch(/^\d+ known findings are left out: b\.json has them\.\nNo longer found/);
    expect(ran.out).not.toContain('left out');
  });

  it('leaves the known findings of other operations uncounted with --operation', async () => {
    const two = here.file(
      'two.yaml',
      'version: 1\nname: two\nservices: {a: {calls: [{to: b}]}, b: {}, c: {calls: [{to: d}]}, d: {}}\noperations: {x: {entry: a}, y: {entry: c}}\n',
    );
    await analyze(two, '--write-baseline', 'two.json');
    const known = async (...args: string[]) => (await json(two, '--baseline', 'two.json', ...args)).baseline;
    const [both, x, y] = [await known(), await known('--operation', 'x'), await known('--operation', 'y')];
    expect(x.known).toBeGreaterThan(0);
    expect(x.known + y.known).toBe(both.known);
    expect(x.stale).toEqual([]);
  });

  it("applies to the findings of a bad day and of the file's own day beside it", async () => {
    const timely = here.file(
      'timely.yaml',
      original.replace('p99: 300ms', 'p99: 3s').replace('99.9%, p99', '99%, p99'),
    );
    await analyze(timely, '--write-baseline', 'timely.json');
    const slow = ['--set', 'audit.latency=5s', '--baseline', 'timely.json'];
    const a = await json(timely, ...slow);
    expect(a.findings.map(({rule}: {rule: string}) => rule)).toContain('target-missed');
    expect(a.findings).not.toContainEqual(expect.objectContaining({rule: 'no-timeout'}));
    expect(a.before.findings).toEqual([]);
    const text = flat(await analyze(timely, ...slow));
    expect(text).toMatch(/New findings .* target-missed/);
    expect(text).toMatch(/known findings are left out/);
  });

  it('may be loud or silent about new calls, as config.yaml says', async () => {
    const kept = await baseline();
    mkdirSync(join(here.cwd, 'quiet'));
    const severity = async (setting: string) => {
      writeFileSync(join(here.cwd, 'quiet/config.yaml'), `rules: {new-synchronous-call: ${setting}}\n`);
      const {findings} = await json(changed, '--baseline', kept, '--workspace', 'quiet');
      return findings.find(({rule}: {rule: string}) => rule === 'new-synchronous-call')?.severity;
    };
    expect(await severity('error')).toBe('error');
    expect(await severity('{"task-api:fraud": info}')).toBe('info');
    expect(await severity('off')).toBeUndefined();
  });
});

describe('analyze --baseline with --write-baseline', () => {
  it('reports against the old one, then writes the new', async () => {
    const kept = await baseline();
    const ran = await analyze(changed, '--baseline', kept, '--write-baseline', kept);
    expect(ran.code).toBe(0);
    expect(ran.out).toContain('new-synchronous-call');
    expect(JSON.parse(read(kept)).calls.map(({to}: {to: string}) => to)).toEqual(['audit', 'fraud', 'notification']);
    expect(read(kept)).not.toContain('new-synchronous-call');
    const again = await json(changed, '--baseline', kept);
    expect([again.findings, again.baseline.stale, again.baseline.staleCalls]).toEqual([[], [], []]);
  });

  it('does not take in what --fail-on has just refused, in whichever operation it is', async () => {
    const kept = await baseline();
    const before = read(kept);
    const ran = await analyze(changed, '--baseline', kept, '--write-baseline', kept, '--fail-on', 'warning');
    expect(ran.code).toBe(1);
    expect(ran.err).toBe('b.json is not written: --fail-on refuses something new. Without --fail-on it is taken in.\n');
    expect(read(kept)).toBe(before);
    const unreached = here.file(
      'unreached.yaml',
      original.replace('services:\n', 'services:\n  lone: {calls: [{to: audit}]}\n'),
    );
    const args = ['--operation', 'create-task', '--fail-on', 'warning'];
    const other = await analyze(unreached, '--baseline', kept, '--write-baseline', kept, ...args);
    expect(other).toMatchObject({code: 0, err: expect.stringContaining('something new in other operations')});
    expect(read(kept)).toBe(before);
  });

  it('leaves the old one untouched where the topology is wrong', async () => {
    const kept = await baseline();
    const before = read(kept);
    const wrong = here.file('wrong.yaml', 'version: 1\nname: x\nservices: {a: {latency: 5}}\n');
    expect((await analyze(wrong, '--baseline', kept, '--write-baseline', kept)).code).toBe(2);
    expect((await analyze(file, '--operation', 'nope', '--baseline', kept, '--write-baseline', kept)).code).toBe(2);
    expect(read(kept)).toBe(before);
  });
});

describe('a baseline that is none', () => {
  const head = '"schema": "eventcoach/baseline@1"';
  const cases: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['no JSON', 'findings:\n  - x', /bad\.json:1:2: this is not valid JSON/],
    ['a conflict of git', `{\n  ${head},\n<<<<<<< ours\n`, /bad\.json:3:1: this is not valid JSON/],
    ['an empty file', '', /bad\.json:1:1: this is not valid JSON/],
    ['no UTF-8', new Uint8Array([0xff, 0xfe, 0]), /not UTF-8/],
    ['a list', '[]', /no baseline: its "schema"/],
    ['another schema', '{"schema": "eventcoach/analysis@1"}', /no baseline: its "schema"/],
    ['a newer version', '{"schema": "eventcoach/baseline@2"}', /another version \(eventcoach\/baseline@2\)/],
    ['no findings', `{${head}, "calls": []}`, /bad\.json: findings: not what/],
    ['an unknown key', `{${head}, "findings": [], "calls": [], "x": 1}`, /not what a baseline holds/],
    [
      'a finding without subject',
      `{${head}, "findings": [{"rule": "a", "subject": {"service": "b"}}, {"rule": "a"}], "calls": []}`,
      /findings, entry 2: not what/,
    ],
    [
      'a subject of two kinds',
      `{${head}, "findings": [{"rule": "a", "subject": {"service": "b", "broker": "c"}}], "calls": []}`,
      /entry 1/,
    ],
    ['a call as text', `{${head}, "findings": [], "calls": ["a:b"]}`, /calls, entry 1/],
    ['an own __proto__', `{${head}, "__proto__": {"findings": [], "calls": []}}`, /not what a baseline holds/],
    ['deep nesting', `{${head}, "findings": ${'['.repeat(50_000)}`, /nested deeper/],
  ];

  it.each(cases)('%s: exit 2, what and what next', async (_, content, what) => {
    here.file('bad.json', content);
    const {code, out, err} = await analyze(file, '--baseline', 'bad.json');
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(what);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(err).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
  });

  it('one that is missing, and one that is to come from where the topology comes from', async () => {
    expect(await analyze(file, '--baseline', 'nowhere.json')).toMatchObject({
      code: 2,
      err: expect.stringMatching(/nowhere\.json: there is no such baseline\.\n.*--write-baseline/),
    });
    expect((await analyze('-', '--baseline', '-')).err).toMatch(/Standard input cannot be both/);
    const kept = await baseline();
    const piped = await here.type(['analyze', file, '--baseline', '-', '--format', 'json'], {input: read(kept)});
    expect(JSON.parse(piped.out).findings).toEqual([]);
  });

  it('names that a terminal would obey do not reach it', async () => {
    const evil = '\u001b]0;pwned\u0007';
    const entry = {rule: evil, subject: {service: evil}};
    here.file('evil.json', JSON.stringify({schema: 'eventcoach/baseline@1', findings: [entry], calls: []}));
    for (const format of ['text', 'json', 'markdown']) {
      const {code, out, err} = await analyze(file, '--baseline', 'evil.json', '--format', format);
      expect(code).toBe(0);
      expect(out + err).not.toMatch(/[\u001b\u0007]/);
    }
    expect(existsSync(join(here.cwd, 'pwned'))).toBe(false);
  });
});
