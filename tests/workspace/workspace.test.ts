import {spawnSync} from 'node:child_process';
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {saveAnswers} from '../../src/workspace/answers.ts';
import {updateConfig} from '../../src/workspace/config.ts';
import {loadCritiques, saveCritique} from '../../src/workspace/critiques.ts';
import {loadGaps, recordGap} from '../../src/workspace/gaps.ts';
import {openWorkspace, pathOf, type Workspace} from '../../src/workspace/layout.ts';
import {loadProgress, updateProgress} from '../../src/workspace/progress.ts';
import {withLock} from '../../src/workspace/with-lock.ts';
import {temporaryFolder, temporaryWorkspace} from './temporary-folder.ts';

const save = (workspace: Workspace) => updateProgress(workspace, (progress) => ({...progress, last: {screen: 'home'}}));
const fill = async (workspace: Workspace): Promise<void> => {
  await save(workspace);
  await saveAnswers(workspace, '01', {a: 1});
  await saveCritique(workspace, 'c', {});
  await updateConfig(workspace, () => ({theme: 'dark'}));
  await recordGap(workspace, {criterion: null, text: 'a', evidence: [], source: 'user'}, '2026-01-02T03:04:05Z');
};
const everything = (folder: string): string[] =>
  readdirSync(folder, {recursive: true, withFileTypes: true}).map((e) => join(e.parentPath, e.name));

