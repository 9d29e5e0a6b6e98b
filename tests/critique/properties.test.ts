import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import type {Verdict} from '../../src/critique/critique.ts';
import {critiqueOf, flawTypesOf, soundEvent} from './proposals.ts';

type Answers = Readonly<Record<string, unknown>>;
interface Facts {
  readonly effects: readonly Answers[];
  readonly event: Answers;
}

const effectValues = {
  proposed: ['call', 'event'],
  result: ['ignored', 'ignored', 'retried', 'shown', 'returned', 'used', 'decides'],
  kind: ['acknowledgement', 'read', 'read', 'decision', 'generated-value'],
  waiting: ['nobody', 'nobody', 'person', 'device'],
  refusal: ['none', 'none', 'told-later', 'told-now'],
  deadline: ['200ms', '10m'],
  invariant: ['none', 'none', 'counts once'],
  compensable: [true, false],
  localCopy: [
    'none',
    {tolerated: '60s', lag: '2s', bootstrap: 'snapshot'},
    {tolerated: '2s', lag: '2s', bootstrap: 'refill'},
  ],
  onRepeat: ['same-result', 'recognized', 'happens-twice'],
  refusalPlan: ['none', 'cancel the rest and tell the user'],
} as const;
const eventValues = {
  says: ['fact', 'command', 'question', 'nothing'],
  publisher: ['owner', 'caller'],
  decidedBeforePublish: [true, false],
  publishStep: ['alone', 'outbox', 'cdc', 'separate'],
  waitsForReply: [false, true],
  callbacks: ['none', 'on-demand', 'most-at-once'],
  ordering: [
    {needed: true, key: 'keeps'},
    {needed: true, key: 'none'},
    {needed: false, key: 'scatters'},
  ],
  failures: ['parked', 'dropped', 'endless'],
  lossAccepted: [true, false],
  fields: [
    [{name: 'a', vocabulary: 'producer', data: 'plain'}],
    [{name: 'a', vocabulary: 'consumer', data: 'personal'}],
    [{name: 'a', vocabulary: 'storage', data: 'public'}],
  ],
  audience: ['needs-it', 'wider'],
  retention: ['as-needed', 'longer'],
  largestPayloadBytes: [400, 2_000_000],
  topicHolds: ['one-type', 'related', 'unrelated'],
} as const;

const answersOf = (values: Readonly<Record<string, readonly unknown[]>>): fc.Arbitrary<Answers> =>
  fc.record(Object.fromEntries(Object.entries(values).map(([key, options]) => [key, fc.constantFrom(...options)])));

const complete: fc.Arbitrary<Facts> = fc.record({
  effects: fc.array(answersOf(effectValues), {minLength: 1, maxLength: 4}),
  event: fc.oneof(answersOf(eventValues), fc.constant(soundEvent)),
});

/** Complete answers, and the same with some of them withheld. */
const withheld: fc.Arbitrary<{whole: Facts; part: Facts}> = complete.chain((whole) => {
  const hide = (answers: Answers): fc.Arbitrary<Answers> =>
    fc
      .subarray(Object.keys(answers))
      .map((hidden) =>
        Object.fromEntries(Object.entries(answers).map(([key, value]) => [key, hidden.includes(key) ? null : value])),
      );
  return fc
    .tuple(fc.tuple(...whole.effects.map((effect) => fc.oneof(hide(effect), fc.constant(effect)))), hide(whole.event))
    .map(([effects, event]) => ({whole, part: {effects, event}}));
});

const judge = ({effects, event}: Facts) => critiqueOf(effects, event);
const published: readonly Verdict[] = ['convert', 'needs-work'];
const runs = {seed: 20_260_101, numRuns: 2000};

/** The paragraph "How the facts decide" for complete answers, written down once more and without regard to wording. */
function verdictByTheBook({effects, event}: Facts): Verdict {
  const needed = effects.map((e) => {
    const soft = ['shown', 'returned', 'used', 'decides'].includes(String(e['result'])) || e['waiting'] !== 'nobody';
    const hard = e['refusal'] === 'told-now' || (e['invariant'] !== 'none' && e['compensable'] === false);
    const copy = e['localCopy'] as {tolerated: string} | 'none';
    const served =
      e['kind'] === 'read' && event['publisher'] === 'owner' && copy !== 'none' && copy.tolerated === '60s';
    return hard || (soft && !served);
  });
  if (needed.every(Boolean)) return 'keep-sync';
  if (needed.some(Boolean)) return 'split';
  return judge({effects, event}).flaws.length > 0 ? 'needs-work' : 'convert';
}

