import {existsSync} from 'node:fs';
import {describe, expect, it} from 'vitest';
import {gapOf} from '../../src/exercises/gap-of.ts';
import {nextExercise, resetExercise, saveAttempt, statusOf} from '../../src/exercises/progress.ts';
import {loadAnswers} from '../../src/workspace/answers.ts';
import {loadGaps, recordGap} from '../../src/workspace/gaps.ts';
import {loadProgress} from '../../src/workspace/progress.ts';
import {temporaryWorkspace} from '../workspace/temporary-folder.ts';
import {smallExercise, solution} from './small-exercise.ts';
import {stepOf} from './step-of.ts';
import {writtenStep} from './written-steps.ts';

const exercise = smallExercise();
const {id} = exercise;
const at = '2026-01-02T03:04:05.000Z';
const later = '2026-02-03T04:05:06.000Z';

describe('an attempt', () => {
  it('is kept step by step, beside what was answered before', async () => {
    const workspace = temporaryWorkspace();
    await saveAttempt(workspace, exercise, {answers: {wait: '230 ms'}, step: 'wait', at});
    const {answers, judgement} = await saveAttempt(workspace, exercise, {
      answers: {which: 'stock'},
      step: 'slow',
      at: later,
    });
    expect(answers).toEqual({wait: '230 ms', which: 'stock'});
    expect(await loadAnswers(workspace, id)).toEqual(answers);
    expect(judgement.passed).toBe(false);
    expect(await loadProgress(workspace)).toMatchObject({
      exercises: {[id]: {status: 'started', step: 'slow', startedAt: at}},
      last: {screen: 'exercise', exercise: id, step: 'slow'},
    });
  });

  it('makes the exercise done once every step passes, and it stays done', async () => {
    const workspace = temporaryWorkspace();
    await saveAttempt(workspace, exercise, {answers: solution, step: null, at});
    const {progress} = await saveAttempt(workspace, exercise, {answers: {wait: 'no idea'}, step: 'wait', at: later});
    expect(progress.exercises[id]).toEqual({status: 'done', step: 'wait', startedAt: at, doneAt: at});
  });

  it('of two running copies at once loses nothing', async () => {
    const workspace = temporaryWorkspace(20_000);
    const parts = Object.entries(solution).map(([step, answer]) => ({answers: {[step]: answer}, step, at}));
    await Promise.all(parts.map((part) => saveAttempt(workspace, exercise, part)));
    expect(await loadAnswers(workspace, id)).toEqual(solution);
    expect(statusOf(await loadProgress(workspace), id)).toBe('done');
  });
});

describe('the next exercise', () => {
  it('is the first that is not done', async () => {
    const workspace = temporaryWorkspace();
    const ids = [id, '99-other'];
    expect(nextExercise(ids, await loadProgress(workspace))).toBe(id);
    await saveAttempt(workspace, exercise, {answers: solution, step: null, at});
    const progress = await loadProgress(workspace);
    expect([nextExercise(ids, progress), nextExercise([id], progress)]).toEqual(['99-other', null]);
  });

  it('is not one that an object inherits', async () => {
    expect(statusOf(await loadProgress(temporaryWorkspace()), 'constructor')).toBe('new');
  });
});

describe('a reset', () => {
  it('forgets the answers, the progress and the place, and nothing else', async () => {
    const workspace = temporaryWorkspace();
    const other = {...exercise, id: '98-other'};
    await saveAttempt(workspace, other, {answers: solution, step: null, at});
    await saveAttempt(workspace, exercise, {answers: solution, step: null, at});
    expect(await resetExercise(workspace, id)).toBe(true);
    expect(await loadAnswers(workspace, id)).toEqual({});
    expect(await loadAnswers(workspace, other.id)).toEqual(solution);
    const progress = await loadProgress(workspace);
    expect([Object.keys(progress.exercises), progress.last]).toEqual([[other.id], undefined]);
  });

  it('of what was not begun makes no workspace', async () => {
    const workspace = temporaryWorkspace();
    expect(await resetExercise(workspace, id)).toBe(false);
    expect(existsSync(workspace.dir)).toBe(false);
  });
});

describe('own words', () => {
  it('become a gap of the skill where the step is about it', async () => {
    const workspace = temporaryWorkspace();
    const step = stepOf(exercise, 'own-words');
    if (step?.kind !== 'reflect') throw new Error('not a reflect step');
    await recordGap(workspace, gapOf(exercise, step, ' Ask for the timeout. ')!, at);
    expect((await loadGaps(workspace)).gaps).toMatchObject([
      {criterion: null, text: 'Ask for the timeout.', source: 'exercise:99-shop', status: 'open', at},
    ]);
    const {gap: _, ...silent} = step;
    expect(gapOf(exercise, silent, 'x')).toBeUndefined();
  });

  it('are the evidence of a reminder, which names the criterion, where they are a passage', () => {
    const step = writtenStep('passage');
    expect(gapOf(exercise, step, 'Mind the login.')).toEqual({
      criterion: 'when-not-to-use-events',
      text: 'A reminder: the skill has to say "When not to use events".',
      source: 'exercise:99-shop',
      evidence: [{source: 'exercise:99-shop', text: 'A passage: Mind the login.'}],
    });
  });
});
