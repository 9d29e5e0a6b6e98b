import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {type Gap, gapId, gapRecord, gapStatuses} from '../../src/workspace/gap.ts';
import {currentGaps} from '../../src/workspace/gap-history.ts';

const at = '2026-01-02T03:04:05Z';
const gap = (more: Partial<Gap> = {}): Gap => ({
  id: 'g1',
  criterion: 'event-naming',
  text: 'No rule for names.',
  evidence: [{source: 'user', text: 'I missed it'}],
  source: 'user',
  status: 'open',
  at,
  ...more,
});
const record: fc.Arbitrary<Gap> = fc.record({
  id: fc.constantFrom('a', 'b', 'c', 'd'),
  criterion: fc.constantFrom(null, 'event-naming', 'migration'),
  text: fc.constantFrom('One.', 'one', 'Two', 'three  words', 'Three words!'),
  evidence: fc.array(fc.record({source: fc.constantFrom('user', 'check'), text: fc.constantFrom('x', 'y', 'z')})),
  source: fc.constantFrom('user', 'exercise:01'),
  status: fc.constantFrom(...gapStatuses),
  at: fc.constantFrom('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'),
});

describe('gapId', () => {
  it('is the same whatever the case, the spacing and the closing stop', () => {
    const same = ['No rule for names.', 'no rule  for names', ' NO RULE\nFOR NAMES! '];
    expect(new Set(same.map((text) => gapId({criterion: null, text}))).size).toBe(1);
  });

  it('differs by criterion and by text', () => {
    const gaps = [
      {criterion: null, text: 'a'},
      {criterion: 'x', text: 'a'},
      {criterion: 'x', text: 'b'},
    ];
    expect(new Set(gaps.map(gapId)).size).toBe(3);
  });

  it('takes no time that grows with the stops at the end', () => {
    // A wrong rule would not come back: the runner's own time limit ends it.
    const text = `a${'. '.repeat(100_000)}b${'.'.repeat(200_000)}`;
    expect(gapId({criterion: null, text})).toMatch(/^gap-[0-9a-f]+$/);
  });
});

describe('currentGaps', () => {
  it('tells the latest status and time, with the reason, and keeps the evidence', () => {
    const closed = gap({status: 'rejected', why: 'not our case', at: '2026-02-01T00:00:00Z', evidence: []});
    expect(currentGaps([gap(), closed])).toEqual([{...gap(), status: 'rejected', why: 'not our case', at: closed.at}]);
  });

  it('forgets the reason when the status changes without one', () => {
    const [current] = currentGaps([gap(), gap({status: 'rejected', why: 'no'}), gap({status: 'open'})]);
    expect(current).not.toHaveProperty('why');
  });

  it('joins two gaps of the same criterion and text, and later records of either', () => {
    const second = gap({id: 'g2', text: 'no rule for NAMES', evidence: [{source: 'check', text: 'line 4'}]});
    const closed = gap({id: 'g2', text: 'reworded by hand', status: 'merged', evidence: []});
    expect(currentGaps([gap(), second, closed])).toEqual([
      {...gap(), status: 'merged', evidence: [...gap().evidence, ...second.evidence]},
    ]);
  });

  it('goes by the order of the log, not by clocks that may differ', () => {
    const earlier = gap({status: 'drafted', at: '2020-01-01T00:00:00Z'});
    expect(currentGaps([gap(), earlier])[0]?.status).toBe('drafted');
  });

  it('never loses evidence, never shows one gap twice, and is settled after one fold', () => {
    fc.assert(
      fc.property(fc.array(record, {maxLength: 12}), (records) => {
        const gaps = currentGaps(records);
        const keys = (list: readonly Gap[]) =>
          new Set(list.flatMap(({evidence}) => evidence.map((e) => JSON.stringify(e))));
        expect(keys(gaps)).toEqual(keys(records));
        expect(new Set(gaps.map(({id}) => id)).size).toBe(gaps.length);
        expect(new Set(gaps.map(gapId)).size).toBe(gaps.length);
        expect(currentGaps(gaps)).toEqual(gaps);
        expect(currentGaps([...records, ...records]).map(({id}) => id)).toEqual(gaps.map(({id}) => id));
      }),
      {seed: 5, numRuns: 500},
    );
  });

  it('lets the last record of a gap decide, whatever came before', () => {
    fc.assert(
      fc.property(fc.array(record, {maxLength: 8}), fc.constantFrom(...gapStatuses), (records, status) => {
        const last = gap({id: records[0]?.id ?? 'a', status});
        const current = currentGaps([...records, last]).find(({id}) => id === last.id);
        expect(current?.status).toBe(status);
      }),
      {seed: 6, numRuns: 300},
    );
  });
});

describe('gapRecord', () => {
  it('takes a plain sentence as evidence, for lines written by hand', () => {
    expect(gapRecord.parse({...gap(), evidence: 'seen in review'}).evidence).toEqual([
      {source: 'user', text: 'seen in review'},
    ]);
    expect(gapRecord.parse({...gap(), evidence: ''}).evidence).toEqual([]);
  });

  it.each([
    ['an unknown status', {status: 'done'}],
    ['an empty text', {text: ' '}],
    ['a time that is none', {at: 'yesterday'}],
    ['no criterion, not even null', {criterion: undefined}],
  ])('refuses %s', (_, wrong) => {
    expect(gapRecord.safeParse({...gap(), ...wrong}).success).toBe(false);
  });
});
