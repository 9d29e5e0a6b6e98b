import {ChildProcess} from 'node:child_process';
import crypto from 'node:crypto';
import {EventEmitter} from 'node:events';
import fs from 'node:fs';
import path from 'node:path';
import {afterEach, describe, expect, it, vi} from 'vitest';
import {builtinsOnDemand, exportsOf, seldom} from '../../.config/builtins-on-demand.ts';
import {bundled, exportsOfBundled, run} from './bundled.ts';

const plugins = [builtinsOnDemand];
const given = async (source: string) => (await exportsOfBundled(source, plugins))['given'];
const textOf = async (source: string) => {
  const made = await bundled(source, plugins);
  return 'text' in made ? made.text : made.refused.join('\n');
};

describe('an import of one of Node’s own modules, bundled', () => {
  // Each form gives the very value that Node gives for it.
  it.each<[form: string, source: string, value: unknown]>([
    ['a name', "import {join} from 'node:path'; export const given = join;", path.join],
    ['a name without node:', "import {join} from 'path'; export const given = join;", path.join],
    ['a renamed function', "import {readFileSync as read} from 'node:fs'; export const given = read;", fs.readFileSync],
    [
      'names over several lines',
      "import {\n  join, // ,\n  sep,\n} from 'node:path';\nexport const given = join;",
      path.join,
    ],
    ['constants', "import {constants} from 'node:crypto'; export const given = constants;", crypto.constants],
    ['a class', "import {Hash} from 'node:crypto'; export const given = Hash;", crypto.Hash],
    ['a renamed class', "import {ChildProcess as P} from 'node:child_process'; export const given = P;", ChildProcess],
    ['the default', "import fs from 'node:fs'; export const given = fs;", fs],
    ['the default that is a class', "import E from 'node:events'; export const given = E;", EventEmitter],
    [
      'the default and a name',
      "import fs, {statSync} from 'node:fs'; export const given = [fs, statSync];",
      [fs, fs.statSync],
    ],
    ['a namespace', "import * as path from 'node:path'; export const given = path.join;", path.join],
    ['a name passed on', "export {join as given} from 'node:path';", path.join],
    [
      'a type beside a value',
      "import {type Stats, statSync} from 'node:fs'; export const given = statSync;",
      fs.statSync,
    ],
    ['require', "export const given = require('path');", path],
    ['import()', "export const given = (await import('node:path')).join;", path.join],
  ])('gives for %s what Node gives', async (_, source, value) => {
    const got = await given(source);
    if (Array.isArray(value)) for (const [i, one] of value.entries()) expect((got as unknown[])[i]).toBe(one);
    else expect(got).toBe(value);
  });

  it('gives a namespace as a whole the names that Node gives it', async () => {
    const namespace = await given("import * as all from 'node:path'; export const given = all;");
    expect(Object.keys(namespace as object).sort()).toEqual(
      Object.keys(await import('node:path'))
        .filter((name) => name !== 'module.exports')
        .sort(),
    );
  });

  it('lets `instanceof` and `new` do with a class what they do', async () => {
    const source =
      "import {Hash, createHash} from 'node:crypto'; export const given = createHash('sha1') instanceof Hash;";
    expect(await given(source)).toBe(true);
  });

  it('leaves alone what only looks like an import', async () => {
    const text = "\nimport {join} from 'node:path';\nconst a = require('fs');\n";
    expect(await given(`export const given = \`${text}\`;`)).toBe(text);
  });

  it('keeps nothing but the names that are used', async () => {
    const text = await textOf("import {readFile} from 'node:fs/promises'; console.log(readFile);");
    expect(text).toContain('.readFile');
    expect(text).not.toContain('.writeFile');
    expect(text).not.toMatch(/^import\b/m);
  });

  it.each([
    [
      'a name that there is not',
      "\nimport {nope} from 'node:fs';\nconsole.log(nope);",
      /^example\.ts:2 No matching export .* "nope"$/,
    ],
    ['an import without a name', "\n\nimport 'node:fs';", /^example\.ts:3 Ignoring this import/],
  ])('refuses %s, with its line', async (_, source, message) => {
    const made = await bundled(source, plugins);
    expect(made).toEqual({refused: [expect.stringMatching(message)]});
  });
});

describe('a module that is seldom needed', () => {
  afterEach(() => vi.restoreAllMocks());

  it('is loaded by the first call of a function of the table, and not before', async () => {
    const digest = "createHash('sha256').update('a').digest('hex')";
    const made = await textOf(`import {createHash} from 'node:crypto'; export const given = () => ${digest};`);
    const asked = vi.spyOn(process, 'getBuiltinModule');
    const late = await run(made);
    expect(asked).not.toHaveBeenCalled();
    expect((late['given'] as () => string)()).toBe(crypto.createHash('sha256').update('a').digest('hex'));
    expect(asked).toHaveBeenCalledWith('node:crypto');
  });

  it.each([
    ['node:crypto', 'Hash'],
    ['node:child_process', 'ChildProcess'],
    ['node:crypto', 'constants'],
    ['node:crypto', 'nope'],
    ['node:fs', 'ReadStream'],
    ['node:worker_threads', 'Worker'],
  ])('cannot be one of %s %s, which is no plain function', (name, one) => {
    expect(() => exportsOf(name, [one])).toThrow(`"${one}" of ${name} is no plain function`);
  });

  it('is so for every name of the table', () => {
    for (const name of Object.keys(seldom)) expect(exportsOf(name)).toContain('...given');
  });
});
