import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {UserError} from '../../src/errors.ts';
import {pathOf} from '../../src/workspace/layout.ts';
import {type ExerciseProgress, loadProgress, type Progress, updateProgress} from '../../src/workspace/progress.ts';
import {temporaryWorkspace} from './temporary-folder.ts';

const done: ExerciseProgress = {status: 'done', step: 'reflect', doneAt: '2026-01-02T03:04:05Z'};
const finish =
  (id: string) =>
  (progress: Progress): Progress => ({...progress, exercises: {...progress.exercises, [id]: done}});

describe('progress', () => {
  it('begins empty, and reading it makes nothing', async () => {
    const workspace = temporaryWorkspace();
    expect(await loadProgress(workspace)).toEqual({schema: 'eventcoach/progress@1', exercises: {}});
    expect(existsSync(workspace.dir)).toBe(false);
  });

  it('is read as it was saved', async () => {
    const workspace = temporaryWorkspace();
    const saved = await updateProgress(workspace, (before) => ({
      ...finish('01-request-response-chain')(before),
      last: {screen: 'exercise', exercise: '01-request-response-chain', step: 'sum'},
    }));
    expect(await loadProgress(workspace)).toEqual(saved);
    expect(JSON.parse(readFileSync(pathOf(workspace, 'progress'), 'utf8'))).toEqual(saved);
  });

  it('of many writers at the same moment is kept whole', async () => {
    const workspace = temporaryWorkspace(20_000);
    const ids = Array.from({length: 20}, (_, i) => `exercise-${i}`);
    await Promise.all(ids.map((id) => updateProgress(workspace, finish(id))));
    expect(Object.keys((await loadProgress(workspace)).exercises).sort()).toEqual(ids.sort());
  });

  it('is not written when nothing changes', async () => {
    const workspace = temporaryWorkspace();
    await updateProgress(workspace, (progress) => progress);
    expect(existsSync(pathOf(workspace, 'progress'))).toBe(false);
  });

  it.each([
    [
      '{"schema": "eventcoach/progress@1", "exercises": {"a": {"status": "don',
      /progress\.json:1:71: this is not valid JSON/,
    ],
    [
      '{"schema": "eventcoach/progress@1", "exercises": {"a": {"status": "lost", "step": null}}}',
      /exercises\.a\.status/,
    ],
    ['{"schema": "eventcoach/progress@1", "exercises": {}, "streak": 4}', /streak/],
    ['{"exercises": {}}', /its "schema" should be "eventcoach\/progress@1"/],
    ['[]', /its "schema" should be/],
    [Buffer.from([0x22, 0xff, 0x22]), /is not UTF-8 text/],
  ])('that is broken is refused by readers and writers, and left alone: %s', async (content, says) => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.dir);
    writeFileSync(pathOf(workspace, 'progress'), content);
    await expect(loadProgress(workspace)).rejects.toThrow(says);
    await expect(updateProgress(workspace, finish('b'))).rejects.toThrow(UserError);
    expect(readFileSync(pathOf(workspace, 'progress'))).toEqual(Buffer.from(content));
  });

  it('of a newer version is refused and left alone', async () => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.dir);
    writeFileSync(pathOf(workspace, 'progress'), '{"schema": "eventcoach/progress@2", "stars": 3}');
    await expect(updateProgress(workspace, finish('b'))).rejects.toThrow(
      /written by a newer eventcoach \(format 2, this one knows 1\)/,
    );
    expect(readFileSync(pathOf(workspace, 'progress'), 'utf8')).toContain('"stars": 3');
  });

  it('that could not be read again is not written', async () => {
    const workspace = temporaryWorkspace();
    await updateProgress(workspace, finish('a'));
    await expect(updateProgress(workspace, finish('x'.repeat(300)))).rejects.toThrow(/it is not saved/);
    expect(Object.keys((await loadProgress(workspace)).exercises)).toEqual(['a']);
  });

  it('leaves the prototype of everything alone', async () => {
    const workspace = temporaryWorkspace();
    mkdirSync(workspace.dir);
    const entry = '{"status": "done", "step": null}';
    const text = `{"schema": "eventcoach/progress@1", "exercises": {"__proto__": ${entry}, "constructor": ${entry}}}`;
    writeFileSync(pathOf(workspace, 'progress'), text);
    const {exercises} = await loadProgress(workspace);
    expect(Object.keys(exercises)).toEqual(['constructor']);
    expect(Object.getPrototypeOf(exercises)).toBe(Object.prototype);
    expect(({} as {status?: string}).status).toBeUndefined();
  });
});
