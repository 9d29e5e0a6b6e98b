import {existsSync, readdirSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {describe, expect, it} from 'vitest';
import {loadAnswers} from '../../src/workspace/answers.ts';
import {loadGaps, recordGap} from '../../src/workspace/gaps.ts';
import type {Workspace} from '../../src/workspace/layout.ts';
import {loadProgress, updateProgress} from '../../src/workspace/progress.ts';
import {startChild} from './child-process.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

/** Everything that can be read now, in the words with which a child acknowledges it; throws when anything is half-written. */
async function kept(workspace: Workspace): Promise<Set<string>> {
  const {exercises} = await loadProgress(workspace);
  const answers = await loadAnswers(workspace, 'shared');
  const {gaps, problems} = await loadGaps(workspace);
  expect(problems).toEqual([]);
  for (const [id, text] of Object.entries(answers)) expect(text).toBe('x'.repeat(Number(id.split('-')[1])));
  return new Set([
    ...Object.keys(exercises).map((id) => `progress ${id}`),
    ...Object.keys(answers).map((id) => `answer ${id}`),
    ...gaps.map(({text}) => `gap ${text}`),
  ]);
}

const garbage = (dir: string): string[] =>
  readdirSync(dir, {recursive: true, encoding: 'utf8'}).filter((name) => /\.tmp$|\.lock/.test(name));

describe('a process killed at any moment', () => {
  it('loses nothing that it acknowledged and hinders nobody', {timeout: 30_000}, async () => {
    const workspace = temporaryWorkspace();
    const acknowledged: string[] = [];
    let locksLeft = 0;
    for (let round = 0; round < 16; round += 1) {
      const child = startChild('write-until-killed', [workspace.dir, `r${round}`, '100000']);
      await child.firstLine;
      await pause((round * 13) % 41);
      child.process.kill('SIGKILL');
      acknowledged.push(...(await child.lines));
      expect(child.process.signalCode).toBe('SIGKILL');
      if (existsSync(join(workspace.dir, '.lock'))) locksLeft += 1;

      const found = await kept(workspace);
      expect(acknowledged.filter((line) => !found.has(line))).toEqual([]);
      // This workspace waits for nobody: a lock that is not free at once would be an error.
      await recordGap(
        workspace,
        {criterion: null, text: `after-${round}`, evidence: [], source: 'user'},
        '2026-01-02T03:04:05Z',
      );
      await updateProgress(workspace, (progress) => ({...progress, last: {screen: `after-${round}`}}));
      acknowledged.push(`gap after-${round}`);
      expect(garbage(workspace.dir)).toEqual([]);
    }
    // At least the first line of each child and the gap after it.
    expect(acknowledged.length).toBeGreaterThanOrEqual(2 * 16);
    // Were no lock ever left behind, the kills would have missed what this is about.
    expect(locksLeft).toBeGreaterThan(0);
  });
});

describe('two processes that write at the same time', () => {
  it('lose nothing of each other', {timeout: 30_000}, async () => {
    const workspace = temporaryWorkspace();
    const children = ['a', 'b'].map((name) => startChild('write-until-killed', [workspace.dir, name, '30']));
    // Reading meanwhile, without the lock, never meets anything half-written.
    let reading = true;
    const reader = (async () => {
      while (reading) {
        await kept(workspace);
        await pause(1);
      }
    })();
    const acknowledged = (await Promise.all(children.map((child) => child.lines))).flat();
    reading = false;
    await reader;
    expect(acknowledged).toHaveLength(2 * 30 * 3);
    expect(await kept(workspace)).toEqual(new Set(acknowledged));
  });
});
