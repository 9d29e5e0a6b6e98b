import {spawnSync} from 'node:child_process';
import {mkdirSync, readdirSync, readFileSync, realpathSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, it} from 'vitest';
import {loadHistory, oldTexts, oldVersion} from '../../../src/skill/improve/history.ts';
import {saveUpdate, settleUpdate} from '../../../src/skill/improve/save-update.ts';
import {loadSkill} from '../../../src/skill/load.ts';
import {openWorkspace} from '../../../src/workspace/layout.ts';
import {emptyFolder, skillText, write} from '../folder.ts';

const files = ['SKILL.md', 'references/a.md', 'references/b.md'];
const script = fileURLToPath(new URL('child/update.ts', import.meta.url));

interface Versions {
  readonly old: Readonly<Record<string, string>>;
  readonly next: Readonly<Record<string, string>>;
}

const small: Versions = {
  old: {'SKILL.md': skillText(), 'references/a.md': 'old a\r\n', 'references/b.md': '\ufeffold b'},
  next: {'SKILL.md': skillText(undefined, 'New.\n'), 'references/a.md': 'new a\r\n', 'references/b.md': '\ufeffnew b'},
};

/** A skill in its first version, what it is to become, and an empty workspace. */
function scene({old, next}: Versions) {
  const folder = realpathSync(emptyFolder());
  const root = join(folder, 'orders');
  mkdirSync(root);
  write(root, old);
  write(join(folder, 'next'), next);
  return {folder, root, workspace: openWorkspace(join(folder, '.eventcoach'), {patienceMs: 0})};
}

/** Which version the files are: `old`, `new` or a mixture. */
function state(root: string, {old, next}: Versions): string {
  const now = files.map((file) => readFileSync(join(root, file), 'utf8'));
  if (files.every((file, i) => now[i] === old[file])) return 'old';
  return files.every((file, i) => now[i] === next[file]) ? 'new' : 'a mixture';
}

/** Updates skills in a process that then is killed, each up to a step on the disk (0: to its end); what it says. */
function updated(...scenes: readonly (readonly [ReturnType<typeof scene>, number])[]): string {
  const args = scenes.map(([{root, workspace}, step]) => `${root} ${workspace.dir} ${step}`);
  const {stdout, signal} = spawnSync(process.execPath, [script, ...args], {encoding: 'utf8'});
  expect(signal).toBe('SIGKILL');
  return stdout;
}

const leftovers = (folder: string) =>
  readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter((name) =>
    /\.tmp$|\.lock|pending|eventcoach-update/.test(name),
  );

