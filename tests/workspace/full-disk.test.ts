import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {loadCritique, saveCritique} from '../../src/workspace/critiques.ts';
import {loadGaps, recordGap} from '../../src/workspace/gaps.ts';
import {pathOf} from '../../src/workspace/layout.ts';
import {startChild} from './child-process.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

// The unit of ulimit -f is 512 bytes in POSIX shells and 1024 in bash.
const [limit, mostBytes] = [64, 64 * 1024];
const at = '2026-01-02T03:04:05Z';

describe.skipIf(process.platform === 'win32')('when the disk is full', () => {
  it('nothing is half-written, everything before is kept, and the message says what to do', async () => {
    const workspace = temporaryWorkspace();
    await saveCritique(workspace, 'first', 'old');
    // Fill the log to just below the limit, so that the next record crosses it in its middle.
    const filler = 'x'.repeat(15_000);
    for (let i = 0; i < 2; i += 1) {
      await recordGap(
        workspace,
        {criterion: null, text: `gap ${i}`, evidence: [{source: 'user', text: filler}], source: 'user'},
        at,
      );
    }
    const log = readFileSync(pathOf(workspace, 'gaps'), 'utf8');

    const limited = ['sh', '-c', `ulimit -f ${limit} && exec "$@"`, 'sh'];
    const lines = await startChild('write-on-full-disk', [workspace.dir, String(2 * mostBytes)], limited).lines;

    const full = /^Cannot write .*: the disk or your share of it is full\. \| Free some space and try again;/;
    expect(lines).toEqual([expect.stringMatching(full), expect.stringMatching(full)]);
    expect(await loadCritique(workspace, 'first')).toBe('old');
    expect(readFileSync(pathOf(workspace, 'gaps'), 'utf8')).toBe(log);
    expect(readdirSync(pathOf(workspace, 'critiques'))).toEqual(['first.json']);
    await recordGap(workspace, {criterion: null, text: 'there is room again', evidence: [], source: 'user'}, at);
    expect(await loadGaps(workspace)).toMatchObject({problems: [], gaps: [{}, {}, {text: 'there is room again'}]});
  });
});
