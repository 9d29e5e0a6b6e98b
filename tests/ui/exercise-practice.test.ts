import {describe, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {saveAttempt} from '../../src/exercises/progress.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {newFolder} from './built-program.ts';
import {openApp} from './sample.ts';
import {openStep, realServices} from './written-steps.ts';

const at = '2026-01-02T03:04:05Z';

/** A folder in which the learner has taken a sum over the year for a matter of the moment. */
async function mixedUp(): Promise<string> {
  const folder = newFolder();
  const three = await loadExercise('03-three-couplings');
  const answers = {'which-coupling': {...(three.solution['which-coupling'] as object), year: 'temporal'}};
  await saveAttempt(openWorkspace(`${folder}/.eventcoach`), three, {answers, step: 'which-coupling', at});
  return folder;
}

describe('what was got wrong', () => {
  it.each([
    [60, 16],
    [80, 24],
    [120, 40],
  ])(
    'is named on the home screen of %i x %i, below the menu, with the step that practises it',
    async (columns, rows) => {
      const folder = await mixedUp();
      const app = openApp({screen: 'home'}, {columns, rows, folder, services: () => realServices(folder)});
      const shown = await app.until(/Worth another\s+look/);
      expect(shown.replace(/\s+/g, ' ')).toContain(
        'Worth another look: availability and temporal coupling (step 7 of exercise 04).',
      );
      expect(shown).toMatch(/> 1 Go on with exercise 03/);
      expect(shown).toMatch(/Same as: eventcoach/);
      await app.close();
    },
  );

  it('is said at a later step on the same topic, until that is answered right; then home no longer names it', async () => {
    const folder = await mixedUp();
    const said = /Practises again: availability and temporal coupling \(exercise 03\)\./;
    const app = await openStep(folder, '04-availability-math', 'where-to-begin');
    await app.until(said);
    // The fourth of its options is right.
    app.type('4');
    expect(await app.until(/Right\./)).not.toMatch(said);
    app.type('p');
    await app.until(/step 6 of 9/);
    await app.close();
    const again = openApp({screen: 'home'}, {folder, services: () => realServices(folder)});
    await again.until(/Go on with exercise/);
    await again.read();
    expect(await again.text()).not.toContain('Worth another look');
    await again.close();
  });
});
