import {describe, expect, it} from 'vitest';
import {metBy, passages, rubric, unrelated} from './read-fixtures.ts';

// What the signals cannot tell, and are not meant to learn by heart: figures of speech and a pun.
const knownMisses = ['Ask yourself: if payments goes dark tonight', 'Grammar helps: `ShipmentDispatched` reports'];
const knownFakes = ['Command your events like a general'];

const starts = (text: string, list: readonly string[]) => list.some((start) => text.startsWith(start));
const one = (id: string) => ({...rubric, criteria: rubric.criteria.filter((criterion) => criterion.id === id)});

describe.each(rubric.criteria.map(({id}) => id))('evidence for %s', (id) => {
  const own = passages.filter(({criterion}) => criterion === id);

  it('is found in passages that say it in other words', () => {
    const paraphrases = own.filter(({met, text}) => met && !starts(text, knownMisses));
    expect(paraphrases.length).toBeGreaterThanOrEqual(3);
    expect(paraphrases.filter(({text}) => metBy(text, one(id)).length === 0).map(({text}) => text)).toEqual([]);
  });

  it('is not found in headings, keywords, mentions, negations and prose on other things', () => {
    const fakes = own.filter(({met, text}) => !met && !starts(text, knownFakes));
    expect(fakes.length).toBeGreaterThanOrEqual(3);
    expect(fakes.filter(({text}) => metBy(text, one(id)).length > 0).map(({text}) => text)).toEqual([]);
  });
});

describe('evidence as a whole', () => {
  it('is found nowhere in prose on other subjects', () => {
    expect(unrelated.filter((text) => metBy(text).length > 0)).toEqual([]);
  });

  it('still misses what it is known to miss: take it off the list when it is found', () => {
    const found = (list: readonly string[], met: boolean) =>
      passages.filter((p) => starts(p.text, list) && metBy(p.text, one(p.criterion)).length > 0 === met).length;
    expect([found(knownMisses, false), found(knownFakes, true)]).toEqual([knownMisses.length, knownFakes.length]);
  });

  it('belongs to few criteria besides the one that a passage was written for', () => {
    const met = passages.filter((passage) => passage.met);
    const others = met.reduce((sum, {text, criterion}) => sum + metBy(text).filter((id) => id !== criterion).length, 0);
    // Couplings and arithmetic, keys and schemas do overlap; a detector that says yes to anything would find 22 each.
    expect(others / met.length).toBeLessThan(0.8);
  });
});