describe('a workspace', () => {
  it('holds what the contract names and nothing else', async () => {
    const workspace = temporaryWorkspace();
    await fill(workspace);
    expect(readdirSync(workspace.dir).sort()).toEqual(
      ['.gitignore', 'answers', 'config.yaml', 'critiques', 'gaps.jsonl', 'progress.json', 'workspace.json'].sort(),
    );
  });

  it.skipIf(process.platform === 'win32')('is private to the user, also when git made it readable', async () => {
    const workspace = temporaryWorkspace();
    await fill(workspace);
    chmodSync(workspace.dir, 0o755);
    await save(workspace);
    for (const path of [workspace.dir, ...everything(workspace.dir)]) {
      const stats = statSync(path);
      expect([path, stats.mode & 0o777]).toEqual([path, stats.isDirectory() ? 0o700 : 0o600]);
    }
  });

  it('keeps gaps, settings and skill history in git, and progress, answers, critiques and caches out', async () => {
    const folder = temporaryFolder();
    const workspace = openWorkspace(join(folder, '.eventcoach'), {patienceMs: 0});
    await fill(workspace);
    for (const part of ['skillHistory', 'evals'] as const) {
      mkdirSync(pathOf(workspace, part, 'kafka-events'), {recursive: true});
      writeFileSync(join(pathOf(workspace, part, 'kafka-events'), 'SKILL.md'), '');
    }
    writeFileSync(join(pathOf(workspace, 'skillHistory', 'kafka-events'), '.SKILL.md.0123456789ab.tmp'), '');
    writeFileSync(join(workspace.dir, 'gaps.jsonl.torn'), '');
    const git = (...args: string[]) =>
      spawnSync('git', args, {cwd: folder, encoding: 'utf8'}).stdout.trim().split('\n');
    git('init', '-q');
    expect(git('ls-files', '--others', '--exclude-standard').map((file) => file.replace('.eventcoach/', ''))).toEqual([
      '.gitignore',
      'config.yaml',
      'gaps.jsonl',
      'skill-history/kafka-events/SKILL.md',
      'workspace.json',
    ]);
  });

  it('leaves a .gitignore of the user as it is', async () => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.dir);
    writeFileSync(join(workspace.dir, '.gitignore'), 'mine\n');
    await save(workspace);
    expect(readFileSync(join(workspace.dir, '.gitignore'), 'utf8')).toBe('mine\n');
  });

  it('of a newer version is refused, for reading and for writing, and nothing is changed', async () => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.dir);
    writeFileSync(pathOf(workspace, 'version'), '{"schema": "eventcoach/workspace@2"}');
    const hint = /Update eventcoach/;
    for (const attempt of [loadProgress, loadGaps, loadCritiques, save, fill]) {
      const error = await attempt(workspace).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toContain('written by a newer eventcoach (format 2, this one knows 1)');
      expect((error as UserError).hint).toMatch(hint);
    }
    expect(readdirSync(workspace.dir)).toEqual(['workspace.json']);
  });

  it('does not move into a folder that holds other things', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'package.json'), '{}');
    await expect(save(openWorkspace(folder))).rejects.toThrow(/holds other things, such as package\.json/);
    expect(readdirSync(folder)).toEqual(['package.json']);
  });

  it('takes an empty folder, a missing one with missing parents, and one that lost its version file', async () => {
    const empty = openWorkspace(temporaryFolder());
    await save(empty);
    const deep = openWorkspace(join(temporaryFolder(), 'a', 'b', 'c'));
    await save(deep);
    rmSync(pathOf(deep, 'version'));
    await save(deep);
    for (const workspace of [empty, deep]) expect((await loadProgress(workspace)).last).toEqual({screen: 'home'});
  });

  it('is not a file, nor reached through a link', async () => {
    const folder = temporaryFolder();
    const outside = temporaryFolder();
    writeFileSync(join(folder, 'file'), 'mine');
    symlinkSync(outside, join(folder, 'link'));
    symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
    for (const [name, found] of Object.entries({
      file: 'a file',
      link: 'a symbolic link',
      dangling: 'a symbolic link',
    })) {
      const workspace = openWorkspace(join(folder, name));
      for (const attempt of [save, loadProgress])
        await expect(attempt(workspace)).rejects.toThrow(`${name} is ${found}`);
    }
    await expect(save(openWorkspace(join(folder, 'file', 'below')))).rejects.toThrow(/a file stands where a folder/);
    expect(readdirSync(outside)).toEqual([]);
    expect(readFileSync(join(folder, 'file'), 'utf8')).toBe('mine');
  });

  it.skipIf(process.platform === 'win32')('that is read-only says so and is still read', async () => {
    const workspace = temporaryWorkspace();
    await fill(workspace);
    await asOrdinaryUser(workspace.dir, async () => {
      chmodSync(workspace.dir, 0o500);
      const error = await save(workspace).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(UserError);
      expect((error as UserError).message).toBe(`Cannot write ${workspace.dir}: you have no permission.`);
      expect((error as UserError).hint).toContain('--workspace DIR');
      expect((await loadGaps(workspace)).gaps).toHaveLength(1);
      expect(readdirSync(workspace.dir).filter((name) => /lock|tmp/.test(name))).toEqual([]);
      chmodSync(workspace.dir, 0o700);
      await save(workspace);
    });
  });

  it('is closed when the work is done, also when it failed', async () => {
    const workspace = temporaryWorkspace();
    const failed = withLock(workspace, async () => {
      throw new Error('mine');
    });
    await expect(failed).rejects.toThrow('mine');
    expect(await withLock(workspace, async () => 'next')).toBe('next');
  });

  it('lets one piece of work make several changes, which others see together', async () => {
    const workspace = temporaryWorkspace();
    await withLock(workspace, async (locked) => {
      await save(locked);
      await saveAnswers(locked, '01', {a: 1});
      await expect(save(workspace)).rejects.toThrow(/is in use/);
    });
    expect((await loadProgress(workspace)).last).toEqual({screen: 'home'});
  });
});

/** Runs `work` without the rights of the superuser, to whom nothing is read-only, as the owner of `folder`. */
async function asOrdinaryUser(folder: string, work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  const ordinary = 65_534;
  for (const path of [dirname(folder), folder, ...everything(folder)]) chownSync(path, ordinary, ordinary);
  process.seteuid?.(ordinary);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}
