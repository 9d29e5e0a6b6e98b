import {describe, expect, it} from 'vitest';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {proposalSchema} from '../../../src/critique/proposal.ts';
import {labelled, ownLabelled, silent, wordsOnly} from '../labelled.ts';
import {answering, walked} from './walk.ts';

/** How many answers there are in the facts of a case: words, numbers and yes or no. */
function count(facts: unknown): number {
  if (facts === null) return 0;
  return typeof facts === 'object' ? Object.values(facts).reduce((sum: number, part) => sum + count(part), 0) : 1;
}

// The verdicts are those of fixtures/critique/cases.json, the answers those of facts.json.
const answered = labelled().map(({proposal: {facts}, verdict}) => ({facts, verdict}));
const worded = labelled(wordsOnly);

describe('a conversation about each of the 45 labelled proposals', () => {
  it.each(worded.map(({proposal}, i) => [proposal.id, proposal, answered[i]!] as const))(
    'comes to its verdict with fewer questions than there are answers: %s',
    (_, proposal, {facts, verdict}) => {
      const {state, asked} = walked(proposal, answering(facts));
      expect([state.critique.verdict, asked.length < count(facts)]).toEqual([verdict, true]);
    },
  );

  it('comes to the same verdicts where the author wrote nothing', () => {
    for (const [i, one] of worded.entries()) {
      const {facts, verdict} = answered[i]!;
      const {state, asked} = walked(silent(one).proposal, answering(facts));
      expect([one.proposal.id, state.critique.verdict]).toEqual([one.proposal.id, verdict]);
      expect(asked.length).toBeLessThan(count(facts));
    }
  });

  it('asks at most three questions about a call that stays, and four where data is looked up: the effect, its use, what kind of answer it is, and whether a copy would do', () => {
    const stay = worded.flatMap(({proposal}, i) => (answered[i]!.verdict === 'keep-sync' ? [{proposal, i}] : []));
    expect(stay.map(({i}) => answered[i]!.facts.effects.length)).toEqual(stay.map(() => 1));
    for (const {proposal, i} of stay) {
      const {facts} = answered[i]!;
      const {asked} = walked(proposal, answering(facts));
      expect(asked.length, proposal.id).toBeLessThanOrEqual(facts.effects[0]!.kind === 'read' ? 4 : 3);
    }
  });
});

describe('a conversation about our own labelled proposals', () => {
  it('comes to the verdict of their answers, whatever else their authors wrote', () => {
    const decided = ownLabelled().filter(({verdict}) => verdict !== 'ask');
    expect(decided.length).toBeGreaterThan(100);
    for (const {proposal, verdict} of decided) {
      const {facts} = proposal;
      const open = {...proposal, facts: proposalSchema.parse({caller: 'a', callee: 'b'}).facts};
      const {state} = walked(open, answering(facts), {wholeDesign: true});
      expect([proposal.id, state.critique.verdict]).toEqual([proposal.id, localCritique(proposal).verdict]);
      expect([proposal.id, state.critique.verdict]).toEqual([proposal.id, verdict]);
    }
  });
});
