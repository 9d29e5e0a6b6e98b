import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {Readable} from 'node:stream';
import {gzipSync} from 'node:zlib';
import {afterAll, describe, expect, it} from 'vitest';
import {openArtefacts} from '../../src/import/open-artefacts.ts';

const dir = mkdtempSync(join(tmpdir(), 'artefacts-'));
const cwd = join(dir, 'work');
const write = (path: string, text: string | Uint8Array) => {
  mkdirSync(join(cwd, path, '..'), {recursive: true});
  writeFileSync(join(cwd, path), text);
};
write('app/compose.yaml', 'services: {}');
write('app/.env', 'A=1');
write('common/messages.yaml', 'x: 1');
write('big.jsonl', `${'é'.repeat(40_000)}\n`);
writeFileSync(join(dir, 'outside.yaml'), 'secret: 1');
symlinkSync(join(dir, 'outside.yaml'), join(cwd, 'app/link.yaml'));
afterAll(() => rmSync(dir, {recursive: true, force: true}));
const open = (...names: string[]) =>
  openArtefacts(names, {cwd, stdin: Readable.from(['services: {}']), signal: new AbortController().signal});

describe('artefacts', () => {
  it('are called as the user named them, and what they refer to accordingly', async () => {
    const [{artefact}] = (await open('app/compose.yaml')) as [Awaited<ReturnType<typeof open>>[number]];
    expect(artefact.name).toBe('app/compose.yaml');
    expect((await artefact.beside('.env'))?.name).toBe('app/.env');
    expect((await artefact.beside('../common/messages.yaml'))?.name).toBe('common/messages.yaml');
    expect(await (await artefact.beside('.env'))!.text()).toBe('A=1');
  });

  it('refer to nothing outside the working directory, by path or by link', async () => {
    const [{artefact}] = (await open('app/compose.yaml')) as [Awaited<ReturnType<typeof open>>[number]];
    for (const path of ['../../outside.yaml', join(dir, 'outside.yaml'), 'link.yaml', 'no\0name', '.', '../app'])
      expect(await artefact.beside(path)).toBeUndefined();
  });

  it('give the small text files of a folder that they refer to, in order, and none outside', async () => {
    for (const path of ['b.conf', 'a.conf', 'x/c.conf', 'x/y/d.conf', 'x/y/z/e.conf', '.git/f.conf'])
      write(`app/conf/${path}`, path);
    write('app/conf/large.conf', 'x'.repeat(262_145));
    write('app/conf/empty.conf', '');
    write('app/conf/zero.conf', new Uint8Array([65, 0]));
    symlinkSync(join(dir, 'outside.yaml'), join(cwd, 'app/conf/link.conf'));
    symlinkSync(dir, join(cwd, 'app/up'));
    for (let i = 0; i < 60; i += 1) write(`app/many/${100 + i}.conf`, 'x');
    const [{artefact}] = (await open('app/compose.yaml')) as [Awaited<ReturnType<typeof open>>[number]];
    const names = async (path: string) => (await artefact.filesIn(path)).map(({name}) => name);
    expect(await names('./conf/')).toEqual([
      'app/conf/a.conf',
      'app/conf/b.conf',
      'app/conf/x/c.conf',
      'app/conf/x/y/d.conf',
    ]);
    expect(await (await artefact.filesIn('conf'))[0]!.text()).toBe('a.conf');
    const many = await names('many');
    expect([many.length, many[0], many.at(-1)]).toEqual([50, 'app/many/100.conf', 'app/many/149.conf']);
    for (const path of ['up', '../..', dir, 'compose.yaml', 'nowhere', 'no\0name'])
      expect(await names(path)).toEqual([]);
    for (const path of ['app/conf', 'app/many', 'app/up']) rmSync(join(cwd, path), {recursive: true});
  });

  it('of a folder outside are held in that folder', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'artefacts-'));
    mkdirSync(join(outside, 'a'));
    writeFileSync(join(outside, 'a/compose.yaml'), 'x');
    writeFileSync(join(outside, 'other.yaml'), 'x');
    const [named] = await open(join(outside, 'a/compose.yaml'));
    expect(await named!.artefact.beside('../other.yaml')).toBeUndefined();
    const found = await open(outside);
    const inFolder = found.find(({artefact}) => artefact.name.endsWith('compose.yaml'))!;
    expect(await inFolder.artefact.beside('../other.yaml')).toBeDefined();
    rmSync(outside, {recursive: true});
  });

  it('of a folder are sorted; links and other files are left out', async () => {
    expect((await open('.')).map(({artefact}) => artefact.name)).toEqual([
      'app/.env',
      'app/compose.yaml',
      'big.jsonl',
      'common/messages.yaml',
    ]);
  });

  it('show their beginning without reading on, never with half a character', async () => {
    const [{artefact}] = (await open('big.jsonl')) as [Awaited<ReturnType<typeof open>>[number]];
    expect(artefact.head).toMatch(/^é+$/);
    expect(artefact.size).toBe(80_001);
    let bytes = 0;
    for await (const chunk of artefact.bytes()) bytes += chunk.length;
    expect(bytes).toBe(80_001);
  });

  it('of standard input are read once, from the first byte to the last', async () => {
    const text = `${'{"a": "é"}\n'.repeat(20_000)}`;
    const pieces = Array.from({length: 100}, (_, i) => Buffer.from(text).subarray(i * 2400, (i + 1) * 2400));
    const [piped] = await openArtefacts(['-'], {
      cwd,
      stdin: Readable.from(pieces),
      signal: new AbortController().signal,
    });
    expect(piped!.artefact.head).toHaveLength(
      new TextDecoder().decode(Buffer.from(text).subarray(0, 65_536)).replace(/\ufffd/, '').length,
    );
    expect(await piped!.artefact.text()).toBe(text);
  });

  it('that gzip packed are unpacked as they are read, from disk alone', async () => {
    const text = `${'{"a": "é"}\n'.repeat(200_000)}`;
    // Two that were packed by themselves and put together are one file (RFC 1952, section 2.2).
    const packed = Buffer.concat([gzipSync(text), gzipSync('{"b": 1}\n')]);
    write('packed.jsonl.gz', packed);
    const [file] = await open('packed.jsonl.gz');
    expect(file!.artefact).toMatchObject({
      size: undefined,
      packed: packed.length,
      head: expect.stringMatching(/^{"a": "é"}\n/),
    });
    expect(await file!.artefact.text()).toBe(`${text}{"b": 1}\n`);
    let size = 0;
    for await (const piece of file!.artefact.bytes()) size += piece.length;
    expect(size).toBe(Buffer.byteLength(text) + 9);
    const signal = new AbortController().signal;
    await expect(openArtefacts(['-'], {cwd, stdin: Readable.from([packed]), signal})).rejects.toThrow(
      'compressed (gzip)',
    );
  });

  it('that are missing, empty, broken or binary are refused with a reason', async () => {
    write('empty.json', '');
    write('packed.json', gzipSync('{"a": 1}').subarray(0, 12));
    write('broken.json', gzipSync('{"a": 1}').fill(0xff, 10, 16));
    write('binary.json.gz', gzipSync(new Uint8Array([65, 0, 66])));
    write('binary.json', new Uint8Array([65, 0, 66]));
    write('latin1.json', new Uint8Array([0x7b, 0xe9, 0x7d]));
    await expect(open('none.json')).rejects.toThrow('none.json: there is no such file');
    await expect(open('empty.json')).rejects.toThrow('empty.json is empty');
    await expect(open('packed.json')).rejects.toThrow('packed.json: the gzip file is cut off');
    await expect(open('broken.json')).rejects.toThrow('broken.json: the gzip file is broken');
    await expect(open('binary.json.gz')).rejects.toThrow('binary.json.gz is no text: byte 2 is zero');
    await expect(open('binary.json')).rejects.toThrow('byte 2 is zero');
    const [latin] = await open('latin1.json');
    await expect(latin!.artefact.text()).rejects.toThrow('latin1.json is not UTF-8');
    await expect(open('no\0file')).rejects.toThrow('no file has such a name');
  });
});
