import {describe, expect, it} from 'vitest';
import {metBy, passages, rubric, unrelated} from './read-fixtures.ts';

// All of these are learned from: whether others are found as well is what npm run measure-skill tells.
const one = (id: string) => ({...rubric, criteria: rubric.criteria.filter((criterion) => criterion.id === id)});

describe.each(rubric.criteria.map(({id}) => id))('evidence for %s', (id) => {
  const own = passages.filter(({criterion}) => criterion === id);

  it('is found in the passages that it was learned from', () => {
    const paraphrases = own.filter(({met}) => met);
    expect(paraphrases.length).toBeGreaterThanOrEqual(3);
    expect(paraphrases.filter(({text}) => metBy(text, one(id)).length === 0).map(({text}) => text)).toEqual([]);
  });

  it('is not found in those of them that are headings, keywords, mentions, negations or prose on other things', () => {
    const fakes = own.filter(({met}) => !met);
    expect(fakes.length).toBeGreaterThanOrEqual(3);
    expect(fakes.filter(({text}) => metBy(text, one(id)).length > 0).map(({text}) => text)).toEqual([]);
  });
});

describe('evidence as a whole', () => {
  it('is found nowhere in the prose on other subjects that it was learned from', () => {
    expect(unrelated.filter((text) => metBy(text).length > 0)).toEqual([]);
  });

  it('belongs to few criteria besides the one that a passage was written for', () => {
    const met = passages.filter((passage) => passage.met);
    const others = met.reduce((sum, {text, criterion}) => sum + metBy(text).filter((id) => id !== criterion).length, 0);
    // Couplings and arithmetic, keys and schemas do overlap; a detector that says yes to anything would find 22 each.
    expect(others / met.length).toBeLessThan(0.8);
  });
});
