import {spawn} from 'node:child_process';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import fc from 'fast-check';
import {afterAll, describe, expect, it} from 'vitest';
import {chdbEngine} from '../../../src/import/chdb/engine.ts';
import {foldedSql} from '../../../src/import/clickhouse/sql-described.ts';
import {chosenSql} from '../../../src/import/clickhouse/sql-spans.ts';
import {listOf} from '../../../src/import/clickhouse/sql-text.ts';
import {mixed, readId} from '../../../src/import/traces/span-id.ts';
import {folded, pathOf, requestName} from '../../../src/import/traces/span-name.ts';
import {spanLines} from '../../bench/spans.ts';
import {chdbPath, hasChdb, testChdb} from './installed.ts';

const folder = mkdtempSync(join(tmpdir(), 'engine-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** The column `value` of an answer. One engine at a time: a process has one. */
async function answers(sql: string): Promise<string[]> {
  const engine = chdbEngine(testChdb);
  try {
    const found: string[] = [];
    for await (const {value} of engine.rows(sql, {})) found.push(String(value));
    return found;
  } finally {
    await engine.close();
  }
}

describe.skipIf(!hasChdb)('the engine in this process', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '/',
      '/',
      ' ',
      'GET ',
      'http://host-1:8080/',
      '?',
      '#',
      '-',
      '_',
      '.',
      ':',
      '@',
      'orders',
      'v2',
      'cart.svc:8080',
    ),
    fc.uuid(),
    fc.stringMatching(/^[0-9]{1,20}$/),
    fc.stringMatching(/^[0-9a-f]{6,40}$/),
    fc.stringMatching(/^[0-9A-Za-z]{1,12}$/),
    fc.string({maxLength: 4}),
  );
  const names = fc.array(piece, {maxLength: 8}).map((pieces) => pieces.join(''));

  it('folds names less than, and never otherwise than, the code that reads single spans', async () => {
    const texts = fc.sample(names, {numRuns: 3000, seed: 5});
    const found = await answers(`SELECT ${foldedSql('t')} AS value FROM (SELECT arrayJoin(${listOf(texts)}) AS t)`);
    expect(found.length).toBe(texts.length);
    const unequal = texts.flatMap((text, i) => (folded(found[i]!) === folded(text) ? [] : [[text, found[i]]]));
    expect(unequal).toEqual([]);
    expect(found.filter((name, i) => name !== texts[i]).length).toBeGreaterThan(300);
    const asPath = (text: string) => folded(requestName('GET', 'GET', '', pathOf(text)));
    const addresses = await answers(
      `SELECT ${foldedSql('t', 'address')} AS value FROM (SELECT arrayJoin(${listOf(texts)}) AS t)`,
    );
    expect(texts.flatMap((text, i) => (asPath(addresses[i]!) === asPath(text) ? [] : [[text, addresses[i]]]))).toEqual(
      [],
    );
  }, 30_000);

  it('takes the same traces into a sample', async () => {
    const ids = fc.sample(fc.stringMatching(/^[0-9a-f]{32}$/), {numRuns: 500, seed: 6});
    const condition = chosenSql({fromUs: undefined, toUs: undefined, sample: 7});
    const found = await answers(
      `SELECT TraceId AS value FROM (SELECT arrayJoin(${listOf(ids)}) AS TraceId, now64(9) AS Timestamp) WHERE ${condition}`,
    );
    const words = new Uint32Array(4);
    const expected = ids.filter((id) => {
      readId(id, words);
      return mixed(words[2]!, words[3]!) % 7 === 0;
    });
    expect(found).toEqual(expected);
    expect(found.length).toBeGreaterThan(30);
  }, 30_000);

  it('ends with 130 on Ctrl-C, and leaves nothing behind', async () => {
    const file = join(folder, 'spans.jsonl');
    const temporary = join(folder, 'tmp');
    mkdirSync(temporary);
    writeFileSync(file, [...spanLines(20_000)].map(({line}) => `${line}\n`).join(''));
    const program = spawn(process.execPath, [resolve('src/cli.ts'), 'import', file, '--engine', 'chdb'], {
      env: {...process.env, NODE_PATH: chdbPath, TMPDIR: temporary},
    });
    const ended = new Promise((done) => program.on('exit', (code, signal) => done(code ?? signal)));
    while (readdirSync(temporary).length === 0 && program.exitCode === null) await wait(20);
    await wait(300);
    program.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(readdirSync(temporary)).toEqual([]);
  }, 30_000);

  it('leaves nothing behind where the process ends at once; what a killed one left the next removes', async () => {
    const temporary = join(folder, 'ended');
    mkdirSync(temporary);
    const script = join(folder, 'ending.ts');
    writeFileSync(
      script,
      `import {createRequire} from 'node:module';
import {chdbEngine} from ${JSON.stringify(resolve('src/import/chdb/engine.ts'))};
const engine = chdbEngine(() => createRequire(${JSON.stringify(`${chdbPath}/`)})('chdb'));
await engine.run('SELECT 1');
console.log('running');
if (process.argv[2] === 'exit') process.exit(3);
setInterval(() => {}, 1000);
`,
    );
    const started = (how: string) => {
      const program = spawn(process.execPath, [script, how], {env: {...process.env, TMPDIR: temporary}});
      const ended = new Promise((done) => program.on('exit', (code, signal) => done(code ?? signal)));
      return {program, ended};
    };
    expect(await started('exit').ended).toBe(3);
    expect(readdirSync(temporary)).toEqual([]);
    const killed = started('stay');
    await new Promise((told) => killed.program.stdout.once('data', told));
    killed.program.kill('SIGKILL');
    expect(await killed.ended).toBe('SIGKILL');
    expect(readdirSync(temporary)).toHaveLength(1);
    // One that still runs keeps its own.
    const running = started('stay');
    await new Promise((told) => running.program.stdout.once('data', told));
    expect(await started('exit').ended).toBe(3);
    expect(readdirSync(temporary).map((name) => name.split('-')[3])).toEqual([String(running.program.pid)]);
    running.program.kill('SIGKILL');
    await running.ended;
  }, 60_000);
});
