import {readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {PassThrough} from 'node:stream';
import {afterAll, describe, expect, it} from 'vitest';
import {main} from '../../src/main.ts';
import {shop, shopWith} from './ask-sample.ts';
import {folder} from './typed.ts';

const here = folder();
afterAll(here.remove);
const read = (name: string) => readFileSync(join(here.cwd, name), 'utf8');

/**
 * Types keys at `eventcoach ask` in a terminal that is none, each when the question before is on screen. `before` runs
 * before a key by its place.
 */
async function typeAt(
  file: string,
  keys: readonly string[],
  before: Readonly<Record<number, () => void>> = {},
  abort = new AbortController(),
) {
  const raw: boolean[] = [];
  const stdin = Object.assign(new PassThrough(), {isTTY: true, setRawMode: (on: boolean) => raw.push(on)});
  let [out, err, typed] = ['', '', 0];
  const write = (text: string) => {
    out += text;
    if (!text.endsWith('> ')) return;
    before[typed]?.();
    const key = keys[typed];
    typed += 1;
    if (key === undefined) stdin.end();
    else stdin.write(key);
  };
  const code = await main(['ask', file], {
    env: {NO_COLOR: '1'},
    cwd: here.cwd,
    stdin,
    stdout: {write, isTTY: true, columns: 100},
    stderr: {write: (text: string) => (err += text)},
    signal: abort.signal,
    now: () => new Date(0),
  });
  return {code, out, err, raw};
}

describe('eventcoach ask at a terminal', () => {
  it('asks the question worth most first and writes each answer before the next', async () => {
    const file = here.file('one.yaml', shop);
    const seen: string[] = [];
    const look = () => seen.push(read(file));
    const {code, out, raw} = await typeAt(file, ['y', 'N', ' '], {1: look, 2: look});
    expect(code).toBe(0);
    expect(seen).toEqual([shopWith({mail: true}), shopWith({mail: true, audit: false})]);
    expect(read(file)).toBe(shopWith({mail: true, audit: false}));
    expect(out).toMatch(
      /1 of 3\nDoes shop need to wait for mail's[\s\S]*2 of 3 still open[\s\S]*2 of 3\nDoes .* audit's/,
    );
    expect(out).toContain('Answered: 2 (1 yes, 1 no). 1 of 3 still open. one.yaml has the answers.');
    expect(out).toContain('eventcoach plan one.yaml');
    expect(raw).toEqual([true, false]);
  });

  it('goes back, changes an answer and takes one back', async () => {
    const file = here.file('back.yaml', shop);
    const {out} = await typeAt(file, ['b', 'y', 'b', 'n', 'b', 'u', 'y', 'q']);
    expect(out).toMatch(/You answered yes[\s\S]*You answered no/);
    expect(read(file)).toBe(shopWith({audit: true}));
  });

  it('shows what the keys do, and takes no other key for an answer', async () => {
    const file = here.file('keys.yaml', shop);
    const {out} = await typeAt(file, ['?', 'x', '\r', '\u001b[A\r', 'q']);
    expect(out).toContain('takes back what you answered');
    expect(out).toContain('keys.yaml is as it was');
    expect(read(file)).toBe(shop);
  });

  it.each([
    ['the end of the input', [], 0],
    ['Ctrl-D', ['\u0004'], 0],
    ['Ctrl-C', ['\u0003'], 130],
  ])('keeps what was answered at %s', async (_, keys, expected) => {
    const file = here.file('ends.yaml', shop);
    const {code, out, raw} = await typeAt(file, ['y', ...keys]);
    expect(code).toBe(expected);
    expect(read(file)).toBe(shopWith({mail: true}));
    expect(out).toContain('ends.yaml has the answers');
    expect(raw).toEqual([true, false]);
  });

  it('gives the terminal back when it is interrupted from outside', async () => {
    const file = here.file('signal.yaml', shop);
    const abort = new AbortController();
    const {code, raw} = await typeAt(file, ['y', ''], {1: () => abort.abort()}, abort);
    expect(code).toBe(130);
    await new Promise(setImmediate);
    expect(raw).toEqual([true, false]);
    expect(read(file)).toBe(shopWith({mail: true}));
  });

  it('never writes over what somebody else has written since', async () => {
    const file = here.file('theirs.yaml', shop);
    const theirs = `${shopWith({mail: true})}# theirs\n`;
    const {code, out, err, raw} = await typeAt(file, ['y', 'n'], {
      1: () => writeFileSync(join(here.cwd, file), theirs),
    });
    expect(code).toBe(2);
    expect(err).toMatch(/^theirs\.yaml was changed by somebody else[^\n]*\n[^\n]*eventcoach ask theirs\.yaml\n$/);
    expect(out).toContain('Answered: 1 (1 yes, 0 no)');
    expect(read(file)).toBe(theirs);
    expect(raw).toEqual([true, false]);
  });

  it('says what the system refuses', async () => {
    const file = here.file('gone.yaml', shop);
    const {code, out, err, raw} = await typeAt(file, ['y'], {0: () => rmSync(join(here.cwd, file))});
    expect(code).toBe(2);
    expect(err).toMatch(/^gone\.yaml cannot be written \(ENOENT\)/);
    expect(out).toContain('Answered: 0');
    expect(raw).toEqual([true, false]);
  });

  it('leaves a question open that the file repeats in other places, says so, and goes on', async () => {
    const file = here.file(
      'anchor.yaml',
      'version: 1\nname: x\nservices:\n  a: &one {calls: [{to: c}]}\n  b: *one\n  c: {latency: 5ms}\n',
    );
    const {code, out} = await typeAt(file, ['y', 'n']);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, ' ')).toMatch(
      /anchor\.yaml:4: other parts of the file repeat this call[\s\S]*2 of 2 still open/,
    );
    expect(read(file)).toContain('  a: &one {calls: [{to: c}]}\n');
    expect(read(file)).toMatch(/b:[\s\S]*needsResult: false/);
  });

  it('needs a file to write to', async () => {
    expect(await typeAt('-', [])).toMatchObject({code: 2, err: expect.stringContaining('Name the file')});
  });
});
