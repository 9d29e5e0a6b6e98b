import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeEach, describe, expect, it} from 'vitest';
import {loadTopology} from '../../src/commands/load-topology.ts';
import {parseTopology} from '../../src/topology/parse.ts';
import {beginWith, offerIn} from '../../src/ui/begin-with.ts';

let cwd: string;
const made: string[] = [];
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'begin-'));
  made.push(cwd);
});
afterAll(() => {
  for (const one of made) rmSync(one, {recursive: true});
});
const load = (file: string | undefined) => loadTopology({cwd, stdin: process.stdin}, file);
const begin = (name: string) => beginWith(name, cwd, load, new AbortController().signal);
const compose = 'services:\n  shop: {image: a, environment: {CART_URL: "http://cart:80"}}\n  cart: {image: b}\n';

describe('what a description can begin with', () => {
  it('is offered from the folder: a topology before what can be imported, and not the file of the description', async () => {
    expect(await offerIn(cwd, load)).toBeUndefined();
    writeFileSync(join(cwd, 'my-system.topology.yaml'), 'version: 1\nname: X\nservices: {a: {}}\n');
    expect(await offerIn(cwd, load)).toBeUndefined();
    mkdirSync(join(cwd, 'k8s'));
    expect(await offerIn(cwd, load)).toBe('k8s');
    writeFileSync(join(cwd, 'docker-compose.yml'), compose);
    expect(await offerIn(cwd, load)).toBe('docker-compose.yml');
    writeFileSync(join(cwd, 'topology.yaml'), 'version: 1\nname: X\nservices: {a: {}}\n');
    expect(await offerIn(cwd, load)).toBe('topology.yaml');
  });

  it('is a topology as it stands, or one that an import makes, with what the artefact did not tell', async () => {
    const own = 'version: 1\nname: X # mine\nservices: {a: {}}\n';
    writeFileSync(join(cwd, 'x.yaml'), own);
    expect(await begin('x.yaml')).toEqual({text: own, note: undefined});
    writeFileSync(join(cwd, 'compose.yaml'), compose);
    const {text, note} = await begin('compose.yaml');
    expect([...parseTopology(text).topology!.services.keys()]).toEqual(['shop', 'cart']);
    expect(note).toBe('2 services came from compose.yaml. Of 1 service it shows no call: add what you know.');
    expect((await begin('.')).text).toContain('CART_URL');
  });

  it('says of a topology that is wrong what is wrong in it, and of anything else that it cannot be imported', async () => {
    writeFileSync(join(cwd, 'x.yaml'), 'version: 1\nname: X\nservices:\n  a: {latency: 5}\n');
    await expect(begin('x.yaml')).rejects.toThrow('x.yaml:4:16: services.a.latency: has no unit');
    writeFileSync(join(cwd, 'package.json'), '{"name": "x"}');
    await expect(begin('package.json')).rejects.toThrow('none of the kinds that can be imported');
    await expect(begin('nowhere.yaml')).rejects.toThrow('there is no such file');
  });
});
