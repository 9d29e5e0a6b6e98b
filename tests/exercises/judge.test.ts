import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {ExerciseStep} from '../../src/exercises/exercise.ts';
import {judge, judgeStep} from '../../src/exercises/judge.ts';
import {loadExercise} from '../../src/exercises/load-exercises.ts';
import {smallExercise, solution} from './small-exercise.ts';
import {stepOf} from './step-of.ts';

const exercise = smallExercise();
const step = (id: string): ExerciseStep => stepOf(exercise, id)!;
const said = (id: string, answer: unknown) => judgeStep(step(id), answer);

describe('an exercise', () => {
  it('is passed when every step is, and reading asks for nothing', () => {
    const {passed, steps} = judge(exercise, solution);
    expect(passed).toBe(true);
    expect(steps[0]).toEqual({id: 'lesson', passed: true, because: 'Nothing to answer here.'});
    expect(steps.map(({id}) => id)).toEqual(exercise.steps.map(({id}) => id));
  });

  it('takes a missing answer for a wrong one', () => {
    expect(judge(exercise, {}).steps.filter(({passed}) => passed)).toHaveLength(1);
    expect(said('wait', undefined)).toEqual({passed: false, because: 'No answer yet.'});
    for (const nothing of [null, '', '  ']) expect(said('own-words', nothing).because).toBe('No answer yet.');
  });

  it('finds no answers in what every object inherits', () => {
    const trick = smallExercise([['id: own-words', 'id: constructor']]);
    expect(judge(trick, {}).steps.at(-1)).toMatchObject({id: 'constructor', passed: false});
  });

  it('judges whatever a file may hold without failing', () => {
    fc.assert(
      fc.property(fc.anything({withNullPrototype: true}), (answer) => {
        for (const one of exercise.steps) {
          const judged = judgeStep(one, answer);
          expect(judged.because.length).toBeGreaterThan(0);
          expect(judgeStep(one, answer)).toEqual(judged);
        }
      }),
      {seed: 11},
    );
  });
});

describe('a prediction', () => {
  // 10 ms of own work + 200 ms + 30 ms, from the scenario.
  it.each(['240 ms', '240', 240, '0.24 s', '238ms', '242 milliseconds', '~ 240 ms'])('of %s is right', (answer) => {
    expect(said('wait', answer)).toEqual({passed: true, because: '10 ms + 230 ms = 240 ms (0.24 s)'});
  });

  it.each([
    ['230 ms', 'The own 10 ms are missing.'],
    ['300 ms', '300 ms is too long.'],
    ['3', '3 is too short.'],
    ['4', 'That would be right in another unit. Write it like this: 120 ms.'],
    ['240 s', 'That would be right in another unit. Write it like this: 120 ms.'],
    ['240 %', '"%" is no unit for this. Write it like this: 120 ms.'],
    ['lots', '"lots" is not a number. Write it like this: 120 ms.'],
    ['1,240 ms', '"1,240 ms": write it without commas, with a point before the decimals: 120 ms.'],
    [['240 ms'], 'That is not a number. Write it like this: 120 ms.'],
    [Number.NaN, 'That is not a number. Write it like this: 120 ms.'],
  ])('of %s gets its reason', (answer, because) => {
    expect(said('wait', answer)).toEqual({passed: false, because});
  });

  it('is right exactly within the tolerance', () => {
    fc.assert(
      fc.property(fc.integer({min: 0, max: 100_000}), (tenths) => {
        const ms = tenths / 10;
        expect(said('wait', `${ms} ms`).passed).toBe(Math.abs(ms - 240) <= 2);
      }),
      {seed: 12},
    );
  });

  it('shows nothing of an answer that a terminal could obey', () => {
    for (const id of ['wait', 'which', 'outage']) {
      for (const answer of ['\u001b[2J', {'\u001b[2J': 1}, ['\u001b[2J']]) {
        expect(said(id, answer).because).not.toContain('\u001b');
      }
    }
  });
});

