import {appendFileSync, readFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import type {FoundGap} from '../../src/workspace/gap.ts';
import {loadGaps, recordGap, setGapStatus} from '../../src/workspace/gaps.ts';
import {pathOf, type Workspace} from '../../src/workspace/layout.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

const [monday, tuesday, friday] = ['2026-01-05T09:00:00Z', '2026-01-06T09:00:00Z', '2026-01-09T09:00:00Z'] as const;
const found = (more: Partial<FoundGap> = {}): FoundGap => ({
  criterion: 'event-naming',
  text: 'No rule for names.',
  evidence: [{source: 'exercise:05-events-are-facts', text: 'named it SendMail'}],
  source: 'exercise:05-events-are-facts',
  ...more,
});
const lines = (workspace: Workspace): string[] => readFileSync(pathOf(workspace, 'gaps'), 'utf8').trim().split('\n');

describe('the gaps of a workspace', () => {
  it('are kept with exactly the keys that "skill gaps --format json" prints', async () => {
    const workspace = temporaryWorkspace();
    const gap = await recordGap(workspace, found(), monday);
    expect(gap).toEqual({...found(), id: gap.id, status: 'open', at: monday});
    expect(Object.keys(gap)).toEqual(['id', 'criterion', 'text', 'evidence', 'source', 'status', 'at']);
    expect(await loadGaps(workspace)).toEqual({gaps: [gap], problems: []});
  });

  it('are joined when found again, with what is new about them', async () => {
    const workspace = temporaryWorkspace();
    const first = await recordGap(workspace, found(), monday);
    const again = found({
      text: 'no rule for names',
      evidence: [{source: 'check', text: 'no passage'}],
      source: 'check',
    });
    const joined = await recordGap(workspace, again, tuesday);
    expect(joined).toEqual({...first, evidence: [...first.evidence, ...again.evidence], at: tuesday});
    expect((await loadGaps(workspace)).gaps).toEqual([joined]);
  });

  it('are not written again when nothing new is known', async () => {
    const workspace = temporaryWorkspace();
    const first = await recordGap(workspace, found(), monday);
    expect(await recordGap(workspace, found(), tuesday)).toEqual(first);
    expect(lines(workspace)).toHaveLength(1);
  });

  it('change their status by a new line; no line is ever removed', async () => {
    const workspace = temporaryWorkspace();
    const {id} = await recordGap(workspace, found(), monday);
    const [before] = lines(workspace);
    const closed = await setGapStatus(workspace, id, {status: 'rejected', at: friday, why: 'covered elsewhere'});
    expect(closed).toMatchObject({
      id,
      status: 'rejected',
      at: friday,
      why: 'covered elsewhere',
      evidence: found().evidence,
    });
    expect(lines(workspace)).toHaveLength(2);
    expect(lines(workspace)[0]).toBe(before);
  });

  it.each([
    ['merged', 'open'],
    ['rejected', 'rejected'],
    ['drafted', 'drafted'],
  ] as const)('that are %s are %s after new evidence', async (status, after) => {
    const workspace = temporaryWorkspace();
    const {id} = await recordGap(workspace, found(), monday);
    await setGapStatus(workspace, id, {status, at: tuesday});
    const seen = await recordGap(workspace, found({evidence: [{source: 'eval:7', text: 'wrong again'}]}), friday);
    expect(seen.status).toBe(after);
  });

  it('say which id is not known', async () => {
    const workspace = temporaryWorkspace();
    const {id} = await recordGap(workspace, found(), monday);
    const wrong = setGapStatus(workspace, `${id}x`, {status: 'merged', at: monday});
    await expect(wrong).rejects.toMatchObject({message: `There is no gap "${id}x".`, hint: `Did you mean "${id}"?`});
  });

  it('refuse a text that is empty or without end, and write nothing', async () => {
    const workspace = temporaryWorkspace();
    await recordGap(workspace, found(), monday);
    await expect(recordGap(workspace, found({text: '  '}), monday)).rejects.toThrow(/a gap needs a text/);
    await expect(recordGap(workspace, found({text: 'x'.repeat(20_001)}), monday)).rejects.toThrow(/cannot be kept/);
    expect(lines(workspace)).toHaveLength(1);
  });

  it('survive a line that is none, which is named', async () => {
    const workspace = temporaryWorkspace();
    await recordGap(workspace, found(), monday);
    appendFileSync(pathOf(workspace, 'gaps'), 'oops\n');
    await recordGap(workspace, found({text: 'Another.'}), tuesday);
    const {gaps, problems} = await loadGaps(workspace);
    expect(gaps.map(({text}) => text)).toEqual(['No rule for names.', 'Another.']);
    expect(problems).toEqual([{file: pathOf(workspace, 'gaps'), line: 2, message: 'not a JSON record'}]);
    expect(lines(workspace)[1]).toBe('oops');
  });
});