describe('an update that is killed', () => {
  it('at any step leaves the old version or the new one, after the next command at the latest', {
    timeout: 120_000,
  }, async () => {
    const whole = scene(small);
    const steps = Number(/^saved (\d+)$/m.exec(updated([whole, 0]))?.[1]);
    expect(state(whole.root, small)).toBe('new');
    expect(leftovers(whole.folder)).toEqual([]);

    const found = {old: 0, new: 0, mixed: 0};
    // Every step from shortly before the update is decided on; of those before it, which make the workspace and keep the old
    // version, one in four.
    const chosen = Array.from({length: steps}, (_, i) => i + 1).filter((step) => step > steps - 36 || step % 4 === 0);
    const scenes = chosen.map((step) => [scene(small), step] as const);
    expect(updated(...scenes)).toBe('stopped\n'.repeat(chosen.length));
    for (const [{folder, root, workspace}, step] of scenes) {
      if (state(root, small) === 'a mixture') {
        found.mixed += 1;
        // Until all is new it states the old version.
        expect(readFileSync(join(root, 'SKILL.md'), 'utf8')).toBe(small.old['SKILL.md']);
      }
      await settleUpdate(workspace, root);
      const now = state(root, small);
      expect(now, `killed at step ${step} of ${steps}`).not.toBe('a mixture');
      found[now as 'old' | 'new'] += 1;
      const history = await loadHistory(workspace, root);
      expect(
        history.map(({id}) => id),
        `killed at step ${step}`,
      ).toEqual(now === 'new' ? ['1.0.0'] : []);
      if (now === 'new')
        expect(Object.fromEntries((await oldTexts(history[0]!)).map(({file, text}) => [file, text]))).toEqual(
          small.old,
        );
      if (step % 4 !== 0) continue;
      // Whoever comes next is not hindered, and leaves nothing lying about.
      const skill = await loadSkill(root, 'skills/orders');
      const again = skill.texts.map(({file, text}) => ({file, before: text, after: `${text}again\n`}));
      const update = {skill, root, by: 'improve', to: '3.0.0', gaps: [], files: again} as const;
      await saveUpdate(workspace, update, '2026-01-03T03:04:05Z');
      expect(leftovers(folder)).toEqual([]);
    }
    // Were there none of each, the kills would have missed what this is about.
    expect(Math.min(found.old, found.new, found.mixed)).toBeGreaterThan(0);
  });

  it('is finished where the file was edited after it was replaced, and taken back where it was edited before', async () => {
    for (const [edited, way, others] of [
      ['references/b.md', 'back', 'old'],
      ['SKILL.md', 'forward', 'next'],
    ] as const) {
      const {root, workspace} = scene(small);
      // As a kill after the first of three renames leaves it.
      const temporary = (file: string) =>
        join(
          root,
          file.replace(/[^/]+$/, (name) => `.${name}.0123456789ab.tmp`),
        );
      const journal = files.map((file) => {
        return {
          file,
          before: small.old[file],
          after: small.next[file],
          temporary: `.${file.split('/').at(-1)}.0123456789ab.tmp`,
        };
      });
      writeFileSync(
        join(root, '.eventcoach-update.json'),
        JSON.stringify({schema: 'eventcoach/skill-update@1', files: journal}),
      );
      writeFileSync(join(root, 'SKILL.md'), small.next['SKILL.md']!);
      for (const file of files.slice(1)) writeFileSync(temporary(file), small.next[file]!);
      writeFileSync(join(root, edited), 'mine');
      expect(await settleUpdate(workspace, root)).toBe(way);
      const now = Object.fromEntries(files.map((file) => [file, readFileSync(join(root, file), 'utf8')]));
      expect(now).toEqual({...small[others], [edited]: 'mine'});
      expect(leftovers(root)).toEqual([]);
    }
  });

  it.each([
    ['a file outside of the skill', {file: '../other.md'}],
    ['a file that is no text of a skill', {file: 'run.sh'}],
    ['a temporary file elsewhere', {temporary: '../.x.md.0123456789ab.tmp'}],
  ])('is refused where what it left behind names %s', async (_, change) => {
    const {root, workspace} = scene(small);
    const entry = {
      file: 'SKILL.md',
      before: small.old['SKILL.md'],
      after: 'x',
      temporary: '.SKILL.md.0123456789ab.tmp',
      ...change,
    };
    writeFileSync(
      join(root, '.eventcoach-update.json'),
      JSON.stringify({schema: 'eventcoach/skill-update@1', files: [entry]}),
    );
    await expect(settleUpdate(workspace, root)).rejects.toThrow(/is not what an interrupted update leaves behind/);
    expect(state(root, small)).toBe('old');
  });
});

describe.skipIf(process.platform === 'win32')('an update on a full disk', () => {
  // The unit of ulimit -f is 512 bytes in POSIX shells and 1024 in bash: no file may grow beyond 32 or 64 KB.
  const limited = (root: string, dir: string) =>
    spawnSync('sh', ['-c', 'ulimit -f 64 && exec "$@"', 'sh', process.execPath, script, `${root} ${dir} 0`], {
      encoding: 'utf8',
    });
  const long = (text: string, kilobytes: number) => text + 'x'.repeat(kilobytes * 1024);

  it.each([
    ['the old version cannot be kept', {old: {...small.old, 'references/a.md': long('old a', 80)}, next: small.next}],
    ['a new file does not fit', {old: small.old, next: {...small.next, 'references/b.md': long('new b', 80)}}],
    // Each file fits, the record of all of them does not.
    [
      'the update cannot be decided',
      {
        old: small.old,
        next: {
          ...small.next,
          'references/a.md': long('a', 25),
          'references/b.md': long('b', 25),
          'SKILL.md': long(small.next['SKILL.md']!, 25),
        },
      },
    ],
  ] as readonly (readonly [string, Versions])[])('leaves the old version and nothing else: %s', async (_, versions) => {
    const {folder, root, workspace} = scene(versions);
    const {stdout} = limited(root, workspace.dir);
    expect(stdout).toMatch(
      /^Cannot write .*: the disk or your share of it is full\. \| Free some space and try again;/,
    );
    expect(state(root, versions)).toBe('old');
    expect(leftovers(folder)).toEqual([]);
    expect(await loadHistory(workspace, root)).toEqual([]);
    // With room again it succeeds.
    const skill = await loadSkill(root, 'skills/orders');
    const update = {
      skill,
      root,
      by: 'improve',
      to: '2.0.0',
      gaps: [],
      files: files.map((file) => ({file, before: versions.old[file]!, after: versions.next[file]!})),
    } as const;
    await saveUpdate(workspace, update, '2026-01-02T03:04:05Z');
    expect(state(root, versions)).toBe('new');
    expect(
      (await oldTexts(oldVersion(await loadHistory(workspace, root), undefined, 'orders'))).map(({text}) => text),
    ).toEqual(files.map((file) => versions.old[file]));
  });
});
