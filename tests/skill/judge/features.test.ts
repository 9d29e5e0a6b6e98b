import {describe, expect, it} from 'vitest';
import {featuresOf} from '../../../src/skill/judge/features.ts';

const text = (meaning: string) => featuresOf({meaning, kind: 'text'});

describe('what the judge sees of a sentence', () => {
  it('is stems of five letters, single, in pairs and in pairs around a third', () => {
    expect(new Set(text('Callers wait here'))).toEqual(
      new Set(['calle', 'wait', 'here', 'calle wait', 'wait here', 'calle * here']),
    );
  });

  it.each([
    ['deploys', 'deployment'],
    ['OrderPlaced', 'order placed'],
    ["It can't wait", 'It cannot wait'],
    ['5 of 99.9', '12 of 0.5'],
    ['the caller’s answer', "the caller's answer"],
  ])('is the same for "%s" and "%s"', (one, other) => {
    expect(text(one)).toEqual(text(other));
  });

  it('tells what is negated, and marks that sentences and figures have', () => {
    expect(text('not lost')).toContain('not lost');
    expect(text('0.9 × 0.9 = 0.81 %')).toEqual(expect.arrayContaining(['# × #', '× #', '= #', '# %'].slice(1)));
  });

  it('begins with a mark for a list entry or a table row', () => {
    expect(featuresOf({meaning: 'wait', kind: 'entry'})).toContain('- wait');
    expect(featuresOf({meaning: 'wait', kind: 'row'})).toContain('| wait');
  });

  it('does not grow beyond what a sentence has', () => {
    expect(text('wait '.repeat(100_000)).length).toBeLessThan(1000);
  });
});
