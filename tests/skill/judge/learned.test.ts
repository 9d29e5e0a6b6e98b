import {createHash} from 'node:crypto';
import {describe, expect, it} from 'vitest';
import {judge} from '../../../src/skill/evidence.ts';
import file from '../../../src/skill/judge/learned.json' with {type: 'json'};
import {type Packed, scaleOf, unpacked} from '../../../src/skill/judge/learned.ts';
import {documentScore, judgedDocument, labelledDocuments} from '../learning/labelled-documents.ts';
import {documentExams, examFiles, learningPassages, learningText, marked} from '../learning/marked-passages.ts';
import {judged, score} from '../learning/score.ts';
import {metBy, rubric} from '../read-fixtures.ts';

const small: Packed = {
  criteria: ['a', 'b'],
  unit: 0.5,
  features: 'one\ntwo\nthree',
  states: [
    {bias: 0, steps: [1], weights: [4]},
    {bias: 0, steps: [2, 1], weights: [2, -2]},
    {bias: 1, steps: [3], weights: [6]},
  ],
  about: [
    {bias: 0, steps: [1], weights: [2]},
    {bias: -1, steps: [], weights: []},
  ],
  order: {bias: 3, steps: [2], weights: [-2]},
};

describe('a learned model', () => {
  const {known, score: scores, order} = unpacked(small);

  it('knows its features by number, each once, and no others', () => {
    expect([...known(['three', 'other', 'one', 'three'])]).toEqual([2, 0]);
  });

  it('adds what a feature says for all criteria to what it says for one, scaled by the number of features', () => {
    // By hand: unit 0.5; a: one 2; b: two 1, three -1; all: bias 1, three 3.
    const k = scaleOf(2);
    expect([...scores([0, 2]).states].map((one) => one.toFixed(9))).toEqual(
      [1 + k * (2 + 3), 1 + k * (-1 + 3)].map((one) => one.toFixed(9)),
    );
  });

  it('shares the probability of what a passage is about among the criteria and none', () => {
    const k = scaleOf(1);
    const powers = [Math.exp(k * 1), Math.exp(-1), 1];
    const total = powers.reduce((a, b) => a + b);
    const [a, b] = scores([0]).about;
    expect([a, b].map((one) => one!.toFixed(9))).toEqual(powers.slice(0, 2).map((one) => (one / total).toFixed(9)));
  });

  it('tells the order of words by weights of its own', () => {
    expect([order([]), order([0, 1])]).toEqual([3, 3 - scaleOf(2)]);
  });

  it('judges a short passage no more boldly than one of sixty features, and a longer one less so', () => {
    expect([scaleOf(0), scaleOf(1), scaleOf(60)]).toEqual([scaleOf(60), scaleOf(60), 6 / Math.sqrt(60)]);
    expect(scaleOf(240)).toBeCloseTo(scaleOf(60) / 2, 12);
  });
});

describe('what was learned', () => {
  it('was learned from the passages as they stand now: run npm run learn-skill', () => {
    expect(file.from).toEqual({
      passages: learningPassages().length,
      sha256: createHash('sha256').update(learningText()).digest('hex'),
    });
  });

  it('judges every criterion of the rubric', () => {
    expect(file.criteria).toEqual(rubric.criteria.map(({id}) => id));
    expect([file.states.length, file.about.length]).toEqual([file.criteria.length + 1, file.criteria.length]);
  });

  it('has finite weights for features that are named once, and names none without a weight', () => {
    const names = file.features.split('\n');
    expect(new Set(names).size).toBe(names.length);
    const used = new Set<number>();
    for (const {bias, steps, weights} of [...file.states, ...file.about, file.order]) {
      expect([Number.isFinite(bias), steps.length]).toEqual([true, weights.length]);
      let at = -1;
      for (const step of steps) {
        at += step;
        used.add(at);
      }
      expect(weights.every((weight) => Number.isInteger(weight) && weight !== 0)).toBe(true);
      expect(at).toBeLessThan(names.length);
    }
    expect(used.size).toBe(names.length);
  });
});

