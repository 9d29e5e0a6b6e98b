import {readFileSync, rmSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import type {Services} from '../../src/ui/services.ts';
import type {Answers} from '../../src/workspace/answers.ts';
import {enterKey as enter} from './answer-keys.ts';
import {type Death, deaths, mortal, never} from './mortal.ts';
import {type OpenApp, openApp, sampleExercise, sampleFolder} from './sample.ts';
import {openStep, realServices} from './written-steps.ts';

const read = (folder: string, file: string) => readFileSync(join(folder, '.eventcoach', file), 'utf8');
const answersIn = (folder: string, id: string): Answers => JSON.parse(read(folder, `answers/${id}.json`)).content;

/** The step on a screen, and whether its answer is judged there; `body`: without title, message and keys. */
function seen(screen: string) {
  const [, step] = /step (\d+) of \d+/.exec(screen) ?? [];
  const [, body = ''] = screen.split(/^-{60,}$/m);
  return {step: Number(step), isJudged: verdict.test(body), body};
}

interface Case {
  readonly exercise: string;
  readonly step: string;
  /** Opens the form of the step. */
  readonly opens?: string;
  /** What is on the screen before the keys. */
  readonly asks: RegExp;
  readonly keys: string;
  /** What is on the screen when the first of their answers is given, and when all of them have had their turn. */
  readonly shows?: RegExp;
  readonly ends: RegExp;
}

const verdict = /^ (Right|Not yet|Kept)\./m;
const isSample = (exercise: string) => exercise === sampleExercise.id;
const unchanged = (services: Services) => services;

/** The app on the exercise as it was left, with these services. */
function reopened({exercise}: Case, folder: string, services = unchanged): OpenApp {
  const whole = isSample(exercise) ? services : () => services(realServices(folder));
  return openApp({screen: 'exercise', id: exercise}, {folder, services: whole});
}

/** A disk that is so slow that whatever is shown before it is written is not written. */
const slowDisk: Death = {...never, delayMs: 250};

/** Answers until the process dies, on a slow disk as soon as the first answer is shown; returns what was on the screen. */
async function dying(one: Case, folder: string, death: Death) {
  const {exercise, step, opens, asks, keys, shows = verdict, ends} = one;
  const {life, died, services} = mortal(death);
  const app = isSample(exercise) ? reopened(one, folder, services) : await openStep(folder, exercise, step, {services});
  await app.until(/step \d/);
  app.type(isSample(exercise) ? 'n' : (opens ?? ''));
  await app.until(asks);
  life.isCounted = true;
  app.type(death === slowDisk ? keys.slice(0, 1 + keys.indexOf(enter)) : keys);
  await (death === never ? app.until(ends) : death === slowDisk ? app.until(shows) : died);
  life.isDead = true;
  const screen = await app.text();
  await app.close();
  return {screen, writes: life.writes};
}

interface Answered extends Case {
  readonly kinds: string;
  readonly kills: number;
  /** Step by step; where one is answered twice, both. */
  readonly answers: Readonly<Record<string, readonly unknown[]>>;
}

const answered: readonly Answered[] = [
  {
    kinds: 'predict, choose, classify and reflect',
    exercise: '01-sample',
    step: 'sum',
    asks: /Your prediction: ▏/,
    keys: `2${enter}${enter}\u00152.5${enter}nj${enter}n jj ${enter}n12${enter}nWhy?${enter}`,
    ends: /Kept\./,
    kills: 4,
    answers: {
      sum: ['2', '2.5'],
      one: ['right'],
      some: [['a', 'c']],
      sort: [{created: 'event', send: 'command'}],
      'own-words': ['Why?'],
    },
  },
  {
    kinds: 'name',
    exercise: '09-design-an-event',
    step: 'the-fact',
    asks: /The event: ▏/,
    keys: `Sell: a${enter}${enter}\u0015Sold: a${enter}n`,
    ends: /step 4/,
    kills: 2,
    answers: {'the-fact': ['Sell: a', 'Sold: a']},
  },
  {
    kinds: 'skill',
    exercise: '11-reflect-on-your-skill',
    step: 'what-stays',
    asks: /Your passage: ▏/,
    keys: `Wait.${enter}${enter} Why?${enter}n`,
    ends: /step 6/,
    kills: 2,
    answers: {'what-stays': ['Wait.', 'Wait. Why?']},
  },
];

describe('a process that is killed at any moment of an exercise has lost at most the answer that was being typed', () => {
  it.each(answered)('$kinds', {timeout: 60_000}, async (one) => {
    const {exercise, step, answers, kills} = one;
    const steps = isSample(exercise) ? sampleExercise.steps : (await loadExercise(exercise)).steps;
    const firstStep = 1 + steps.findIndex(({id}) => id === step);
    const whole = sampleFolder();
    const {writes} = await dying(one, whole, never);
    for (const [id, all] of Object.entries(answers)) expect(answersIn(whole, exercise)[id]).toEqual(all.at(-1));

    for (const death of [slowDisk, ...deaths(writes, kills, 71)]) {
      const folder = sampleFolder();
      const before = seen((await dying(one, folder, death)).screen);
      const app = reopened(one, folder);
      const after = seen(await app.until(/step \d/));
      await app.close();
      if (death === slowDisk) expect([before.isJudged, after.body]).toEqual([true, before.body]);
      // A step is written down before it is shown.
      expect([before.step, before.step + 1]).toContain(after.step);
      const kept = answersIn(folder, exercise);
      for (const [i, [id, all]] of Object.entries(answers).entries()) {
        const here = firstStep + i;
        if (here < before.step) expect(kept[id]).toEqual(all.at(-1));
        else if (here === before.step && before.isJudged) expect(all).toContainEqual(kept[id]);
        else if (here > after.step) expect(kept).not.toHaveProperty(id);
      }
      expect(JSON.parse(read(folder, 'progress.json')).last).toMatchObject({screen: 'exercise', exercise});
    }
  });

  it('describe', {timeout: 60_000}, async () => {
    const form: Case = {
      exercise: '08-your-architecture',
      step: 'your-system',
      opens: enter,
      asks: /Service: calls: ▏/,
      keys: `shop 50ms: payment, mail${enter}order${enter}jyn${enter}`,
      shows: /-> payment/,
      ends: /Right\./,
    };
    const rows = (screen: string) => screen.match(/-> \w+ .*result: .*|users: .*/g)?.map((row) => row.trim()) ?? [];
    const calls = (all: readonly string[]) => all.map((row) => row.replace(/result: .*/, ''));
    const bareFolder = () => {
      const folder = sampleFolder();
      // Nothing is there to begin with, so the form asks for the first line at once.
      rmSync(join(folder, 'topology.yaml'));
      return folder;
    };
    const {writes, screen} = await dying(form, bareFolder(), never);
    for (const death of [slowDisk, ...deaths(writes, 2, 72)]) {
      const folder = bareFolder();
      const before = (await dying(form, folder, death)).screen;
      const app = reopened(form, folder);
      const after = seen(await app.until(/step \d/));
      // The whole form is handed in: nothing of it is on the screen any more.
      if (seen(before).isJudged) expect(after.body).toBe(seen(screen).body);
      app.type(after.body.includes('Right.') ? 'e' : enter);
      const again = rows(await app.until(/ shop +50 ms|Service: calls: ▏/));
      await app.close();
      // An answer that nobody has seen may be there as well.
      expect(calls(again)).toEqual(expect.arrayContaining(calls(rows(before))));
      expect(again).toEqual(expect.arrayContaining(rows(before).filter((row) => !row.endsWith('?'))));
    }
  });

  it('propose', {timeout: 60_000}, async () => {
    const form: Case = {
      exercise: '09-design-an-event',
      step: 'your-event',
      opens: enter,
      asks: /> task-api -> notification/,
      keys: `j${enter}Sold: a${enter}`,
      ends: /What happens when task-api calls audit/,
    };
    const {writes} = await dying(form, sampleFolder(), never);
    for (const death of [never, ...deaths(writes, 1, 73)]) {
      const folder = sampleFolder();
      const before = (await dying(form, folder, death)).screen;
      const app = reopened(form, folder);
      await app.until(/step \d/);
      app.type(enter);
      await app.until(/> task-api -> /);
      // Once the critic asks, the call and the fact are kept.
      if (form.ends.test(before)) {
        expect(await app.text()).toContain('> task-api -> audit');
        app.type(enter);
        await app.until(/The fact: Sold: a▏/);
      }
      await app.close();
    }
  });
});
