import {describe, expect, it} from 'vitest';
import {verdictOf} from '../../../src/skill/eval/kinds/call-or-event.ts';
import {compensations} from '../../../src/skill/eval/kinds/compensation.ts';
import {outcomeOf} from '../../../src/skill/eval/kinds/crash-points.ts';
import {completed, ways} from '../../../src/skill/eval/kinds/interactions.ts';
import {keyNumber, murmur2} from '../../../src/skill/eval/kinds/murmur2.ts';
import {afterCrash} from '../../../src/skill/eval/kinds/offset-order.ts';
import {canRead, judged} from '../../../src/skill/eval/kinds/schema-change.ts';
import {busyConsumers} from '../../../src/skill/eval/kinds/useful-consumers.ts';
import {random} from '../../../src/skill/eval/random.ts';

describe('murmur2', () => {
  // org.apache.kafka.common.utils.UtilsTest.testMurmur2 of Apache Kafka; the bytes and the empty key as Java clients give them.
  it.each([
    ['21', -973932308],
    ['foobar', -790332482],
    ['a-little-bit-long-string', -985981536],
    ['a-little-bit-longer-string', -1486304829],
    ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
    ['abc', 479470107],
    ['', 275646681],
  ])('of %j is what Kafka makes of it', (key, hash) => {
    expect(murmur2(new TextEncoder().encode(key))).toBe(hash);
    expect(keyNumber(key)).toBe(hash & 0x7fffffff);
  });

  it('reads bytes that begin within a buffer', () => {
    const within = new Uint8Array([1, 2, 12, 42, 56, 24, 109, 111]).subarray(2);
    expect(murmur2(within)).toBe(274204207);
  });

  it('moves half of the keys from 6 to 12 partitions, three quarters from 6 to 8', () => {
    const keys = Array.from({length: 10_000}, (_, i) => keyNumber(`key-${i}`));
    const moved = (from: number, to: number) => keys.filter((n) => n % from !== n % to).length / keys.length;
    expect(moved(6, 12)).toBeCloseTo(0.5, 1);
    expect(moved(6, 8)).toBeCloseTo(0.75, 1);
  });
});

describe('a crash between saving and publishing', () => {
  it.each([
    [
      ['save', 'publish'],
      ['nothing', 'lost', 'once'],
    ],
    [
      ['publish', 'save'],
      ['nothing', 'phantom', 'once'],
    ],
    [
      ['save-with-row', 'publish', 'mark'],
      ['nothing', 'once', 'twice', 'once'],
    ],
    [
      ['save-with-row', 'mark', 'publish'],
      ['nothing', 'once', 'lost', 'once'],
    ],
  ] as const)('after each step of %j leaves %j', (design, outcomes) => {
    expect(outcomes.map((_, done) => outcomeOf(design, done))).toEqual(outcomes);
  });
});

describe('a crash between handling and committing', () => {
  // Twelve records in batches of five; the process dies after the seventh.
  it.each([
    ['before', {twice: 0, never: 3}],
    ['after', {twice: 2, never: 0}],
    ['each', {twice: 1, never: 0}],
  ] as const)('when offsets are committed %s', (when, left) => {
    expect(afterCrash(when, 12, 5, 7)).toEqual(left);
  });

  it('loses nothing at least once, repeats nothing at most once', () => {
    for (let handled = 1; handled < 40; handled += 1) {
      expect(afterCrash('after', 40, 7, handled).never).toBe(0);
      expect(afterCrash('before', 40, 7, handled).twice).toBe(0);
    }
  });
});

describe('a saga', () => {
  const steps = [
    {name: 'a', undo: 'undo a'},
    {name: 'b', undo: null},
    {name: 'c', undo: 'undo c'},
    {name: 'd', undo: 'undo d'},
  ];
  it('is undone backwards, without the step that refused and with the one of which nobody knows', () => {
    expect(compensations(steps, 3, false)).toEqual(['undo c', 'undo a']);
    expect(compensations(steps, 3, true)).toEqual(['undo d', 'undo c', 'undo a']);
  });
});

