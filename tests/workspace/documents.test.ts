import {existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadAnswers, removeAnswers, saveAnswers} from '../../src/workspace/answers.ts';
import {loadCritique, loadCritiques, saveCritique} from '../../src/workspace/critiques.ts';
import {pathOf} from '../../src/workspace/layout.ts';
import {temporaryFolder, temporaryWorkspace} from './temporary-folder.ts';

describe('answers', () => {
  it('are none before the first, and reading makes nothing', async () => {
    const workspace = temporaryWorkspace();
    expect(await loadAnswers(workspace, '01')).toEqual({});
    await removeAnswers(workspace, '01');
    expect(existsSync(workspace.dir)).toBe(false);
  });

  it('to one step leave those to the others', async () => {
    const workspace = temporaryWorkspace();
    await saveAnswers(workspace, '01', {sum: 2.6, why: 'wait'});
    await saveAnswers(workspace, '01', {sum: 2600, pairs: [['a', 'b']]});
    await saveAnswers(workspace, '02', {other: null});
    expect(await loadAnswers(workspace, '01')).toEqual({sum: 2600, why: 'wait', pairs: [['a', 'b']]});
  });

  it('are forgotten for one exercise only', async () => {
    const workspace = temporaryWorkspace();
    await saveAnswers(workspace, '01', {a: 1});
    await saveAnswers(workspace, '02', {a: 2});
    await removeAnswers(workspace, '01');
    expect(await loadAnswers(workspace, '01')).toEqual({});
    expect(await loadAnswers(workspace, '02')).toEqual({a: 2});
  });

  it('that are too long or too deep are refused, and those before stay', async () => {
    const workspace = temporaryWorkspace();
    await saveAnswers(workspace, '01', {a: 1});
    let deep: unknown = 0;
    for (let i = 0; i < 200; i += 1) deep = [deep];
    await expect(saveAnswers(workspace, '01', {deep})).rejects.toThrow(/is not saved/);
    await expect(saveAnswers(workspace, '01', {long: 'x'.repeat(9_000_000)})).rejects.toThrow(/is not saved/);
    expect(await loadAnswers(workspace, '01')).toEqual({a: 1});
  });

  it('stay in their folder, whatever the exercise is called', async () => {
    const workspace = temporaryWorkspace();
    const ids = ['../../escape', '/etc/passwd', '..', 'nul', 'a\0b', '', 'x'.repeat(5000), 'C:\\x', 'Ä', 'ä'];
    for (const [index, id] of ids.entries()) await saveAnswers(workspace, id, {index});
    for (const [index, id] of ids.entries()) expect(await loadAnswers(workspace, id)).toEqual({index});
    expect(readdirSync(pathOf(workspace, 'answers'))).toHaveLength(ids.length);
    expect(readdirSync(dirname(workspace.dir))).toEqual(['.eventcoach']);
  });

  it('are neither written nor read through a link', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'c', 1);
    const outside = temporaryFolder();
    symlinkSync(outside, pathOf(workspace, 'answers'));
    await expect(saveAnswers(workspace, '01', {a: 1})).rejects.toThrow(/answers is a symbolic link/);
    await expect(loadAnswers(workspace, '01')).rejects.toThrow(/answers is a symbolic link/);
    expect(readdirSync(outside)).toEqual([]);
    const secret = join(outside, 'secret');
    writeFileSync(secret, '{}');
    symlinkSync(secret, join(pathOf(workspace, 'critiques'), 'linked.json'));
    await expect(loadCritique(workspace, 'linked')).rejects.toThrow(/linked\.json is a symbolic link/);
    await expect(saveCritique(workspace, 'linked', 2)).rejects.toThrow(/linked\.json is a symbolic link/);
    expect(readFileSync(secret, 'utf8')).toBe('{}');
  });
});

describe('critiques', () => {
  it('are kept under their id, also when the file is named otherwise', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'checkout-mail', {verdict: 'convert'});
    await saveCritique(workspace, 'Checkout mail / 2', {verdict: 'ask'});
    await saveCritique(workspace, 'checkout-mail', {verdict: 'split'});
    expect(await loadCritique(workspace, 'checkout-mail')).toEqual({verdict: 'split'});
    expect(await loadCritique(workspace, 'unknown')).toBeUndefined();
    expect((await loadCritiques(workspace)).map(({id}) => id)).toEqual(['Checkout mail / 2', 'checkout-mail'].sort());
  });

  it('hold no character that a terminal could obey', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'c', {text: '\u001b[2J\u009b31m\u202e'});
    const raw = readFileSync(`${pathOf(workspace, 'critiques', 'c')}.json`, 'utf8');
    expect(raw).toMatch(/^[\n\x20-\x7e]*$/);
    expect(await loadCritique(workspace, 'c')).toEqual({text: '\u001b[2J\u009b31m\u202e'});
  });

  it('are listed without what is none of them', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'c', 1);
    writeFileSync(join(pathOf(workspace, 'critiques'), '.c.json.0123456789ab.tmp'), '{');
    writeFileSync(join(pathOf(workspace, 'critiques'), '.DS_Store'), '');
    expect(await loadCritiques(workspace)).toEqual([{schema: 'eventcoach/saved-critique@1', id: 'c', content: 1}]);
    mkdirSync(join(pathOf(workspace, 'critiques'), 'folder.json'));
    await expect(loadCritiques(workspace)).rejects.toThrow(/folder\.json is a folder/);
  });
});
