import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import file from '../../../src/critique/words/learned.json' with {type: 'json'};
import {type Head, learnedModel} from '../../../src/critique/words/learned.ts';
import {tasks} from '../learning/heads.ts';
import {learningCases, learningText} from '../learning/marked-cases.ts';

const heads = Object.keys(tasks) as Head[];

/** The features that a head weighs, by the steps of the file. */
function featuresOf(head: Head): readonly string[] {
  const names = file.features.split('\n');
  let at = -1;
  return file.heads[head].steps.map((step) => {
    at += step;
    return names[at]!;
  });
}

describe('what was learned', () => {
  it('was learned from the cases as they stand now: run npm run learn', () => {
    expect(file.from).toEqual({
      cases: learningCases().length,
      sha256: createHash('sha256').update(learningText()).digest('hex'),
    });
  });

  it('has a model for every head, and for nothing else', () => {
    expect(Object.keys(file.heads).sort()).toEqual([...heads].sort());
  });

  it.each(heads)('has the classes of its head, and finite weights for all but the first: %s', (head) => {
    const {classes, bias, weights} = learnedModel(head);
    expect(classes).toEqual(tasks[head]!.classes);
    expect(bias).toHaveLength(classes.length);
    expect(bias.every(Number.isFinite)).toBe(true);
    const features = featuresOf(head);
    expect(features.length).toBeGreaterThan(0);
    const wrong = features.filter((feature) => {
      const own = weights.get(feature);
      return own?.length !== classes.length || own[0] !== 0 || !own.every(Number.isFinite) || !weights.has(feature);
    });
    expect(wrong).toEqual([]);
    const weighed = new Set(features);
    const others = file.features.split('\n').filter((feature) => !weighed.has(feature));
    expect([...others, 'no such feature'].filter((feature) => weights.has(feature) || weights.get(feature))).toEqual(
      [],
    );
  });

  it('names every feature once, and stores none that no head weighs', () => {
    const names = file.features.split('\n');
    expect(new Set(names).size).toBe(names.length);
    const weighed = new Set(heads.flatMap((head) => featuresOf(head)));
    expect(weighed.size).toBe(names.length);
    expect(names.every((name) => weighed.has(name))).toBe(true);
  });

  it('stands in the packed file as it is unpacked: features by their steps, weights in units', () => {
    const names = file.features.split('\n');
    const {steps, weights, classes} = file.heads.interaction;
    const width = classes.length - 1;
    let at = -1;
    for (const [i, step] of steps.slice(0, 50).entries()) {
      at += step;
      const own = weights.slice(i * width, (i + 1) * width).map((one) => one * file.unit);
      expect(learnedModel('interaction').weights.get(names[at]!)).toEqual([0, ...own]);
    }
  });
});
