import {createHash} from 'node:crypto';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {packageRoot} from '../../src/root.ts';
import {hashOf, lineSpans, sayingOf} from '../../src/skill/accept/lines.ts';
import {loadCards} from '../../src/skill/cards.ts';
import {emptyFolder, good, skillText, write} from '../skill/folder.ts';
import {run as atTerminal} from '../skill/improve/run.ts';
import {run} from '../skill/run-skill.ts';

const place = 'skills/orders/evals/accepted.yaml';
// Line 8 is the heading, 10 and 11 a passage that no check takes for consumer lag.
const body = '# Orders\n\nBread is baked before the sun rises,\nand somebody has to open the shop at seven.\n\n- One\n';

/** A folder with one skill; `accept` takes lines of it for consumer lag. */
function folder(files: Readonly<Record<string, string>> = {}) {
  const cwd = emptyFolder();
  write(cwd, {'skills/orders/SKILL.md': skillText(good, body), ...files});
  const accept = (where = 'SKILL.md:10-11', ...more: readonly string[]) =>
    run(cwd, 'check', '--accept', 'consumer-lag', where, '--as', 'Ada Lovelace', ...more);
  const check = async (...more: readonly string[]) => {
    const {out, code} = await run(cwd, 'check', '--format', 'json', ...more);
    const report = JSON.parse(out);
    return {...report, code, lag: report.criteria.find((one: {id: string}) => one.id === 'consumer-lag')};
  };
  return {cwd, accept, check, kept: () => readFileSync(join(cwd, place), 'utf8')};
}
const rewrite = (cwd: string, change: (text: string) => string, file = 'skills/orders/SKILL.md') =>
  writeFileSync(join(cwd, file), change(readFileSync(join(cwd, file), 'utf8')));