describe('a choice', () => {
  it('of one is right with its reason and the conclusion, alone or in a list', () => {
    const right = {passed: true, because: 'Without stock there is nothing to sell.\n\nOne of two.'};
    expect([said('which', 'stock'), said('which', ['stock'])]).toEqual([right, right]);
  });

  it.each([
    ['which', 'mail', 'The mail can follow.'],
    ['which', ['stock', 'mail'], 'Choose one.'],
    ['which', 'toString', '"toString" is no option. The options are: stock, mail.'],
    ['slow', 'stock', 'Right as far as it goes, but not all of it: look at the others again.'],
    ['slow', ['stock', 'own', 'all'], 'Own work: It takes 10 ms.'],
    ['slow', [], 'No answer yet.'],
  ])('in %s of %s is wrong, and says why', (id, answer, because) => {
    expect(said(id, answer)).toEqual({passed: false, because});
  });

  it('of several is the same in any order and with repetitions', () => {
    expect(said('slow', ['all', 'stock', 'all'])).toEqual(said('slow', ['stock', 'all']));
    expect(said('slow', ['all', 'stock']).passed).toBe(true);
  });

  it('is right only for exactly the right ones', () => {
    fc.assert(
      fc.property(fc.subarray(['stock', 'all', 'own'], {minLength: 1}), (chosen) => {
        expect(said('slow', chosen).passed).toBe(chosen.join() === 'stock,all');
      }),
      {seed: 13},
    );
  });
});

describe('sorting', () => {
  it('is right when every item is', () => {
    expect(said('outage', {look: 'goes-on', buy: 'stops'})).toEqual({
      passed: true,
      because: 'Buying: It needs stock.\n\nLooking: It is elsewhere.',
    });
  });

  it.each([
    [{buy: 'goes-on', look: 'goes-on'}, 'Buying: It needs stock.'],
    [{buy: 'stops'}, 'Still without a category: Looking.'],
    [{buy: 'stops', look: 'maybe'}, '"maybe" is no category. The categories are: stops, goes-on.'],
    [{buy: 'stops', luck: 'stops'}, '"luck" is no item. The items are: buy, look.'],
    ['stops', 'Give every item its category, such as buy: stops.'],
  ])('%s gets its reason', (answer, because) => {
    expect(said('outage', answer)).toEqual({passed: false, because});
  });
});

describe('own words', () => {
  it('are kept, whatever they are', () => {
    expect(said('own-words', 'Ich weiß es nicht.').passed).toBe(true);
    expect(said('own-words', '知らない').passed).toBe(true);
  });

  it('are words', () => {
    for (const answer of ['...', '42', 42, ['a']]) expect(said('own-words', answer).passed).toBe(false);
  });
});

describe('a slip', async () => {
  const two = await loadExercise('02-cascading-failure');
  const hangs = stepOf(two, 'pool-full')!;
  const because = (answer: string) => judgeStep(hangs, answer).because;

  it('is the nearest one: 1.34 s counts the 66 busy threads, 1.35 s the 65 that create, 1.333 s the list', () => {
    // (200 - 66) / 100, (200 - 65) / 100, 200 / 150
    expect(because('1.34')).toMatch(/counts the 66 threads that are busy now as lost/);
    expect(because('1.35')).toMatch(/counts the 65 threads that are busy now as lost/);
    expect(because('1.333')).toMatch(/counts listing/);
  });

  it('is not seen in a number that only lies in its neighbourhood', () => {
    expect(because('1.5')).toMatch(/^1\.5 is /);
  });

  it('can be told apart by the reader: the wait is split among the services', () => {
    const text = stepOf(two, 'busy-threads') as {readonly text: string};
    expect(text.text).toMatch(
      /50 ms of own work[\s\S]*Notification \(50 ms\)[\s\S]*Audit \(500 ms\)[\s\S]*Reminder \(50 ms\)/,
    );
  });
});