describe('the judge', () => {
  const cases = learningPassages().filter(({met, writer}, i) => met && writer.startsWith('set-') && i % 8 === 0);

  it('finds no statement in the words of one in disorder', () => {
    // Sorted by their last letters: the same words, the same everywhere, and no sentence.
    const disordered = (text: string) =>
      text
        .replace(/[|\n]|(?<=\s)-(?=\s)/g, ' ')
        .trim()
        .split(/\s+/)
        .map((word) => [word.split('').reverse().join(''), word] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, word]) => word)
        .join(' ');
    const found = (change: (text: string) => string) =>
      cases.filter((one) => judged({...one, text: change(one.text)}, rubric).verdict === 'met').length / cases.length;
    expect([cases.length > 50, found((text) => text) > 0.9, found(disordered) < 0.1]).toEqual([true, true, true]);
  });

  it('takes no sentence of the rubric for a statement, with a word changed here and there', () => {
    const changed = (text: string) => text.replace(/\b(?:a|the)\b/g, 'one').replace(/\bhow\b/g, 'in what way');
    const all = rubric.criteria.flatMap(({id, question, why, evidence}) =>
      [`${question} ${evidence}`, `${evidence} ${why}`].map((text) => ({id, text: changed(text)})),
    );
    expect(all.filter(({id, text}) => metBy(text).includes(id)).map(({id}) => id)).toEqual([]);
  });

  it('says apart where it is unsure, and does not count it', () => {
    const all = learningPassages().filter((_, i) => i % 5 === 0);
    const judgements = all.flatMap(({text}) => judge([{file: 'a.md', text, from: 0}], rubric).judgements);
    const unsure = judgements.filter((one) => one.unsure.length > 0);
    expect(unsure.length).toBeGreaterThan(10);
    for (const {evidence} of unsure) expect(evidence).toEqual([]);
  });
});

// Of the sealed passages no text may be printed, also where something fails.
describe.each(examFiles.map((path) => [path.replace(/^.*\//, ''), marked(path)] as const))('%s', (_, exam) => {
  const normal = (text: string) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim();

  it('shares no passage, nor half of one, with what is learned from', () => {
    /** The runs of eight words. */
    const runs = (text: string) => {
      const words = normal(text).split(' ');
      return words.slice(7).map((__, i) => words.slice(i, i + 8).join(' '));
    };
    const passages = learningPassages();
    const learned = new Set(passages.flatMap(({text}) => runs(text)));
    const whole = new Set(passages.flatMap(({text}) => normal(text)));
    // Pasted sentences are the rubric's, and lists of keywords have no sentences.
    const own = exam.filter(({kind}) => kind !== 'pasted' && kind !== 'keywords');
    const shared = own.filter(({text}) => {
      const all = runs(text);
      return whole.has(normal(text)) || all.filter((run) => learned.has(run)).length > all.length / 2;
    });
    expect([own.length > 100, shared.length]).toEqual([true, 0]);
  });

  it('is judged well by what was learned: the figures of npm run measure-skill stay near these', () => {
    const judgements = exam.map((passage) => judged(passage, rubric));
    const {precision, recall, strays} = score(judgements);
    expect([precision >= 0.82, recall >= 0.7, strays <= 0.1]).toEqual([true, true, true]);
    const sound = score(judgements.filter(({passage}) => passage.kind !== 'wrong'));
    expect(sound.precision).toBeGreaterThanOrEqual(0.88);
  });
});

// Whole documents: of so many passages some come near a criterion by chance.
describe.each(documentExams.map((path) => [path.replace(/^.*\//, ''), labelledDocuments(path)] as const))(
  '%s',
  (_, documents) => {
    const found = documents.map((document) => judgedDocument(document, rubric));

    it('tells what a guide about events states from what it only mentions', () => {
      const {
        documents: guides,
        precision,
        recall,
      } = documentScore(found.filter(({document}) => document.meets.length > 0));
      expect([guides >= 8, precision >= 0.95, recall >= 0.85]).toEqual([true, true, true]);
    });

    it('finds next to nothing in documents about other things', () => {
      const {documents: others, wrongEach} = documentScore(found.filter(({document}) => document.meets.length === 0));
      expect([others >= 16, wrongEach <= 0.3]).toEqual([true, true]);
    });
  },
);
