import {existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import type {Services} from '../../src/ui/services.ts';
import type {Answers} from '../../src/workspace/answers.ts';
import {enterKey as enter, keysFor} from './answer-keys.ts';
import {newFolder, runProgram, walkTo} from './built-program.ts';
import {openApp, sampleFolder, sampleTopology} from './sample.ts';
import {realServices} from './written-steps.ts';

const downKey = '\u001b[B';
const json = (folder: string, file: string) => JSON.parse(readFileSync(join(folder, '.eventcoach', file), 'utf8'));
const verdict = /^ (Right|Not yet|Kept)\./m;

describe('home goes on at the very place', () => {
  const home = (folder: string) => openApp({screen: 'home'}, {folder, services: () => realServices(folder)});

  it('of an architecture, with what was tried on it, as far as the file still has it', async () => {
    const folder = sampleFolder();
    const app = home(folder);
    await app.until(/3 An architecture/);
    app.type('3');
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type(` ${downKey}nd`);
    const left = await app.until(
      /Bad day: audit does not answer[\s\S]*> \[call\] {2}task-api -> audit \(down\) .*needed: no/,
    );
    await app.close();
    const again = home(folder);
    await again.until(/> 1 Go on with the architecture +topology\.yaml\n +2 All exercises +next: 01/);
    again.type(enter);
    await again.until(/> \[call\] {2}task-api -> audit/);
    expect(await again.text()).toBe(left);
    await again.close();

    // Another call stands in the first place now, and the one that was converted is gone.
    writeFileSync(join(folder, 'topology.yaml'), sampleTopology.replace('{to: notification,', '{to: postman,'));
    const changed = home(folder);
    await changed.until(/Go on with the architecture/);
    changed.type(enter);
    const shown = await changed.until(/> \[call\] {2}task-api -> audit \(down\) .*needed: no/);
    expect(shown).not.toContain('[event]');
    await changed.close();

    rmSync(join(folder, 'topology.yaml'));
    const gone = home(folder);
    await gone.until(/> 1 Start exercise 01/);
    await gone.close();
  });

  it('of a critique that was begun from a call, and of one of the list', async () => {
    const folder = sampleFolder();
    const app = home(folder);
    await app.until(/3 An architecture/);
    app.type('3');
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type('jc');
    await app.until(/What happens when task-api calls audit/);
    app.type(`write the entry${enter}`);
    await app.until(/What does task-api do with audit's answer/);
    await app.close();
    for (const ending of ['task-api -> audit', 'task-api-audit']) {
      const again = home(folder);
      await again.until(new RegExp(`> 1 Go on with the critique +${ending}\\n`));
      again.type(enter);
      await again.until(/What does task-api do with audit's answer/);
      again.type('\u001b');
      await again.until(/1 Go on with the critique|Critiques +1 kept/);
      if (ending === 'task-api -> audit') {
        again.type('4');
        await again.until(/> task-api -> audit/);
        again.type(enter);
        await again.until(/What does task-api do with audit's answer/);
      }
      await again.close();
    }
  });

  it('where nothing can be written, without a word about it', async () => {
    const folder = sampleFolder();
    writeFileSync(join(folder, '.eventcoach'), 'a file in the place of the workspace');
    const app = openApp({screen: 'architecture'}, {folder, services: () => realServices(folder)});
    await app.until(/> \[call\] {2}task-api -> notification/);
    app.type('j');
    await app.until(/> \[call\] {2}task-api -> audit/);
    expect(await app.text()).not.toContain('.eventcoach');
    await app.close();
  });
});

describe('two running copies', () => {
  it('do not write over what the other has answered meanwhile, and keep what is answered anew', async () => {
    const folder = newFolder();
    const [one, other] = [realServices(folder), realServices(folder)];
    const {exercise} = await one.loadExercise('01');
    const save = (services: Services, answers: Answers) =>
      services.saveAttempt(exercise, {answers, step: null, draft: undefined});
    await save(one, {a: '1', b: '1'});
    await save(other, {a: '2'});
    await save(one, {a: '1', b: '1', c: '1'});
    const kept = () => json(folder, `answers/${exercise.id}.json`).content;
    expect(kept()).toEqual({a: '2', b: '1', c: '1'});
    // Whoever opens the exercise again sees the other's answer, and may replace it by the first one.
    await one.loadExercise('01');
    await save(one, {a: '1'});
    expect(kept()).toEqual({a: '1', b: '1', c: '1'});
  });
});

describe('the built program', () => {
  it('killed at any moment of an exercise, goes on with every answer that was on the screen', {
    timeout: 60_000,
  }, async () => {
    const id = '05-events-are-facts';
    const {steps, solution} = await loadExercise(id);
    const place = /eventcoach: 05 .*step (\d) of \d/;
    const folder = newFolder();
    let [shown, isJudged, furthest] = [0, false, 0];
    for (const afterMs of fc.sample(fc.noBias(fc.integer({min: 5, max: 250})), {seed: 75, numRuns: 4})) {
      const program = runProgram({folder, ...(shown === 0 ? {args: ['exercise', 'run', id]} : {})});
      if (shown > 0) {
        await program.until(new RegExp(`> 1 Go on with exercise 05: .* step \\d of ${steps.length}`));
        program.type(enter);
      }
      const first = await program.until(place);
      const step = Number(place.exec(first)?.[1]);
      // A step is written down before it is shown.
      if (shown > 0) expect([shown, shown + 1]).toContain(step);
      if (isJudged && step === shown) expect(first).toMatch(verdict);
      const lastPlace = () =>
        existsSync(join(folder, '.eventcoach/progress.json')) && json(folder, 'progress.json').last;
      await expect.poll(lastPlace, {timeout: 8000}).toMatchObject({exercise: id});
      const answers = json(folder, `answers/${id}.json`).content;
      for (const [i, one] of steps.entries()) {
        const isAnswered = i + 1 < shown || (i + 1 === shown && isJudged);
        if (isAnswered && one.kind !== 'read') expect(answers).toHaveProperty(one.id);
      }
      for (const one of steps.slice(step - 1)) {
        program.type(verdict.test(first) && one === steps[step - 1] ? 'n' : `${keysFor(one, solution[one.id])}n`);
      }
      await pause(afterMs);
      process.kill(program.pid, 'SIGKILL');
      await program.ended;
      const last = await program.text();
      shown = Number(place.exec(last)?.[1]);
      isJudged = verdict.test(last);
      furthest = Math.max(furthest, shown);
      const left = readdirSync(join(folder, '.eventcoach'), {recursive: true, encoding: 'utf8'});
      for (const file of left.filter((name) => name.endsWith('.json'))) expect(() => json(folder, file)).not.toThrow();
    }
    expect(furthest).toBeGreaterThan(1);
  });

  it('running twice, keeps the answers of both copies', async () => {
    const id = '01-request-response-chain';
    const {steps, solution} = await loadExercise(id);
    const folder = newFolder();
    const copies = [1, 2].map(() => runProgram({folder, args: ['exercise', 'run', id]}));
    const asked = steps.flatMap(({kind}, i) => (kind === 'predict' ? [i] : []));
    for (const [n, program] of copies.entries()) await walkTo(program, asked[n]! + 1);
    for (const [n, program] of copies.entries()) {
      const step = steps[asked[n]!]!;
      program.type(keysFor(step, solution[step.id]));
    }
    for (const program of copies) await program.until(/^ Right\./m);
    for (const program of copies) {
      program.type('q');
      await expect(program.ended).resolves.toMatchObject({code: 0});
    }
    const ids = asked.slice(0, 2).map((i) => steps[i]!.id);
    expect(Object.keys(json(folder, `answers/${id}.json`).content).sort()).toEqual(ids.sort());
  });

  it('goes on with an architecture after it was killed, and says on leaving what the next start offers', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'systems'));
    writeFileSync(join(folder, 'systems/shop.topology.yaml'), sampleTopology);
    const program = runProgram({folder});
    await program.until(/3 An architecture/);
    program.type('3');
    await program.until(/There is no topology\.yaml/);
    program.type('o');
    await program.until(/Topology file: ▏/);
    program.type(`systems/shop.topology.yaml${enter}`);
    await program.until(/task-api -> postman/);
    program.type(' ');
    const left = await program.until(/99\.501 % -> 99\.5906 %/);
    await expect.poll(() => json(folder, 'progress.json').last.tried?.converted).toHaveLength(1);
    process.kill(program.pid, 'SIGKILL');
    await program.ended;

    const again = runProgram({folder});
    await again.until(/> 1 Go on with the architecture +systems\/shop\.topology\.yaml/);
    again.type(enter);
    await again.until(/99\.501 % -> 99\.5906 %/);
    expect(await again.text()).toBe(left);
    again.type('q');
    await expect(again.ended).resolves.toMatchObject({code: 0});
    expect(await again.text()).toContain(
      'Go on where you were (the architecture, systems/shop.topology.yaml): eventcoach',
    );
  });
});
