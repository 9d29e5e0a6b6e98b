import {mkdirSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Exercise} from '../../src/exercises/exercise.ts';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {packageRoot} from '../../src/root.ts';
import {hiddenActions} from '../../src/ui/exercise-keys.ts';
import {exercisePage} from '../../src/ui/exercise-lines.ts';
import {
  answersOf,
  type ExerciseEvent,
  type ExerciseState,
  exercise,
  exerciseBefore,
} from '../../src/ui/exercise-state.ts';
import {fieldWith} from '../../src/ui/field.ts';
import {checkOwnSkill} from '../../src/ui/own-skill.ts';
import {openWorkspace} from '../../src/workspace/layout.ts';
import {newFolder} from './built-program.ts';
import {openApp, sampleExercise} from './sample.ts';
import {openStep} from './written-steps.ts';

const at = (step: string, whole: Exercise = sampleExercise): ExerciseEvent => ({
  kind: 'loaded',
  exercise: whole,
  answers: {},
  step,
  weakSpots: [],
});
const stateAfter = (...events: readonly ExerciseEvent[]): ExerciseState => events.reduce(exercise, exerciseBefore);
const write = (text: string): ExerciseEvent => ({kind: 'type', field: fieldWith(text)});
const text = (state: ExerciseState) =>
  exercisePage(state, 78)
    .lines.map((line) => line.text)
    .join('\n');

describe("the check of the learner's own skill", () => {
  const ownSkill = '---\nname: mine\n---\n\nAsk of every call who has to deploy when its interface changes.\n';

  it('stands below the answer, which stays as it was written', async () => {
    const three = await loadExercise('03-three-couplings');
    const written = stateAfter(at('missing-passage', three), write('Mind the fields.'), {kind: 'commit'});
    const checked = exercise(written, {kind: 'checked', met: true, says: 'It says it.', text: ownSkill});
    expect(answersOf(checked)).toEqual({'missing-passage': 'Mind the fields.'});
    expect(text(checked)).toMatch(/You: Mind the fields\.[\s\S]*It says it\./);
    const half = stateAfter(at('missing-passage', three), write('Mind'), {
      kind: 'checked',
      met: true,
      says: 'It says it.',
      text: ownSkill,
    });
    expect([answersOf(half), half.draft.field]).toEqual([{}, fieldWith('Mind')]);
  });

  it('counts as the answer only where none was given and the skill is his own', async () => {
    const three = await loadExercise('03-three-couplings');
    const counted = stateAfter(at('missing-passage', three), {
      kind: 'checked',
      met: true,
      says: 'It says it.',
      text: ownSkill,
    });
    expect(answersOf(counted)).toEqual({'missing-passage': ownSkill});
    expect(text(counted)).toContain('It says it.');
    const packaged = stateAfter(at('missing-passage', three), {
      kind: 'checked',
      met: false,
      says: 'Not yours.',
      text: undefined,
    });
    expect([answersOf(packaged), packaged.judged]).toEqual([{}, undefined]);
    expect(text(packaged)).toContain('Not yours.');
  });

  it('does not take the skill of the program for the learner, wherever it is started', async () => {
    const fresh = newFolder();
    const workspace = openWorkspace(join(fresh, '.eventcoach'));
    expect(await checkOwnSkill(workspace, packageRoot, 'behavioral-coupling')).toEqual({
      met: false,
      says: "That is eventcoach's own skill. eventcoach skill init begins yours.",
      text: undefined,
    });
    await expect(checkOwnSkill(workspace, fresh, 'behavioral-coupling')).rejects.toThrow(/There is no skill in/);
  });

  it('reads the skill that the settings name, not only one in its usual place', async () => {
    const folder = newFolder();
    const put = (file: string, content: string) => {
      mkdirSync(dirname(join(folder, file)), {recursive: true});
      writeFileSync(join(folder, file), content);
    };
    put('skills/other/SKILL.md', ownSkill);
    put('team/mine/SKILL.md', ownSkill.replace('Ask of', 'Please ask of'));
    put('.eventcoach/config.yaml', 'skill: team/mine\n');
    const workspace = openWorkspace(join(folder, '.eventcoach'));
    expect(await checkOwnSkill(workspace, folder, 'behavioral-coupling')).toEqual({
      met: false,
      says: expect.stringContaining('Your skill (team/mine'),
      text: expect.stringContaining('Please ask of'),
    });
  });

  it('is seen while it goes on', async () => {
    let done: (own: {met: boolean; says: string; text: undefined}) => void = () => undefined;
    const app = await openStep(newFolder(), '03-three-couplings', 'missing-passage', {
      services: (same) => ({...same, checkOwnSkill: () => new Promise((resolve) => (done = resolve))}),
    });
    await app.until(/Your passage: ▏/);
    app.type('\u001b');
    await app.until(/Esc back/);
    app.type('c');
    await app.until(/Checking \.\.\./);
    done({met: false, says: 'Here it is.', text: undefined});
    expect(await app.until(/Here it is\./)).not.toContain('Checking');
    await app.close();
  });
});

