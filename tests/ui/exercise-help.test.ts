import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {exercisePage} from '../../src/ui/exercise-lines.ts';
import {type ExerciseEvent, exercise, exerciseBefore} from '../../src/ui/exercise-state.ts';
import {saveAnswers} from '../../src/workspace/answers.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {withLock} from '../../src/workspace/with-lock.ts';
import {newFolder} from './built-program.ts';
import {sampleExercise} from './sample.ts';
import {openStep} from './written-steps.ts';

/** All nine of the longest step of exercise 03 are wrong: the verdict fills every screen. */
const loose = Object.fromEntries(
  ['notification', 'audit', 'reminder'].flatMap((service) =>
    ['temporal', 'availability', 'behavioral'].map((coupling) => [
      `${service}-${coupling}`,
      `${service}-${coupling}` === 'reminder-availability' ? 'tight' : 'loose',
    ]),
  ),
);

async function openWrong(columns: number, rows: number) {
  const folder = newFolder();
  const id = '03-three-couplings';
  await withLock(openWorkspace(join(folder, '.eventcoach')), (locked) => saveAnswers(locked, id, {'how-tight': loose}));
  return openStep(folder, id, 'how-tight', {columns, rows});
}

describe.each([
  [60, 16],
  [80, 24],
])('a wrong verdict that fills %i x %i', (columns, rows) => {
  it('moves aside for each hint and for the solution, as they are asked for', async () => {
    const app = await openWrong(columns, rows);
    expect(await app.until(/Not yet\./)).not.toMatch(/Hint \d of/);
    app.type('h');
    await app.until(/Hint 1 of 3: /);
    app.type('h');
    await app.until(/Hint 2 of 3: /);
    app.type('s');
    await app.until(/^ *Solution/m);
    app.type('h');
    await app.until(/Hint 3 of 3: /);
    app.type('h');
    await app.until(/There is no further hint/);
    await app.close();
  });

  it('moves back to a hint that is asked for after the solution', async () => {
    const app = await openWrong(columns, rows);
    await app.until(/Not yet\./);
    app.type('s');
    await app.until(/^ *Solution/m);
    app.type('h');
    await app.until(/Hint 1 of 3: /);
    await app.close();
  });
});

describe('the rows that must be seen', () => {
  const events: readonly ExerciseEvent[] = [
    {kind: 'loaded', exercise: sampleExercise, answers: {sum: '2 s'}, step: 'sum', weakSpots: []},
    {kind: 'solution'},
    {kind: 'hint'},
    {kind: 'hint'},
    {kind: 'solution'},
    {kind: 'again'},
    {kind: 'commit'},
  ];
  const first = ['You: 2 s', 'Solution', /^Hint 1 of 2/, /^Hint 2 of 2/, 'Solution', undefined, 'You: 2 s'];

  it('begin with what the learner asked for last, and with the verdict after the next answer', () => {
    let state = exerciseBefore;
    for (const [i, event] of events.entries()) {
      state = exercise(state, event);
      const {lines, focus} = exercisePage(state, 78);
      if (first[i] !== undefined) expect(lines[focus.from]!.text).toMatch(first[i]);
      expect(focus.to).toBeLessThan(lines.length);
    }
  });
});
