import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {loadTopology} from '../../src/commands/load-topology.ts';
import {UserError} from '../../src/errors.ts';

const topology = (name: string) => `version: 1\nname: ${name}\nservices:\n  a: {}\n`;

let cwd = '';
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'load-'));
});
afterEach(() => rmSync(cwd, {recursive: true}));

const file = (name: string, content: string | Uint8Array) => writeFileSync(join(cwd, name), content);
const load = (name?: string, input: string | Uint8Array = '') =>
  loadTopology({cwd, stdin: Readable.from([input])}, name);

async function refusal(name?: string, input?: string | Uint8Array): Promise<UserError> {
  const error = await load(name, input).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof UserError)) throw new Error(`no UserError but ${String(error)}`);
  expect(error.hint).not.toBe('');
  return error;
}

describe('the topology that is loaded', () => {
  it('is the one in the named file, with its text, its data and the places of its parts', async () => {
    file('shop.yaml', topology('Shop'));
    const loaded = await load('shop.yaml');
    expect([loaded.topology.name, loaded.file, loaded.text]).toEqual(['Shop', 'shop.yaml', topology('Shop')]);
    expect(loaded.data).toEqual({version: 1, name: 'Shop', services: {a: {}}});
    expect(loaded.locate(['services', 'a'], 'key')).toEqual({line: 4, column: 3});
  });

  it('is the one on standard input for -', async () => {
    const loaded = await load('-', topology('Piped'));
    expect([loaded.topology.name, loaded.file]).toEqual(['Piped', 'standard input']);
  });

  it('without a name is topology.yaml, then .yml, then .json, then the only *.topology.yaml of the working directory', async () => {
    file('notes.yaml', 'not: a topology');
    mkdirSync(join(cwd, 'folder.topology.yaml'));
    file('one.topology.yaml', topology('one'));
    expect((await load()).topology.name).toBe('one');
    file('topology.json', JSON.stringify({version: 1, name: 'json', services: {a: {}}}));
    expect((await load()).topology.name).toBe('json');
    file('topology.yml', topology('yml'));
    expect((await load()).topology.name).toBe('yml');
    file('topology.yaml', topology('yaml'));
    expect((await load()).topology.name).toBe('yaml');
  });

  it('may begin with a byte order mark and end its lines as Windows does', async () => {
    file('bom.yaml', `\ufeff${topology('Bom').replaceAll('\n', '\r\n')}`);
    expect((await load('bom.yaml')).topology.name).toBe('Bom');
  });
});

describe('where there is no topology to load', () => {
  it('and none in the working directory, it says how to write one', async () => {
    expect((await refusal()).hint).toMatch(/eventcoach new/);
  });

  it('and several in the working directory, it lists them', async () => {
    for (const name of ['b', 'a\u001b']) file(`${name}.topology.yaml`, topology(name));
    const {message, hint} = await refusal();
    expect(message).toBe('Which topology? There are several here: a\\x1b.topology.yaml, b.topology.yaml.');
    expect(hint).toBe('Name one: a\\x1b.topology.yaml');
  });

  it('and the working directory is gone, it says so', async () => {
    rmSync(cwd, {recursive: true});
    expect((await refusal()).message).toMatch(/working directory cannot be read/);
    mkdirSync(cwd);
  });

  it.each([
    ['a file that is not there', 'nowhere.yaml', /^nowhere\.yaml: there is no such file/],
    ['a folder', '.', /^\.: that is a folder/],
    ['a name that no file can have', 'a\0b', /a\\x00b: no file has such a name/],
    ['a name that is too long', 'x'.repeat(5000), /the name is too long/],
  ])('but %s, it says so', async (_, name, message) => {
    expect((await refusal(name)).message).toMatch(message);
  });

  it('but bytes that are no UTF-8, it says so', async () => {
    file('binary.yaml', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0xff, 0xfe]));
    expect((await refusal('binary.yaml')).message).toBe('binary.yaml: it is not UTF-8 text.');
    expect((await refusal('-', new Uint8Array([0xff]))).message).toBe('standard input: it is not UTF-8 text.');
  });
});

describe('a file with something wrong in it', () => {
  it('is told with its name, line and column, and every further problem', async () => {
    file('bad.yaml', 'version: 1\nname: x\nservices:\n  a: {latncy: 5ms}\n  b: {latency: 5}\n');
    const {message, hint, more} = await refusal('bad.yaml');
    expect(message).toBe('bad.yaml:4:7: services.a: unknown key "latncy"');
    expect(hint).toBe('Did you mean "latency"?');
    expect(more.map((problem) => problem.message)).toEqual(['bad.yaml:5:16: services.b.latency: has no unit: 5']);
  });

  it('is told with its name where it is empty or no YAML', async () => {
    expect((await refusal('-', '')).message).toBe('standard input:1:1: the file is empty');
    expect((await refusal('-', '{{{')).message).toMatch(/^standard input:1:\d+: is not valid YAML/);
  });
});
