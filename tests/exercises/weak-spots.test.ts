import {mkdirSync, mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {exerciseIds, exercisesFolder, loadExercise, loadPractised} from '../../src/exercises/load-exercises.ts';
import {loadPractice} from '../../src/exercises/load-practice.ts';
import {comesBack, practiceLines} from '../../src/exercises/practice.ts';
import {practisedSteps} from '../../src/exercises/practised-steps.ts';
import {resetExercise, saveAttempt} from '../../src/exercises/progress.ts';
import {topics, topicText} from '../../src/exercises/topics.ts';
import {type WeakSpot, weakSpotsAfter, weakSpotsOf} from '../../src/exercises/weak-spots.ts';
import {loadProgress, updateProgress} from '../../src/workspace/progress.ts';
import {temporaryWorkspace} from '../workspace/temporary-folder.ts';
import {manifest, smallExercise} from './small-exercise.ts';

const course = await Promise.all((await exerciseIds()).map((id) => loadExercise(id)));
const first = course[0]!;
const three = course[2]!;
const four = course[3]!;
const at = '2026-01-02T03:04:05.000Z';
const here = {exercise: three.id};

describe('a wrong answer', () => {
  it('tells which coupling was taken for which, where the categories are couplings', () => {
    const right = three.solution['which-coupling'] as object;
    const spots = weakSpotsAfter([], three, {'which-coupling': {...right, year: 'temporal'}});
    expect(spots).toEqual([
      {...here, topic: 'availability-coupling', taken: 'temporal-coupling', step: 'which-coupling'},
    ]);
  });

  it('tells which coupling it is about, where the items are', () => {
    const right = three.solution['how-tight'] as object;
    const answer = {
      ...right,
      'audit-behavioral': 'loose',
      'reminder-behavioral': 'loose',
      'reminder-temporal': 'tight',
    };
    expect(weakSpotsAfter([], three, {'how-tight': answer})).toEqual([
      {...here, topic: 'behavioral-coupling', step: 'how-tight'},
      {...here, topic: 'temporal-coupling', step: 'how-tight'},
    ]);
  });

  it('tells which verdict was taken for which', () => {
    const one = course[0]!;
    const answer = {...(one.solution['who-needs-it'] as object), login: 'later'};
    expect(weakSpotsAfter([], one, {'who-needs-it': answer})).toEqual([
      {exercise: one.id, step: 'who-needs-it', topic: 'keep-sync', taken: 'convert'},
    ]);
  });

  it.each([
    ['a number, what the step practises', four, 'a-year', '3.65 h', ['availability-figure']],
    ['a choice, what the step practises', three, 'past-two', 'as-always', ['temporal-coupling']],
    ['no number, nothing', four, 'a-year', 'no idea', []],
    ['an unfinished table without a mistake, nothing', three, 'which-coupling', {slow: 'temporal'}, []],
    ['no category, nothing', three, 'which-coupling', {slow: 'green'}, []],
    ['a passage that the check may have missed, nothing', three, 'missing-passage', 'It depends.', []],
    ['a step that practises nothing, nothing', three, 'half-a-minute', '1 create', []],
  ])('tells of %s', (_, exercise, step, answer, found) => {
    expect(weakSpotsAfter([], exercise, {[step]: answer}).map(({topic}) => topic)).toEqual(found);
  });

  it('is remembered once, with what was last taken for it', () => {
    const right = three.solution['which-coupling'] as object;
    let spots: readonly WeakSpot[] = [];
    for (const year of ['temporal', 'behavioral', 'behavioral']) {
      spots = weakSpotsAfter(spots, three, {'which-coupling': {...right, year}});
    }
    expect(spots.map(({topic, taken}) => [topic, taken])).toEqual([['availability-coupling', 'behavioral-coupling']]);
  });

  it('may be anything, and what is remembered is always practised by the step', () => {
    fc.assert(
      fc.property(fc.constantFrom(...course), fc.anything({withNullPrototype: true}), (exercise, answer) => {
        for (const step of exercise.steps) {
          for (const spot of weakSpotsAfter([], exercise, {[step.id]: answer})) {
            expect('practises' in step && step.practises).toContain(spot.topic);
          }
        }
      }),
      {seed: 51, numRuns: 100},
    );
  });
});

describe('a right answer', () => {
  const spot: WeakSpot = {topic: 'availability-coupling', taken: 'temporal-coupling', ...here, step: 'which-coupling'};
  const other: WeakSpot = {topic: 'keep-sync', exercise: '01-request-response-chain', step: 'who-needs-it'};

  it('further on in the same exercise ends nothing either', () => {
    const slip: WeakSpot = {topic: 'latency-figure', exercise: '01-request-response-chain', step: 'whole-wait'};
    const {solution} = first;
    expect(
      weakSpotsAfter([slip], first, {'not-its-own': solution['not-its-own'], 'faster-code': solution['faster-code']}),
    ).toEqual([slip]);
  });

  it('at another step that practises it ends a weak spot, and only that', () => {
    expect(weakSpotsAfter([spot, other], four, {'where-to-begin': four.solution['where-to-begin']})).toEqual([other]);
  });

  it('at the same step ends nothing: the reason has just been read', () => {
    expect(weakSpotsAfter([spot], three, {'which-coupling': three.solution['which-coupling']})).toEqual([spot]);
  });
});

describe('where a weak spot comes back', () => {
  const spot: WeakSpot = {topic: 'availability-coupling', taken: 'temporal-coupling', ...here, step: 'which-coupling'};
  const open = [
    {exercise: three.id, step: 'which-coupling', number: 5, practises: ['availability-coupling'] as const},
    {exercise: three.id, step: 'how-tight', number: 6, practises: ['availability-coupling'] as const},
    {exercise: four.id, step: 'where-to-begin', number: 7, practises: ['availability-coupling'] as const},
  ];

  it('is the first open step that practises it, and none of the exercise that it comes from', () => {
    expect(practiceLines([spot, spot], open)).toEqual([
      'Worth another look: availability and temporal coupling (step 7 of exercise 04).',
    ]);
    expect(practiceLines([spot], open.slice(0, 2))).toEqual([]);
  });

  it('is said at that step, and at no other', () => {
    const told = four.steps.filter((step) => comesBack([spot], four.id, step) !== undefined);
    expect(told.map(({id}) => id)).toEqual(['where-to-begin']);
    expect(comesBack([spot], four.id, told[0]!)).toBe(
      'Practises again: availability and temporal coupling (exercise 03).',
    );
    expect(three.steps.filter((step) => comesBack([spot], three.id, step))).toEqual([]);
  });

  it('is worded for every topic, alone and taken for another', () => {
    expect(topicText('latency-figure', undefined, '04-x')).toBe('how waits add up');
    expect(topicText('keep-sync', 'convert', '04-x')).toBe('calls that stay and calls that become events');
    const all = topics.flatMap((topic) => [undefined, ...topics].map((taken) => topicText(topic, taken, '11-x')));
    expect(all.filter((text) => !/^[a-z ]+$/.test(text))).toEqual([]);
  });

  it('says no word before the exercise that teaches it: coupling is one of 03', () => {
    for (const [exercise, knows] of [
      ['02-cascading-failure', false],
      ['03-three-couplings', true],
    ] as const) {
      const text = topicText('temporal-coupling', undefined, exercise);
      expect([exercise, /coupling/.test(text)]).toEqual([exercise, knows]);
    }
  });
});

describe('in the workspace', () => {
  const wrong = {'past-two': 'as-always'};

  it('a weak spot is kept, led to where it comes back, and gone once it is answered there', async () => {
    const workspace = temporaryWorkspace();
    const {progress} = await saveAttempt(workspace, three, {answers: wrong, step: 'past-two', at});
    expect(weakSpotsOf(await loadProgress(workspace))).toEqual([
      {topic: 'temporal-coupling', ...here, step: 'past-two'},
    ]);
    // Steps of the same exercise practise it too: the reason has just been read there.
    expect(await loadPractice(workspace, progress)).toEqual([
      'Worth another look: temporal coupling (step 6 of exercise 06).',
    ]);
    const six = course[5]!;
    const again = await saveAttempt(workspace, six, {
      answers: {'bad-hours': six.solution['bad-hours']},
      step: null,
      at,
    });
    expect(again.progress).not.toHaveProperty('weakSpots');
    expect(await loadPractice(workspace, again.progress)).toEqual([]);
  });

  it('an answer that is saved once more, as the app does at every key, ends nothing that came after it', async () => {
    const workspace = temporaryWorkspace();
    const right = {'how-tight': three.solution['how-tight']};
    await saveAttempt(workspace, three, {answers: right, step: null, at});
    const {progress} = await saveAttempt(workspace, three, {answers: {...right, ...wrong}, step: null, at});
    expect(weakSpotsOf(progress)).toHaveLength(1);
    const later = await saveAttempt(workspace, three, {answers: {...right, ...wrong}, step: null, at});
    expect(weakSpotsOf(later.progress)).toHaveLength(1);
  });

  it('a step that was answered before is not where it comes back, and a later step goes before an earlier one', async () => {
    const workspace = temporaryWorkspace();
    const six = course[5]!;
    const answered = {'which-coupling': 1, 'how-tight': 1};
    await saveAttempt(workspace, three, {answers: answered, step: null, at});
    const {progress} = await saveAttempt(workspace, three, {answers: wrong, step: null, at});
    // 06 asks about seven bad hours; 02 has two steps on it, but comes before.
    expect(await loadPractice(workspace, progress)).toEqual([expect.stringMatching(/step 6 of exercise 06/)]);
    const done = await saveAttempt(workspace, six, {answers: {'bad-hours': {'fact-logged': 'late'}}, step: null, at});
    expect(await loadPractice(workspace, done.progress)).toEqual([expect.stringMatching(/step 4 of exercise 02/)]);
  });

  it('a reset forgets those of the exercise', async () => {
    const workspace = temporaryWorkspace();
    await saveAttempt(workspace, three, {answers: wrong, step: null, at});
    await saveAttempt(workspace, four, {answers: {'a-year': '3.65 h'}, step: null, at});
    await resetExercise(workspace, three.id);
    expect(weakSpotsOf(await loadProgress(workspace)).map(({exercise}) => exercise)).toEqual([four.id]);
  });

  it('a topic of another version is read over', async () => {
    const workspace = temporaryWorkspace();
    const strange = {topic: 'constructor', exercise: three.id, step: 'x'};
    const progress = await updateProgress(workspace, (before) => ({...before, weakSpots: [strange]}));
    expect(weakSpotsOf(progress)).toEqual([]);
    expect(await loadPractice(workspace, progress)).toEqual([]);
  });
});

describe('the course', () => {
  it('practises every coupling, every verdict and every figure; all but the split verdict at two steps or more', () => {
    const steps = course.flatMap((exercise) => exercise.steps);
    for (const topic of topics) {
      const count = steps.filter((step) => step.kind !== 'read' && step.practises?.includes(topic)).length;
      expect(count, topic).toBeGreaterThanOrEqual(topic === 'split' ? 1 : 2);
    }
  });

  it('tells what its steps practise at a glance as it does when its manifests are checked', async () => {
    for (const {id, steps} of course) {
      const text = readFileSync(join(exercisesFolder, id, 'exercise.yaml'), 'utf8');
      const checked = steps.map((step) => ({id: step.id, practises: ('practises' in step && step.practises) || []}));
      expect(practisedSteps(text), id).toEqual(checked);
      expect(practisedSteps(text.replaceAll(/^( *)practises: \[/gm, '$1practises:  [')), id).toBeUndefined();
    }
    expect(practisedSteps('title: none')).toBeUndefined();
  });

  it('tells it of a manifest in any other form, too', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'eventcoach-practice-'));
    mkdirSync(join(folder, '01-shop'));
    const other = manifest.replace('    id: wait\n', '    practises: [split]\n    id: wait\n');
    writeFileSync(join(folder, '01-shop/exercise.yaml'), other);
    expect(practisedSteps(other)).toBeUndefined();
    const steps = await loadPractised('01-shop', folder);
    expect(steps.slice(0, 3)).toEqual([
      {id: 'lesson', practises: []},
      {id: 'wait', practises: ['split']},
      {id: 'which', practises: []},
    ]);
  });

  it('refuses a topic of an item that its step does not practise', () => {
    const change: readonly (readonly [string, string])[] = [
      ['{id: stops, text: stops}', '{id: stops, text: stops, topic: split}'],
    ];
    expect(() => smallExercise(change)).toThrow(/"stops" is about "split", which the step does not practise/);
  });
});