describe('consumers of a topic', () => {
  it('of a group are as many as there are partitions at most; a share group has no such bound', () => {
    expect([busyConsumers(6, 4, 'consumer'), busyConsumers(6, 9, 'consumer'), busyConsumers(6, 9, 'share')]).toEqual([
      4, 6, 9,
    ]);
  });
});

describe('a change of an Avro schema', () => {
  const id = {name: 'id', type: 'string', hasDefault: false} as const;
  const note = {name: 'note', type: 'string', hasDefault: true} as const;
  const strict = {...note, hasDefault: false};

  // The table of Confluent's documentation: BACKWARD deletes fields and adds optional ones, FORWARD adds fields and
  // deletes optional ones, FULL does both with optional ones alone.
  it.each([
    ['BACKWARD', [id], [id, strict], 'refused'],
    ['BACKWARD', [id, strict], [id], 'consumers'],
    ['FORWARD', [id], [id, strict], 'producers'],
    ['FORWARD', [id, strict], [id], 'refused'],
    ['FULL', [id], [id, note], 'either'],
    ['FULL', [id, note], [id], 'either'],
    ['FULL', [id], [id, strict], 'refused'],
    ['FULL', [id, strict], [id], 'refused'],
  ] as const)('under %s from %j to %j is %s', (mode, old, next, verdict) => {
    expect(judged(mode, old, next)).toBe(verdict);
  });

  it('from int to long can be read by the new side alone', () => {
    const [int, long] = [[{...strict, type: 'int' as const}], [{...strict, type: 'long' as const}]];
    expect([canRead(long, int), canRead(int, long)]).toEqual([true, false]);
  });
});

describe('a call that is told in words', () => {
  // Judged by hand, by the skill's own question: who could not go on if the answer came an hour late?
  const byHand = [
    ['throws the answer away', 'event'],
    ['tries again until it works', 'event'],
    ['the booking is taken back', 'event'],
    ['repair it the next day', 'event'],
    ['no older text would do', 'call'],
    ['only when the answer is yes', 'call'],
    ['without the number that step cannot begin', 'call'],
    ['told so before leaving the page', 'call'],
    ['never go to two people', 'call'],
    ['could keep a copy of all settings', 'event'],
    ['would be wrong', 'call'],
    ['it stands still', 'call'],
  ] as const;
  const told = ways.map((way) => way(random('ways'), 'amber', 'basalt'));

  it('is judged as somebody judges it who reads the text alone', () => {
    expect(told).toHaveLength(byHand.length);
    for (const [words, right] of byHand) {
      const [one, ...others] = told.filter(({text}) => text.includes(words));
      expect([words, others.length]).toEqual([words, 0]);
      expect([words, verdictOf([completed(one!)], 'amber', 'basalt')]).toEqual([words, right]);
    }
  });

  it('is needed only where its answer is used, a refusal has to be told now, or a rule has to hold first', () => {
    // "If the answer is ignored, or merely logged, publish an event instead": waiting for it alone is no reason.
    for (const one of told) {
      const {result, refusal, compensable} = completed(one).facts;
      const isOfUse =
        ['shown', 'used', 'decides'].includes(`${result}`) || refusal === 'told-now' || compensable === false;
      if (verdictOf([completed(one)], 'amber', 'basalt') === 'call')
        expect([one.text, isOfUse]).toEqual([one.text, true]);
    }
  });

  it('is split where one of its effects is needed and the other is not', () => {
    const [free, needed] = [completed(told[0]!), completed(told[5]!)];
    expect(verdictOf([free, needed], 'amber', 'basalt')).toBe('both');
    expect(verdictOf([needed, needed], 'amber', 'basalt')).toBe('call');
    expect(verdictOf([free, free], 'amber', 'basalt')).toBe('event');
  });
});