describe('skill check --accept', () => {
  it("keeps the passage's hash with the reviewer's name in the skill, and counts it as evidence", async () => {
    const {accept, check, kept} = folder();
    expect((await check()).lag).toMatchObject({met: false, evidence: [], accepted: []});
    const {code, out, err} = await accept();
    expect([code, err]).toEqual([0, '']);
    expect(out).toContain('Ada Lovelace accepts SKILL.md:10-11 for "Consumer lag" (consumer-lag):\n  > Bread is');
    expect(out).toContain(`Kept in ${place}; it counts until that text changes.\nTo take it back, delete its entry`);
    const passage = body.split('\n').slice(2, 4).join('\n');
    // The hash as anybody can compute it from the text alone.
    expect(kept()).toContain(`sha256: ${createHash('sha256').update(passage).digest('hex')}\n`);
    const quote = {file: 'SKILL.md', line: 10, quote: passage};
    const {lag, gaps, problems} = await check();
    expect(lag).toMatchObject({
      met: true,
      unsure: false,
      perhaps: [],
      evidence: [quote],
      accepted: [{...quote, by: 'Ada Lovelace', at: '2026-11-23T10:00:00.000Z'}],
    });
    expect([gaps.includes('consumer-lag'), problems]).toEqual([false, []]);
    const {out: text} = await run(folder().cwd, 'check');
    expect(text).not.toContain('accepted by');
  });

  it('says in words who accepted it, for one skill and for a library', async () => {
    const {cwd, accept} = folder({'skills/other/SKILL.md': skillText(['name: other', ...good.slice(1)])});
    expect((await accept('SKILL.md:10-11', '--skill', 'skills/orders')).code).toBe(0);
    const {out} = await run(cwd, 'check', 'skills/orders');
    expect(out).toContain('✓ Consumer lag: met, accepted by Ada Lovelace on 2026-11-23\n    SKILL.md:10  "Bread is');
    const {out: library} = await run(cwd, 'check', 'skills', '--rubric', join(packageRoot, 'skills', 'rubric.yaml'));
    expect(library.replace(/\s+/g, ' ')).toContain(
      'met, 1 of them because a reviewer accepted a passage; gaps: temporal-coupling',
    );
  });

  it("shows every accepted passage with its reviewer's name, below what the check has found itself", async () => {
    const {cwd, accept} = folder();
    await accept();
    await run(cwd, 'check', '--accept', 'consumer-lag', 'SKILL.md:13', '--as', 'Bo');
    const shown = async () => (await run(cwd, 'check')).out;
    const both =
      /accepted by Ada Lovelace on 2026-11-23:\n {4}SKILL.md:10 {2}"Bread is.*\n[\s\S]*accepted by Bo on 2026-11-23:\n {4}SKILL.md:13 {2}"- One"\n/;
    expect(await shown()).toMatch(both);
    expect(await shown()).toContain('✓ Consumer lag: met\n    accepted by Ada');
    const {passage} = (await loadCards()).get('consumer-lag')!;
    rewrite(cwd, (text) => `${text}\n## Lag\n\n${passage}\n`);
    expect(await shown()).toMatch(both);
    expect(await shown()).toMatch(/✓ Consumer lag: met\n {4}SKILL.md:1[5-9] {2}"[\s\S]*accepted by Ada/);
  });

  it('says where the check had found the criterion met, and where it sees nothing in the passage', async () => {
    const {cwd, accept} = folder();
    const doubt = 'The check sees nothing in it about this or any other criterion.\nIs it the right passage?\n';
    expect((await accept()).out).toContain(doubt);
    const {passage} = (await loadCards()).get('consumer-lag')!;
    rewrite(cwd, (text) => `${text}\n## Lag\n\n${passage}\n`);
    const {code, out} = await accept('SKILL.md:17');
    expect([code, out]).toEqual([0, expect.stringMatching(/The check had found it met without this: SKILL\.md:1\d\./)]);
    expect(out).not.toContain(doubt);
    expect((await accept('SKILL.md:8')).out).toContain('It holds no sentence');
  });

  it('needs a rubric that fits, or one that is named', async () => {
    const {cwd, accept} = folder();
    rewrite(cwd, (text) => text.replace('Use when events of orders go to Kafka.', 'Write commit messages.'));
    expect(await accept()).toMatchObject({code: 2, err: expect.stringContaining('No rubric fits skills/orders')});
    expect(existsSync(join(cwd, place))).toBe(false);
    expect((await accept('SKILL.md:10-11', '--rubric', 'kafka-events')).code).toBe(0);
  });

  it.each([
    ['lines before it', (text: string) => text.replace('# Orders\n', '# Orders\n\nMore.\n\n- x\n'), 14],
    ['other line ends', (text: string) => text.replaceAll('\n', '\r\n'), 10],
    ['spaces at line ends', (text: string) => text.replaceAll('rises,\n', 'rises,  \n'), 10],
    ['a byte order mark', (text: string) => `\ufeff${text}`, 10],
  ])('still counts with %s', async (_, change, line) => {
    const {cwd, accept, check} = folder();
    await accept();
    rewrite(cwd, change);
    expect((await check()).lag).toMatchObject({met: true, evidence: [{file: 'SKILL.md', line}]});
  });

  it('still counts where the passage has moved to another file', async () => {
    const {cwd, accept, check} = folder();
    await accept();
    const [, , one, two] = body.split('\n');
    rewrite(cwd, (text) => text.replace(`${one}\n${two}\n`, '[Lag](references/lag.md)\n'));
    write(cwd, {'skills/orders/references/lag.md': `# Lag\n\n${one}\n${two}\n`});
    expect((await check()).lag).toMatchObject({met: true, evidence: [{file: 'references/lag.md', line: 3}]});
  });

  it('goes stale when the text changes, says so with the line of its entry, and is replaced by the next', async () => {
    const {cwd, accept, check, kept} = folder();
    await accept();
    rewrite(cwd, (text) => text.replace('at seven', 'at eight'));
    const {lag, problems, code} = await check();
    expect([lag.met, lag.accepted, code]).toEqual([false, [], 0]);
    expect(problems).toEqual([
      {
        severity: 'warning',
        message:
          'What Ada Lovelace accepted for "Consumer lag" (SKILL.md:10-11) has changed since, so it does not count any more. Accept it again, or delete the entry.',
        file: 'evals/accepted.yaml',
        line: 5,
      },
    ]);
    expect((await check('--require', 'all')).code).toBe(1);
    await accept();
    expect((await check()).problems).toEqual([]);
    expect(kept().match(/- criterion/g)).toHaveLength(1);
  });

  it('keeps comments and other entries, and takes the same passage only once', async () => {
    const {cwd, accept, kept} = folder();
    await accept();
    rewrite(cwd, (text) => text.replace('    where:', '    # Asked the team.\n    where:'), place);
    await run(cwd, 'check', '--accept', 'migration', 'SKILL.md:13', '--as', 'Bo');
    await run(cwd, 'check', '--accept', 'migration', 'SKILL.md:13', '--as', 'Cy');
    expect(kept().match(/criterion: \S+|by: .+|# Asked.*/g)).toEqual([
      'criterion: consumer-lag',
      '# Asked the team.',
      'by: Ada Lovelace',
      'criterion: migration',
      'by: Cy',
    ]);
  });

  it('counts no more once its entry is deleted by hand, also the last one', async () => {
    const {cwd, accept, check} = folder();
    await accept();
    rewrite(cwd, (text) => text.replace(/ {2}- criterion[\s\S]*/, ''), place);
    expect(await check()).toMatchObject({lag: {met: false}, problems: []});
  });

  it('prints the check as JSON where that is asked for, what was kept on standard error', async () => {
    const {accept} = folder();
    const {code, out, err} = await accept('SKILL.md:10-11', '--format', 'json', '--require', 'all');
    expect([code, JSON.parse(out).schema, JSON.parse(out).gaps.includes('consumer-lag')]).toEqual([
      1,
      'eventcoach/skill-check@1',
      false,
    ]);
    expect(err).toContain('Kept in');
  });

  it('narrows the lines to those that say something, and says where they hold no sentence', async () => {
    const {accept, check} = folder();
    expect((await accept('./SKILL.md:8-9')).out).toContain('It holds no sentence, so the check itself');
    expect((await check()).lag.evidence).toEqual([{file: 'SKILL.md', line: 8, quote: '# Orders'}]);
  });

  it("takes the name from git's settings where none is typed, and asks for one where git has none", async () => {
    const {cwd, kept} = folder();
    const named = (script: string) => {
      write(cwd, {'bin/git': `#!/bin/sh\n${script}\n`});
      chmodSync(join(cwd, 'bin', 'git'), 0o755);
      return atTerminal(cwd, ['check', '--accept', 'consumer-lag', 'SKILL.md:10'], {env: {PATH: join(cwd, 'bin')}});
    };
    expect(await named('exit 1')).toMatchObject({code: 2, err: expect.stringContaining('Say: --as "Your Name"')});
    expect((await named('[ "$*" = "config --get user.name" ] && echo "Grace Hopper"')).code).toBe(0);
    expect(kept()).toContain('by: Grace Hopper\n');
  });

  it('is no gap any more for improve, and an open gap about it is named', async () => {
    const {cwd, accept} = folder();
    await run(cwd, 'gaps', 'add', '--criterion', 'consumer-lag', '--text', 'No alert.');
    const {out} = await accept();
    const [id = ''] = /gap-[0-9a-f]{8}/.exec(out) ?? [];
    expect(out).toContain(`${id} about it is still open. To close it:\n  eventcoach skill gaps close ${id} --why`);
    await run(cwd, 'gaps', 'close', id, '--why', 'accepted');
    const {sections} = JSON.parse((await run(cwd, 'improve', '--format', 'json')).out);
    const drafted = sections.flatMap((one: {gaps: string[]}) => one.gaps);
    expect(drafted).toContain('migration');
    expect(drafted).not.toContain('consumer-lag');
  });

  it('reaches no copy that install makes', async () => {
    const {cwd, accept} = folder();
    await accept();
    expect((await run(cwd, 'install')).code).toBe(0);
    expect(readdirSync(join(cwd, '.agents', 'skills', 'orders'))).toEqual(['.eventcoach-install.json', 'SKILL.md']);
  });
});

describe('skill check --accept refuses', () => {
  const accept = (id: string, ...more: readonly string[]) => ['check', '--accept', id, ...more];
  it.each([
    ['a criterion that there is not', accept('consumer-lags', 'SKILL.md:10'), 'Did you mean "consumer-lag"?'],
    ['no passage', accept('consumer-lag'), 'Which passage meets "consumer-lag"?'],
    ['several skills or passages', accept('consumer-lag', 'SKILL.md:10', 'lib'), 'One passage of one skill'],
    ['a file without lines', accept('consumer-lag', 'SKILL.md'), 'not FILE:LINE or FILE:FROM-TO'],
    ['lines that run backwards', accept('consumer-lag', 'SKILL.md:3-2'), 'not FILE:LINE or FILE:FROM-TO'],
    ['line 0', accept('consumer-lag', 'SKILL.md:0'), 'not FILE:LINE or FILE:FROM-TO'],
    ['lines that are not there', accept('consumer-lag', 'SKILL.md:900'), 'has 13 lines'],
    ['an empty line', accept('consumer-lag', 'SKILL.md:9'), 'SKILL.md:9 is empty'],
    ['front matter', accept('consumer-lag', 'SKILL.md:3'), 'lies in the front matter'],
    ['a file outside', accept('consumer-lag', '../../notes.md:1'), 'has no text ../../notes.md'],
    ['a file with another spelling', accept('consumer-lag', 'SKIL.md:1'), 'Did you mean "SKILL.md"?'],
    [
      'a model beside the reviewer',
      accept('consumer-lag', 'SKILL.md:10', '--critic', 'anthropic'),
      'your own judgement',
    ],
    ['a name without a passage', ['check', '--as', 'Ada'], 'none is accepted'],
    ['a name that is none', accept('consumer-lag', 'SKILL.md:10', '--as', 'A\u001b[31m'), 'not a name'],
    [
      'the skill that comes along',
      accept('consumer-lag', 'SKILL.md:20', '--skill', join(packageRoot, 'skills', 'kafka-events')),
      'comes with eventcoach',
    ],
  ])('%s, and writes nothing', async (_, args, says) => {
    const {cwd} = folder({'notes.md': 'Outside.\n'});
    const named = args.includes('--as') ? args : args[1] === '--accept' ? [...args, '--as', 'Ada'] : args;
    const {code, out, err} = await run(cwd, ...named);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(says);
    expect(err).not.toContain('\u001b');
    expect(existsSync(join(cwd, place))).toBe(false);
  });

  it('a link in place of the file or its folder, and what it leads to stays', async () => {
    const {cwd, accept} = folder({'outside/accepted.yaml': 'mine\n'});
    symlinkSync(join(cwd, 'outside'), join(cwd, 'skills', 'orders', 'evals'));
    expect(await accept()).toMatchObject({code: 2, err: expect.stringContaining('is a link; nothing was written')});
    const other = folder({'outside.yaml': 'mine\n'});
    mkdirSync(join(other.cwd, 'skills', 'orders', 'evals'));
    symlinkSync(join(other.cwd, 'outside.yaml'), join(other.cwd, place));
    expect((await other.accept()).code).toBe(2);
    expect(readFileSync(join(other.cwd, 'outside.yaml'), 'utf8')).toBe('mine\n');
    expect(readFileSync(join(cwd, 'outside', 'accepted.yaml'), 'utf8')).toBe('mine\n');
  });

  it('a file that cannot be read: it stays, and the check says that nothing of it counts', async () => {
    for (const [text, says] of [
      ['accepted: [', 'evals/accepted.yaml:'],
      ['['.repeat(2000), 'evals/accepted.yaml:1: '],
      ['a: &a [x]\nb: *a\n', 'evals/accepted.yaml:'],
      [
        `schema: eventcoach/skill-accepted@1\naccepted:\n  - {criterion: x, where: S, sha256: ${'a'.repeat(64)}, by: A, at: 2026-01-01T00:00:00Z}\n`,
        'evals/accepted.yaml:3: accepted.0.where: is not FILE:LINE',
      ],
      [
        `schema: eventcoach/skill-accepted@1\naccepted:\n  - {criterion: x, where: "S:1", sha256: ${'a'.repeat(64)}, by: "A\\e[2J", at: 2026-01-01T00:00:00Z}\n`,
        'by: is no name in one line',
      ],
    ] as const) {
      const {cwd, accept, check, kept} = folder({[place]: text});
      expect(await accept()).toMatchObject({code: 2, err: expect.stringContaining(says)});
      expect(kept()).toBe(text);
      const {problems} = await check();
      expect(problems).toMatchObject([
        {
          severity: 'warning',
          file: 'evals/accepted.yaml',
          message: expect.stringMatching(/^This cannot be read, so nothing/),
        },
      ]);
      expect((await run(cwd, 'check')).out).not.toContain('\u001b');
    }
  });

  it('counts nothing that another rubric does not have', async () => {
    const {accept, check, cwd} = folder();
    await accept();
    write(cwd, {
      'mine.yaml':
        'name: own\ncriteria:\n  - {id: mine, title: T, question: Q, why: W, evidence: E, signals: {x: ["order*"]}}\n',
    });
    const {problems} = JSON.parse((await run(cwd, 'check', '--rubric', 'mine.yaml', '--format', 'json')).out);
    expect(problems).toMatchObject([{message: 'The rubric has no criterion "consumer-lag": this counts for nothing.'}]);
    expect((await check()).problems).toEqual([]);
  });
});

describe('the hash of a passage', () => {
  const line = fc.string({unit: fc.constantFrom('a', 'ä', '😀', ' ', '\t', '-', '#'), maxLength: 6});
  const texts = fc.array(line, {minLength: 1, maxLength: 8});
  const hash = (text: string) => hashOf(sayingOf(text, lineSpans(text)));

  it('is the same for every line end and for spaces at line ends', () => {
    fc.assert(
      fc.property(texts, fc.constantFrom('\r\n', '\r'), (lines, end) => {
        const plain = lines.map((one) => one.trimEnd());
        expect([hash(lines.join(end)), hash(plain.map((one) => `${one} `).join('\n'))]).toEqual([
          hash(plain.join('\n')),
          hash(plain.join('\n')),
        ]);
      }),
      {seed: 23, numRuns: 200},
    );
  });

  it('changes with every word', () => {
    fc.assert(
      fc.property(texts, fc.nat(7), (lines, nth) => {
        const changed = lines.with(nth % lines.length, `${lines[nth % lines.length]}b`);
        expect(hash(changed.join('\n'))).not.toBe(hash(lines.join('\n')));
      }),
      {seed: 23, numRuns: 200},
    );
  });
});