describe('nine rows to sort at 80x24', () => {
  it('are brought into view before a key changes one, with the categories beside them', async () => {
    const app = await openStep(newFolder(), '03-three-couplings', 'how-tight');
    const first = await app.until(/How tight is it\?/);
    expect(first).not.toContain('> Notification, temporal');
    expect(first).toMatch(/^ 1 tight {3}2 partial {3}3 loose$/m);
    app.type('2');
    await app.until(/^ > Notification, temporal: \?/m);
    app.type('2');
    expect(await app.until(/^ {3}Notification, temporal: partial/m)).toMatch(/> Notification, availability: \?/);
    await app.close();
  });

  it('come with Enter as well, before anything is said to be missing', async () => {
    const app = await openStep(newFolder(), '03-three-couplings', 'how-tight');
    await app.until(/How tight is it\?/);
    app.type('\r');
    expect(await app.until(/^ > Notification, temporal: \?/m)).not.toContain('Choose first');
    app.type('\r');
    await app.until(/Choose first/);
    await app.close();
  });

  it('stay where they are on the screen while the mark is among them', async () => {
    const app = await openStep(newFolder(), '03-three-couplings', 'how-tight');
    await app.until(/How tight is it\?/);
    app.type('\u001b[6~\u001b[6~');
    const paged = await app.until(/Reminder, behavioral: \?/);
    const row = paged.split('\n').findIndex((line) => line.includes('Notification, temporal'));
    expect(row).toBeGreaterThan(0);
    app.type('1');
    const sorted = await app.until(/Notification, temporal: tight/);
    expect(sorted.split('\n').findIndex((line) => line.includes('Notification, temporal'))).toBe(row);
    await app.close();
  });
});

