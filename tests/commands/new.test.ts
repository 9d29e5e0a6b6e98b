import {chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {starter} from '../../src/commands/new.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {folder} from './typed.ts';

let here: ReturnType<typeof folder>;
let cwd = '';
beforeEach(() => {
  here = folder();
  ({cwd} = here);
});
afterEach(() => {
  chmodSync(cwd, 0o700);
  here.remove();
});
const run = (...args: readonly string[]) => here.type(args);
const written = (name: string) => readFileSync(join(cwd, name), 'utf8');

describe('the starter', () => {
  it('parses without a problem, in fifteen lines of which most are explained', () => {
    expect(parseTopology(starter).problems).toEqual([]);
    const lines = starter.trimEnd().split('\n');
    expect(lines).toHaveLength(15);
    expect(lines.filter((line) => line.includes('#')).length).toBeGreaterThan(7);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it('leaves one question open, for the coach to ask', () => {
    const {topology} = parseTopology(starter);
    expect(topology?.nodes.flatMap((node) => node.calls.map((call) => call.needsResult))).toEqual([true, undefined]);
    expect(topology?.assumptions).toEqual([]);
  });
});

describe('eventcoach new', () => {
  it('writes topology.yaml and says what to type next, which then works', async () => {
    expect(await run('new')).toEqual({
      code: 0,
      out: 'Wrote topology.yaml.\nNext, type: eventcoach analyze\n',
      err: '',
    });
    expect(written('topology.yaml')).toBe(starter);
    const {code, out} = await run('analyze');
    expect([code, out.includes('place-order')]).toEqual([0, true]);
  });

  it('writes the file that is named, and quotes its name where a shell needs it', async () => {
    expect((await run('new', 'my shop.yaml')).out).toBe(
      'Wrote my shop.yaml.\nNext, type: eventcoach analyze "my shop.yaml"\n',
    );
    expect(written('my shop.yaml')).toBe(starter);
  });

  it('overwrites nothing without --force', async () => {
    writeFileSync(join(cwd, 'topology.yaml'), 'mine');
    const {code, out, err} = await run('new');
    expect([code, out, written('topology.yaml')]).toEqual([2, '', 'mine']);
    expect(err).toMatch(/^topology\.yaml is there already.*\n.*--force/);
    expect((await run('new', '--force')).code).toBe(0);
    expect(written('topology.yaml')).toBe(starter);
  });

  it.each([
    ['several files', ['a.yaml', 'b.yaml']],
    ['JSON, which has no comments', ['a.json']],
    ['standard input', ['-']],
    ['a folder', ['folder']],
    ['a file in a folder that is not there', ['nowhere/a.yaml']],
  ])('refuses %s with a next step', async (_, args) => {
    mkdirSync(join(cwd, 'folder'));
    const {code, out, err} = await run('new', ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err.trimEnd().split('\n')).toHaveLength(2);
    expect(existsSync(join(cwd, 'a.yaml'))).toBe(false);
  });
});
