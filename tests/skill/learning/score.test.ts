import {describe, expect, it} from 'vitest';
import {learningPassages} from './marked-passages.ts';
import {type Read, read} from './readings.ts';
import {type Judged, score} from './score.ts';
import {learn} from './train.ts';

const one = (met: boolean, verdict: Judged['verdict'], others = 0, criterion = 'a'): Judged => ({
  passage: {writer: 'w', criterion, met, kind: 'x', hard: false, text: ''},
  verdict,
  others,
});

describe('the score of a judge', () => {
  it('counts what is called met against what is met; unsure is not met', () => {
    const all = [
      one(true, 'met', 1),
      one(true, 'met'),
      one(true, 'unsure'),
      one(true, 'unmet', 3),
      one(false, 'met', 9),
      one(false, 'unmet'),
      one(false, 'unmet', 2, 'none'),
      one(false, 'unmet', 0, 'none'),
    ];
    expect(score(all)).toEqual({
      count: 6,
      precision: 2 / 3,
      recall: 2 / 4,
      unsure: 1 / 6,
      othersPerMet: 4 / 4,
      strays: 1 / 2,
    });
  });

  it('is whole where nothing can be wrong', () => {
    expect(score([])).toMatchObject({precision: 1, recall: 1, unsure: 0, strays: 0});
  });
});

describe('learning', () => {
  const some = learningPassages()
    .filter(
      ({criterion}, i) =>
        criterion === 'migration' || criterion === 'consumer-lag' || (criterion === 'none' && i % 8 === 0),
    )
    .flatMap((passage): readonly Read[] => {
      const reading = read(passage);
      return reading === undefined ? [] : [reading];
    });

  it('comes to the same whenever it is done', () => {
    const [once, again] = [learn(some), learn(some)];
    expect(once).toEqual(again);
  });

  it('looks at no passage that the judge never sees: headings, keywords', () => {
    const kinds = new Set(some.map(({kind}) => kind));
    expect([kinds.has('paraphrase'), kinds.has('heading'), kinds.has('keywords')]).toEqual([true, false, false]);
  });
});
