import {describe, expect, it} from 'vitest';
import {type Example, logisticRegression} from './logistic-regression.ts';

const example = (label: number, ...features: number[]): Example => ({features: Int32Array.from(features), label});
const times = (count: number, one: Example) => Array.from({length: count}, () => one);

/** Where a falling function of one number is 0, to 15 digits. */
function zero(of: (x: number) => number): number {
  let [low, high] = [-50, 50];
  for (let i = 0; i < 200; i += 1) {
    const middle = (low + high) / 2;
    if (of(middle) > 0) low = middle;
    else high = middle;
  }
  return low;
}

/** What the loss would change by each weight and bias: of every class, probability less share, plus the penalty. */
function gradientOf(
  examples: readonly Example[],
  {weights, bias}: ReturnType<typeof logisticRegression>,
  penalty: number,
): readonly number[] {
  const classes = bias.length;
  const gradient = [...[...weights].map((weight) => penalty * weight), ...Array.from({length: classes}, () => 0)];
  for (const {features, label} of examples) {
    const powers = [...bias].map((one, c) =>
      Math.exp([...features].reduce((sum, feature) => sum + weights[feature * classes + c]!, one)),
    );
    const total = powers.reduce((sum, power) => sum + power, 0);
    for (const [c, power] of powers.entries()) {
      const off = power / total - (c === label ? 1 : 0);
      for (const feature of features) gradient[feature * classes + c]! += off;
      gradient[weights.length + c]! += off;
    }
  }
  return gradient;
}

// A repeatable mixture: feature 0 goes with class 1, feature 1 with class 2, feature 2 with none.
const mixed = Array.from({length: 90}, (_, i) => {
  const label = (i * 7) % 3;
  const odd = (i * 11) % 5 === 0;
  return example(label, ...(label === 1 || odd ? [0] : []), ...(label === 2 ? [1] : []), ...(i % 2 === 0 ? [2] : []));
});

describe('logistic regression', () => {
  it('learns the log-odds of the classes where there is no feature', () => {
    const {bias} = logisticRegression(
      [...times(6, example(0)), ...times(3, example(1)), ...times(1, example(2))],
      0,
      3,
      1,
    );
    expect(bias[1]! - bias[0]!).toBeCloseTo(Math.log(3 / 6), 3);
    expect(bias[2]! - bias[0]!).toBeCloseTo(Math.log(1 / 6), 3);
  });

  it.each([0.5, 2, 10])('weighs one feature as its first-order condition says, with a penalty of %d', (penalty) => {
    // Of 10 with the feature 8 are of class 1, of 10 without it 2. By symmetry the weights are -w and w and the biases
    // differ by -w, so that the odds are e^w with the feature and e^-w without: 10 / (1 + e^-w) - 8 + penalty * w = 0.
    const examples = [
      ...times(8, example(1, 0)),
      ...times(2, example(0, 0)),
      ...times(2, example(1)),
      ...times(8, example(0)),
    ];
    const w = zero((x) => 8 - 10 / (1 + Math.exp(-x)) - penalty * x);
    const {weights, bias} = logisticRegression(examples, 1, 2, penalty);
    expect(weights[1]).toBeCloseTo(w, 3);
    expect(weights[0]).toBeCloseTo(-w, 3);
    expect(bias[1]! - bias[0]!).toBeCloseTo(-w, 3);
  });

  it.each([0.5, 2, 20])('ends where the loss is flat, with a penalty of %d', (penalty) => {
    const found = logisticRegression(mixed, 3, 3, penalty);
    // The fit stops when no part is larger than 0.001.
    for (const part of gradientOf(mixed, found, penalty)) expect(Math.abs(part)).toBeLessThanOrEqual(1.001e-3);
  });

  it('weighs less the higher the penalty, and nothing that tells nothing', () => {
    const size = (penalty: number) => Math.hypot(...logisticRegression(mixed, 3, 3, penalty).weights);
    expect(size(1)).toBeGreaterThan(size(5));
    expect(size(5)).toBeGreaterThan(size(50));
    const {weights} = logisticRegression([example(0, 0), example(1, 0), example(0), example(1)], 1, 2, 1);
    expect([...weights].every((weight) => Math.abs(weight) < 1e-3)).toBe(true);
  });

  it('gives the same numbers, to the last bit, when it learns again', () => {
    expect(logisticRegression(mixed, 3, 3, 2)).toEqual(logisticRegression(mixed, 3, 3, 2));
  });
});