describe('whatever is answered', () => {
  it('decides complete answers as the rule says', () => {
    fc.assert(
      fc.property(complete, (facts) => {
        expect(judge(facts).verdict).toBe(verdictByTheBook(facts));
      }),
      runs,
    );
  });

  it('publishes on partial answers only what every completion would publish', () => {
    fc.assert(
      fc.property(withheld, ({whole, part}) => {
        if (published.includes(judge(part).verdict)) expect(published).toContain(judge(whole).verdict);
      }),
      runs,
    );
  });

  it('holds on to a verdict that it called sure when the missing answers come', () => {
    let sure = 0;
    fc.assert(
      fc.property(withheld, ({whole, part}) => {
        const before = judge(part);
        if (before.confidence !== 'sure') return;
        sure += 1;
        expect(judge(whole).verdict).toBe(before.verdict);
      }),
      runs,
    );
    expect(sure).toBeGreaterThan(runs.numRuns / 10);
  });

  it('names no flaw that the missing answers could take back, as long as the verdict stands', () => {
    fc.assert(
      fc.property(withheld, ({whole, part}) => {
        const [before, after] = [judge(part), judge(whole)];
        if (before.verdict !== after.verdict) return;
        // A local copy that is mentioned later takes `answer-needed` back, which is a new answer and no missing one.
        const lasting = flawTypesOf(before).filter((type) => type !== 'answer-needed');
        expect(flawTypesOf(after)).toEqual(expect.arrayContaining(lasting));
      }),
      runs,
    );
  });

  it('has a question for every verdict that is not sure', () => {
    fc.assert(
      fc.property(withheld, ({part}) => {
        const {verdict, confidence, questions} = judge(part);
        if (confidence === 'likely') expect(questions.length).toBeGreaterThan(0);
        if (verdict === 'ask') expect(questions.length).toBeLessThanOrEqual(2);
      }),
      runs,
    );
  });

  it('asks about nothing that has been answered', () => {
    fc.assert(
      fc.property(withheld, ({part}) => {
        for (const {fact} of judge(part).questions) {
          const [, index, key = ''] = /^(?:effects\[(\d+)\]|event)\.(\w+)/.exec(fact) ?? [];
          expect((index === undefined ? part.event : part.effects[Number(index)]!)[key], fact).toBeNull();
        }
      }),
      runs,
    );
  });

  it('never publishes an effect once an answer makes it needed', () => {
    const gates = [
      {result: 'decides', localCopy: 'none'},
      {waiting: 'device', localCopy: null},
      {refusal: 'told-now'},
      {invariant: 'once only', compensable: false},
    ];
    fc.assert(
      fc.property(withheld, fc.constantFrom(...gates), fc.nat(), ({part: {effects, event}}, gate, pick) => {
        const at = pick % effects.length;
        const gated = effects.map((effect, i) => ({...effect, what: `e${i}`, ...(i === at ? gate : {})}));
        const {verdict, publish, keep} = judge({effects: gated, event});
        expect(published).not.toContain(verdict);
        expect(publish).not.toContain(`e${at}`);
        expect(keep).toContain(`e${at}`);
      }),
      runs,
    );
  });

  it('does not care in which order the effects are listed', () => {
    fc.assert(
      fc.property(withheld, ({part: {effects, event}}) => {
        const [forth, back] = [judge({effects, event}), judge({effects: [...effects].reverse(), event})];
        expect([back.verdict, back.confidence, flawTypesOf(back)]).toEqual([
          forth.verdict,
          forth.confidence,
          flawTypesOf(forth),
        ]);
      }),
      runs,
    );
  });

  it('finds no flaw where everything stays or nothing is decided', () => {
    fc.assert(
      fc.property(withheld, ({part}) => {
        const {verdict, flaws, publish} = judge(part);
        if (verdict === 'keep-sync' || verdict === 'ask') expect([flaws, publish]).toEqual([[], []]);
        if (verdict === 'convert') expect(flaws).toEqual([]);
      }),
      runs,
    );
  });
});
