import {readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, it} from 'vitest';
import type {Exercise, StepOf} from '../../src/exercises/exercise.ts';
import {figureTextIn} from '../../src/exercises/figure.ts';
import {judge, judgeStep} from '../../src/exercises/judge.ts';
import {exerciseIds, exercisesFolder, loadExercise, usualFiles} from '../../src/exercises/load-exercises.ts';
import {parseManifest} from '../../src/exercises/parse-manifest.ts';
import {revealed} from '../../src/exercises/reveal.ts';
import {units} from '../../src/exercises/units.ts';
import {rubricCriteria} from './rubric-criteria.ts';

const ids = await exerciseIds();
const folders = readdirSync(exercisesFolder).filter((name) => !name.startsWith('.'));
const predictions = ({steps}: Exercise) => steps.filter((step): step is StepOf<'predict'> => step.kind === 'predict');
const number = /-?\d+(?:\.\d+)?/g;

/** The names that a manifest refers to: under the keys that take names, and as placeholders. */
function references(value: unknown, key = ''): ReadonlySet<string> {
  const naming = [
    'expect',
    'figure',
    'state',
    'scenario',
    'more',
    'same',
    'sum',
    'difference',
    'product',
    'quotient',
    'root',
    'downtimeOf',
  ];
  if (typeof value === 'string') {
    const placeholders = [...value.matchAll(/\{([a-z-]+)(?: in [a-z-]+)?\}/g)].map(([, name]) => name!);
    return new Set(naming.includes(key) ? [value, ...placeholders] : placeholders);
  }
  if (typeof value !== 'object' || value === null) return new Set();
  const entries = Array.isArray(value) ? value.map((one) => [key, one] as const) : Object.entries(value);
  return new Set(entries.flatMap(([inner, one]) => [...references(one, inner)]));
}

it('nothing but exercises lies in the folder of the exercises, each with a number of its own', () => {
  expect(ids.length).toBeGreaterThan(0);
  expect(folders.sort()).toEqual(ids);
  expect(ids.map((id) => id.slice(0, 2))).toEqual(ids.map((_, i) => String(i + 1).padStart(2, '0')));
});

