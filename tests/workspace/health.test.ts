import {mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {expect, it} from 'vitest';
import {saveAnswers} from '../../src/workspace/answers.ts';
import {updateConfig} from '../../src/workspace/config.ts';
import {saveCritique} from '../../src/workspace/critiques.ts';
import {recordGap} from '../../src/workspace/gaps.ts';
import {workspaceHealth} from '../../src/workspace/health.ts';
import {pathOf} from '../../src/workspace/layout.ts';
import {takeLock} from '../../src/workspace/lock.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

it('a workspace that nobody has written to is no problem', async () => {
  const {there, held, problems} = await workspaceHealth(temporaryWorkspace());
  expect({there, held, problems}).toEqual({there: false, held: false, problems: []});
});

it('counts what is kept', async () => {
  const workspace = temporaryWorkspace();
  await updateConfig(workspace, () => ({model: 'm', theme: 'dark'}));
  await saveCritique(workspace, 'a', {});
  await saveCritique(workspace, 'b', {});
  await saveAnswers(workspace, '01', {x: 1});
  const at = '2026-01-01T00:00:00.000Z';
  await recordGap(workspace, {criterion: 'consumer-lag', text: 'Says nothing.', evidence: [], source: 'user'}, at);
  const {there, holds, problems} = await workspaceHealth(workspace);
  expect({there, holds, problems}).toEqual({
    there: true,
    holds: {settings: 2, exercises: 0, answers: 1, critiques: 2, gaps: 1},
    problems: [],
  });
});

it('names who writes at this moment, and waits for nobody', async () => {
  const workspace = temporaryWorkspace();
  await updateConfig(workspace, () => ({theme: 'dark'}));
  const lock = await takeLock(workspace.dir, 0);
  expect(await workspaceHealth(workspace)).toMatchObject({held: true, heldBy: process.pid, problems: []});
  await lock.release();
  expect(await workspaceHealth(workspace)).toMatchObject({held: false, heldBy: null});
});

it('finds everything that is broken at once', async () => {
  const workspace = temporaryWorkspace();
  await updateConfig(workspace, () => ({theme: 'dark'}));
  mkdirSync(pathOf(workspace, 'critiques'));
  writeFileSync(join(pathOf(workspace, 'critiques'), 'a.json'), '{');
  writeFileSync(pathOf(workspace, 'config'), 'theme: pink\n');
  writeFileSync(pathOf(workspace, 'progress'), '[]');
  writeFileSync(pathOf(workspace, 'gaps'), 'no record\n');
  const {problems} = await workspaceHealth(workspace);
  const named = ['critiques', 'config.yaml', 'progress.json', 'gaps.jsonl'];
  expect(named.filter((name) => !problems.some(({message}) => message.includes(name)))).toEqual([]);
  expect(problems).toHaveLength(named.length);
});

it('one of a newer version, and a link in its place, are problems and are not read', async () => {
  const newer = temporaryWorkspace();
  mkdirSync(newer.dir);
  writeFileSync(pathOf(newer, 'version'), '{"schema": "eventcoach/workspace@99"}');
  expect((await workspaceHealth(newer)).problems).toMatchObject([
    {message: expect.stringContaining('newer eventcoach')},
  ]);
  const link = temporaryWorkspace();
  symlinkSync(newer.dir, link.dir);
  expect((await workspaceHealth(link)).problems).toHaveLength(1);
});
