import {type ChildProcessWithoutNullStreams, spawn} from 'node:child_process';
import {once} from 'node:events';
import {mkdtempSync, readdirSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {setTimeout as wait} from 'node:timers/promises';
import {afterAll, describe, expect, it, onTestFinished} from 'vitest';
import {layeredSystem} from '../bench/layered-system.ts';

const folder = mkdtempSync(join(tmpdir(), 'interrupted-'));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

/** Starts Node in the folder; it ends with the test at the latest. */
function started(args: readonly string[]) {
  const child = spawn(process.execPath, args, {cwd: folder});
  onTestFinished(() => void child.kill('SIGKILL'));
  const [out, err]: [string[], string[]] = [[], []];
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
  const ended = once(child, 'close').then(([code, signal]) => ({code, signal, out: out.join(''), err: err.join('')}));
  return {child, ended, written: () => out.join('')};
}

/** Resolves when the program has taken all of its standard input, so that it listens to signals already. */
async function given(child: ChildProcessWithoutNullStreams, text: string): Promise<void> {
  await new Promise<void>((done) => child.stdin.end(text, () => done()));
}

describe('work that is computed in one go', () => {
  const script = (work: string) => `
    import {writeSync} from 'node:fs';
    import {interruptible} from ${JSON.stringify(resolve('src/commands/interruptible.ts'))};
    process.on('SIGINT', () => writeSync(1, 'heard '));
    const said = await interruptible(() => { ${work} }).catch((error) => error.name + ' ' + error.message);
    writeSync(1, said + ' ' + process.listenerCount('SIGINT'));
  `;
  const run = (work: string) => started(['--input-type=module', '-e', script(work)]);

  it('would never end, and ends on SIGINT; what it would do at last is passed over, and the next is heard as before', async () => {
    const {child, ended, written} = run(
      "writeSync(1, 'computing '); try { for (;;); } catch { writeSync(1, 'caught '); } finally { writeSync(1, 'at last '); }",
    );
    while (written() === '' && child.exitCode === null) await wait(10);
    child.kill('SIGINT');
    expect(await ended).toMatchObject({code: 0, out: 'computing Interrupted interrupted 1'});
  });

  it('gives its answer or throws its own error, and leaves nothing global', async () => {
    const names = "Object.getOwnPropertyNames(globalThis).filter((name) => name.includes('eventcoach')).length";
    expect(await run('return 7').ended).toMatchObject({code: 0, out: '7 1'});
    expect(await run("throw new RangeError('too far')").ended).toMatchObject({code: 0, out: 'RangeError too far 1'});
    const after = `setTimeout(() => writeSync(1, ' left ' + ${names})); return ${names}`;
    expect(await run(after).ended).toMatchObject({out: '1 1 left 0'});
  });
});

describe('a command that computes', () => {
  // Takes several times as long as the wait below to read alone, and longer to compute.
  const text = layeredSystem({size: 20_000, operations: 20, broker: true});

  it.each([
    ['analyze - --format json'],
    ['analyze - --write-baseline known.json'],
    ['plan - --format json'],
    ['convert - --call s0:s142 --event Moved --convert-needed --assume --write after.yaml --adr record.md'],
  ])('%s: ends with 130 on SIGINT, says so, and leaves no answer and no file', async (line) => {
    const {child, ended} = started([resolve('src/cli.ts'), ...line.split(' ')]);
    await given(child, text);
    await wait(200);
    child.kill('SIGINT');
    expect(await ended).toEqual({code: 130, signal: null, out: '', err: 'Interrupted.\n'});
    expect(readdirSync(folder)).toEqual([]);
  });
});