describe('an answer that was wrong', () => {
  const wrong = stateAfter(at('sum'), write('2 s'), {kind: 'commit'}, {kind: 'hint'});

  it('leaves the feedback and the hints in sight while another one is made, and hints go on', () => {
    const again = exercise(wrong, {kind: 'again'});
    expect(text(again)).toMatch(/Not yet\.\nThat is the longer one alone\.[\s\S]*Hint 1 of 2/);
    expect(text(exercise(again, {kind: 'hint'}))).toContain('Hint 2 of 2');
    expect(text(exercise(exercise(again, write('2.5 s')), {kind: 'commit'}))).not.toContain('Not yet.');
  });

  it('is left behind with Enter once the solution is shown; t tries again', () => {
    const solved = exercise(wrong, {kind: 'solution'});
    expect(hiddenActions(wrong)).toEqual(expect.arrayContaining(['next', 'retry']));
    expect(hiddenActions(solved)).toEqual(expect.arrayContaining(['again', 'skip']));
    expect(hiddenActions(solved)).not.toEqual(expect.arrayContaining(['next']));
    expect(hiddenActions(solved)).not.toEqual(expect.arrayContaining(['retry']));
  });

  it('is answered anew by a number where there are options', () => {
    const one = stateAfter(at('one'), {kind: 'number', number: 1});
    expect([one.judged?.passed, hiddenActions(one).includes('number')]).toEqual([false, false]);
    expect(exercise(one, {kind: 'number', number: 2}).judged?.passed).toBe(true);
    const some = stateAfter(at('some'), {kind: 'number', number: 2}, {kind: 'commit'}, {kind: 'number', number: 2});
    expect([some.judged, some.draft.ticked, some.earlier?.passed]).toEqual([undefined, [], false]);
  });

  it('gives no hint before the first try, and says so', () => {
    const asked = stateAfter(at('sum'), {kind: 'stop-typing'}, {kind: 'hint'});
    expect(asked.message?.text).toBe('Hints come after a first try.');
    expect([asked.hints, hiddenActions(asked).includes('no-hint')]).toEqual([0, false]);
  });

  it('has its keys in the footer: Ctrl-U empties a field, Enter and t after the solution', async () => {
    const app = openApp({screen: 'exercise', id: '01-sample'});
    await app.until(/step 1 of 6/);
    app.type('\u001b[F\r');
    await app.until(/Your prediction: ▏/);
    app.type('2 s\r');
    await app.until(/Not yet\./);
    app.type('s');
    await app.until(/Enter go on {3}t try again/);
    app.type('t');
    await app.until(/Ctrl-U empty it/);
    await app.close();
  });
});

describe('a finished exercise', () => {
  it('is begun again from its first step with one key; its answers stay', () => {
    const done = stateAfter({...at('own-words'), answers: sampleExercise.solution} as ExerciseEvent);
    expect(hiddenActions(done)).not.toContain('restart');
    const first = exercise(done, {kind: 'restart'});
    expect([first.index, answersOf(first)]).toEqual([0, sampleExercise.solution]);
    expect(hiddenActions(first)).toContain('restart');
  });

  it('is opened by its number in the list', async () => {
    const app = openApp({screen: 'exercises'});
    await app.until(/01 \[ {4}\] A sample/);
    app.type('1');
    await app.until(/step 1 of 6/);
    await app.close();
  });
});

describe('the home screen that is half read', () => {
  it('takes no key for the line that is not known yet, and moves no mark from it', async () => {
    let go: () => void = () => undefined;
    const app = openApp(
      {screen: 'home'},
      {
        services: (same) => ({
          ...same,
          listExercises: async () => {
            await new Promise<void>((resolve) => (go = resolve));
            return same.listExercises();
          },
        }),
      },
    );
    await app.until(/Reading your progress/);
    app.type('1\rj\r');
    await app.read();
    expect(await app.text()).toContain('eventcoach: Home');
    go();
    await app.until(/> 1 Start exercise/);
    app.type('2');
    await app.until(/eventcoach: Exercises/);
    await app.close();
  });
});

describe('words that are kept', () => {
  it('can be changed with e, and the gap made of them is said to stay', async () => {
    const app = await openStep(newFolder(), '02-cascading-failure', 'your-pool');
    await app.until(/Your words: ▏/);
    app.type('The web pool.\r');
    await app.until(/Kept\.[\s\S]*e change it/);
    app.type('g');
    await app.until(/Recorded as a gap/);
    app.type('e');
    await app.until(/Your words: The web pool\.▏[\s\S]*The gap made of these words stays as it is\./);
    app.type(' And the database.\r');
    await app.until(/You: The web pool\. And the database\./);
    await app.close();
  });
});

describe('the help', () => {
  it('lists the keys that are live, and no other', async () => {
    const app = openApp({screen: 'exercise', id: '01-sample'});
    await app.until(/step 1 of 6/);
    app.type('?');
    const help = await app.until(/Keys on this screen/);
    expect(help).toMatch(/Enter +go on to the next step/);
    expect(help).not.toMatch(/try again|the solution|check the skill|record your words/);
    await app.close();
  });
});