describe.each(ids)('%s', async (id) => {
  const exercise = await loadExercise(id);
  const file = (name: string) => readFileSync(join(exercisesFolder, id, name), 'utf8');
  const manifest = parseManifest(file('exercise.yaml')).manifest!;
  const readme = file('README.md');

  it('has every file that is listed, and no other', () => {
    expect(readdirSync(join(exercisesFolder, id)).sort()).toEqual([...usualFiles, ...manifest.scenarios].sort());
  });

  it('uses every scenario, state and figure that it lists', () => {
    const used = references([manifest.figures, manifest.steps, manifest.states]);
    const listed = [...Object.keys(manifest.states), ...Object.keys(manifest.figures), ...manifest.scenarios];
    expect(listed.filter((name) => !used.has(name))).toEqual([]);
  });

  it('fails untouched, in every step that asks for something', () => {
    const {passed, steps} = judge(exercise, {});
    expect(passed).toBe(false);
    const asking = exercise.steps.filter(({kind}) => kind !== 'read').map((step) => step.id);
    expect(steps.filter((step) => !step.passed).map((step) => step.id)).toEqual(asking);
  });

  it('passes with its solution, and fails when any step of it is missing', () => {
    expect(judge(exercise, exercise.solution)).toMatchObject({passed: true});
    for (const step of Object.keys(exercise.solution)) {
      const {[step]: _, ...others} = exercise.solution;
      expect(judge(exercise, others).passed, step).toBe(false);
    }
  });

  it('fails when any number of its predictions is changed', () => {
    for (const {id: step} of predictions(exercise)) {
      const text = String(exercise.solution[step]);
      const places = [...text.matchAll(number)];
      expect(places.length, step).toBeGreaterThan(0);
      for (const {0: digits, index} of places) {
        for (const changed of [Number(digits) * 1.37 + 3, Number(digits) * 0.9 - 0.5, -Number(digits) - 1]) {
          const other = `${text.slice(0, index)}${changed}${text.slice(index + digits.length)}`;
          expect(judge(exercise, {...exercise.solution, [step]: other}).passed, `${text} -> ${other}`).toBe(false);
        }
      }
    }
  });

  it('reveals what passes', () => {
    for (const step of exercise.steps) {
      const {answer, text} = revealed(exercise, step);
      expect(judgeStep(step, answer).passed, step.id).toBe(true);
      expect(text, step.id).not.toContain('undefined');
    }
  });

  it('takes a known slip for what it is, and says why', () => {
    for (const step of predictions(exercise)) {
      for (const slip of step.slips) {
        expect(Math.abs(slip.value - step.expected), `${step.id}: ${slip.because}`).toBeGreaterThan(step.tolerance);
        const answer = slip.value / units[step.unit].size;
        expect(judgeStep(step, answer)).toEqual({passed: false, because: slip.because});
      }
    }
  });

  it('types no number in that could be computed: sentences hold placeholders, answers are figures', () => {
    for (const step of manifest.steps) {
      const texts: (string | undefined)[] = [];
      if (step.kind === 'read') texts.push(step.text);
      else texts.push(step.title, step.text, ...step.hints);
      if (step.kind === 'predict') texts.push(step.derivation, ...step.slips.map(({because}) => because));
      if (step.kind === 'choose') texts.push(step.conclusion, ...step.options.flatMap((o) => [o.text, o.because]));
      if (step.kind === 'classify') texts.push(step.conclusion, ...step.items.flatMap((i) => [i.text, i.because]));
      if (step.kind === 'name') texts.push(step.conclusion, ...[...step.says, ...step.fields].map((s) => s.because));
      if (step.kind === 'describe' || step.kind === 'propose') texts.push(...step.requires.map((r) => r.because));
      if (step.kind === 'skill') texts.push(step.conclusion);
      for (const text of texts) expect(text ?? '', step.id).not.toMatch(/\d/);
    }
  });

  it('tells in its lesson only quantities of its scenario', () => {
    const scenario = exercise.scenario.replaceAll(/(?<=\d) (?=[a-z%])/g, '');
    for (const [quantity] of readme.matchAll(/\d+(?:\.\d+)? ?(?:ms|s|min|h|%)(?![a-z])/g)) {
      expect(scenario, quantity).toContain(quantity.replace(' ', ''));
    }
  });

  it('does not give answers away before they are asked for', () => {
    const asked = exercise.steps.map((step) =>
      [
        step.title,
        step.text,
        ...('hints' in step ? step.hints : []),
        ...('options' in step ? step.options.map(({text}) => text) : []),
      ].join('\n'),
    );
    for (const {expected, unit} of predictions(exercise)) {
      for (const one of [unit, 'ms', 's'] as const) {
        const text = figureTextIn({kind: units[unit].measures, value: expected}, one);
        if (text === undefined) continue;
        const told = new RegExp(`(?<![\\d.,])${text.replaceAll('.', '\\.')}(?![\\d.,]*\\d)`);
        for (const place of [readme, ...asked]) expect(place).not.toMatch(told);
      }
    }
  });

  it('shows every section of its lesson once', () => {
    const sections = [...readme.matchAll(/^## (.+)$/gm)].map(([, title]) => title);
    expect(manifest.steps.flatMap((step) => (step.kind === 'read' ? (step.section ?? []) : []))).toEqual(sections);
    expect(readme.startsWith(`# `)).toBe(true);
  });

  it('has a hint for every question, and five to nine steps', () => {
    expect(exercise.steps.filter((step) => step.kind !== 'read' && step.hints.length === 0)).toEqual([]);
    expect(exercise.steps.length).toBeGreaterThanOrEqual(5);
    expect(exercise.steps.length).toBeLessThanOrEqual(9);
  });

  it('names criteria that the rubric of the skill has', () => {
    const named = exercise.steps.flatMap((step) => {
      if (step.kind === 'skill') return step.criterion;
      return step.kind === 'reflect' ? (step.gap?.criterion ?? []) : [];
    });
    for (const criterion of named) expect(rubricCriteria).toContain(criterion);
  });
});
