import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Linear} from '../../../src/critique/words/learned.ts';
import {reader} from '../../../src/critique/words/reader.ts';

const model: Linear = {
  classes: ['keep', 'split', 'free'],
  bias: [0, Math.log(2), 0],
  weights: new Map([
    ['waits', [0, -1, -3]],
    ['nobody', [0, 0.5, 2]],
    ['also', [0, 2, 0]],
  ]),
};
const read = (linear: Linear) => reader(() => linear);

describe('the probabilities of a linear model', () => {
  it('are the shares of its biases where no feature is known', () => {
    // 1, 2 and 1 of 4.
    const found = read(model).probabilities('interaction', ['unheard of']);
    expect(found['keep']).toBeCloseTo(0.25, 12);
    expect(found['split']).toBeCloseTo(0.5, 12);
    expect(found['free']).toBeCloseTo(0.25, 12);
  });

  it('are exp of bias and weights, divided by their sum', () => {
    // keep: e^0; split: e^(ln 2 - 1 + 0.5); free: e^(-3 + 2).
    const [keep, split, free] = [1, 2 * Math.exp(-0.5), Math.exp(-1)];
    const found = read(model).probabilities('interaction', ['waits', 'nobody']);
    expect(found['keep']).toBeCloseTo(keep / (keep + split + free), 12);
    expect(found['split']).toBeCloseTo(split / (keep + split + free), 12);
    expect(found['free']).toBeCloseTo(free / (keep + split + free), 12);
  });

  it('count a feature once, however often it stands there', () => {
    const {probabilities} = read(model);
    expect(probabilities('interaction', ['also', 'also', 'waits', 'also'])).toEqual(
      probabilities('interaction', new Set(['also', 'waits'])),
    );
  });

  it('lie between 0 and 1 and add up to 1, whatever the weights, huge ones too', () => {
    const weight = fc.oneof(fc.double({min: -1e6, max: 1e6, noNaN: true}), fc.constantFrom(1e300, -1e300, 0));
    const names = ['constructor', '__proto__', 'toString', 'a', 'b'];
    fc.assert(
      fc.property(
        fc.array(weight, {minLength: 3, maxLength: 3}),
        fc.array(fc.tuple(fc.constantFrom(...names), fc.array(weight, {minLength: 3, maxLength: 3}))),
        fc.array(fc.constantFrom(...names, 'c')),
        (bias, weights, features) => {
          const linear = {classes: ['keep', 'split', 'free'], bias, weights: new Map(weights)};
          const found = Object.values(read(linear).probabilities('interaction', features));
          expect(found).toHaveLength(3);
          for (const one of found) expect(one >= 0 && one <= 1).toBe(true);
          expect(found.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
        },
      ),
      {seed: 41, numRuns: 200},
    );
  });

  it('are sure where one weight is huge', () => {
    const linear = {classes: ['no', 'yes'], bias: [0, 0], weights: new Map([['x', [0, 1e4]]])};
    expect(read(linear).probabilities('flawed', ['x'])).toEqual({no: 0, yes: 1});
  });
});

describe('the telling passages', () => {
  const [waits, nobody, also, both] = [['waits'], ['nobody'], ['also'], ['nobody', 'also']].map((features) => ({
    features,
  }));
  const all = [waits!, nobody!, also!, both!];

  it('are those that speak for a class more than for the others, the most telling first', () => {
    // For free: nobody 2 - 0.25, both 2 - 1.25; waits and also speak against it.
    expect(read(model).telling('interaction', 'free', all)).toEqual([nobody, both]);
    // For split: also 2 - 0, both 2.5 - 1, waits -1 + 1.5; nobody 0.5 - 1.
    expect(read(model).telling('interaction', 'split', all)).toEqual([also, both, waits]);
  });

  it('keep their order where they tell as much, and do not depend on the bias', () => {
    const twins = [
      {features: ['waits'], at: 1},
      {features: ['waits'], at: 2},
    ];
    const {telling} = read({...model, bias: [-50, 0, 50]});
    expect(telling('interaction', 'keep', twins)).toEqual(twins);
    expect(telling('interaction', 'keep', twins.toReversed())).toEqual(twins.toReversed());
  });

  it('are none where no feature is known', () => {
    expect(read(model).telling('interaction', 'free', [{features: ['constructor']}, {features: []}])).toEqual([]);
  });
});
