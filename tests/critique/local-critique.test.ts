import {describe, expect, it} from 'vitest';
import {type Critique, critiqueSchema} from '../../src/critique/critique.ts';
import {localCritique} from '../../src/critique/local-critique.ts';
import {labelled, without} from './labelled.ts';
import {copiedRead, critiqueOf, flawTypesOf, free, proposal, soundEvent} from './proposals.ts';
import {score} from './score.ts';

const all = labelled();

describe('on the 45 labelled cases, from the answers', () => {
  it.each(all.map((one) => [one.proposal.id, one] as const))('%s gets the labelled verdict and flaws', (_, one) => {
    const critique = localCritique(one.proposal);
    expect([critique.verdict, flawTypesOf(critique)]).toEqual([one.verdict, [...one.flaws].sort()]);
  });

  it('delivers critiques of the published shape, sure of themselves and without questions', () => {
    for (const {proposal} of all) {
      const critique = localCritique(proposal);
      expect(critiqueSchema.parse(critique)).toEqual(critique);
      expect([proposal.id, critique.confidence, critique.questions]).toEqual([proposal.id, 'sure', []]);
    }
  });

  it('names for each effect of a split whether it stays or leaves', () => {
    for (const {proposal, verdict} of all.filter((one) => one.verdict === 'split')) {
      const {keep, publish} = localCritique(proposal);
      expect([verdict, [...keep, ...publish].sort()]).toEqual([
        'split',
        proposal.facts.effects.map(({what}) => what).sort(),
      ]);
    }
  });

  it('rests every reason and every flaw on answers that stand in the proposal', () => {
    for (const {proposal} of all) {
      const critique = localCritique(proposal);
      for (const text of [...critique.reasons.map((r) => r.evidence), ...critique.flaws.map((f) => f.because)]) {
        const cited = [...text.matchAll(/(?:effects\[\d+\]|event)\.[\w.[\]]+(?=: )/g)].map(([path]) => path);
        expect(cited.length, `${proposal.id}: ${text}`).toBeGreaterThan(0);
        for (const path of cited.filter((one) => !one.endsWith('.localCopy'))) {
          expect(text).toContain(`${path}: ${answerAt(proposal.facts, path)}`);
        }
      }
    }
  });

  it('offers something cheaper or safer beside every verdict', () => {
    for (const {proposal} of all) {
      expect([proposal.id, localCritique(proposal).alternatives.length]).not.toEqual([proposal.id, 0]);
    }
  });
});

describe('on the labelled cases with result and waiting withheld', () => {
  const withheld = labelled(without('result', 'waiting'));

  it('calls no needed answer convert or needs-work, and is right whenever it decides', () => {
    const result = score(withheld, ({proposal}) => localCritique(proposal));
    expect([result.costly, result.rightWhenGiven]).toEqual([[], 1]);
    // A refusal that must be told now, or a rule that must hold, still settles the cases that have one effect with it.
    expect(result.coverage).toBeGreaterThan(0.1);
  });

  it('asks one or two questions wherever it is undecided', () => {
    for (const {proposal} of withheld) {
      const {verdict, questions} = localCritique(proposal);
      if (verdict === 'ask') expect([1, 2], proposal.id).toContain(questions.length);
    }
  });
});

it('asks what happens, and what the answer is used for, where nothing is answered', () => {
  const {verdict, confidence, questions, flaws, publish} = critiqueOf([], null);
  expect([verdict, confidence, flaws, publish]).toEqual(['ask', 'likely', [], []]);
  expect(questions.map(({fact}) => fact)).toEqual(['effects', 'effects[0].result']);
});

describe('the verdict by count', () => {
  const needed = {...free, what: 'charge the card', result: 'decides'};
  const unknown = {...free, what: 'book the seat', waiting: null};
  const table: [string, readonly unknown[], Critique['verdict']][] = [
    ['all needed', [needed, needed], 'keep-sync'],
    ['some needed', [free, needed], 'split'],
    ['none needed', [free, free], 'convert'],
    ['needed and unknown', [needed, unknown], 'ask'],
    ['free and unknown', [free, unknown], 'ask'],
    ['unknown alone', [unknown], 'ask'],
    ['needed, free and unknown: the others settle it', [unknown, needed, free], 'split'],
  ];
  it.each(table)('%s', (_, effects, verdict) => {
    expect(critiqueOf(effects).verdict).toBe(verdict);
  });

  it('names what surely stays even while the rest is open', () => {
    const {keep, publish, questions} = critiqueOf([needed, unknown]);
    expect([keep, publish]).toEqual([['charge the card'], []]);
    expect(questions).toMatchObject([{fact: 'effects[1].waiting', decides: 'keep-sync or split'}]);
  });

  it('asks first about the effect that lacks the fewest answers', () => {
    const vague = {what: 'a'};
    expect(critiqueOf([vague, unknown]).questions.map(({fact}) => fact)).toEqual([
      'effects[1].waiting',
      'effects[0].result',
    ]);
  });

  it('finds no flaw in a call that stays, however poor the event', () => {
    expect(critiqueOf([needed], {...soundEvent, publishStep: 'separate', says: 'command'}).flaws).toEqual([]);
  });
});

describe('a read of which nothing is said about a local copy', () => {
  const {localCopy: _, ...read} = copiedRead;
  it('stays a call, likely, with the question whether a copy would do', () => {
    const {verdict, confidence, questions, alternatives} = critiqueOf([read]);
    expect([verdict, confidence]).toEqual(['keep-sync', 'likely']);
    expect(questions).toMatchObject([{fact: 'effects[0].localCopy', decides: 'keep-sync or convert'}]);
    expect(alternatives.map(({kind}) => kind)).toContain('local-copy');
  });

  it.each([
    ['something else needs the call anyway', {refusal: 'told-now'}, soundEvent],
    ['the caller publishes', {}, {...soundEvent, publisher: 'caller'}],
    ['the answer is a decision', {kind: 'decision'}, soundEvent],
  ])('is not asked about where %s', (_, change, event) => {
    const {confidence, questions} = critiqueOf([{...read, ...change}], event);
    expect([confidence, questions]).toEqual(['sure', []]);
  });
});

it('keeps a read synchronous, likely, while something about its local copy is not said, and asks that', () => {
  const localCopy = {tolerated: '60s', lag: null, bootstrap: 'snapshot'} as const;
  const waiting = {...free, kind: 'read', result: 'shown', waiting: 'person', localCopy} as const;
  const open = critiqueOf([waiting], soundEvent);
  expect([open.verdict, open.confidence]).toEqual(['keep-sync', 'likely']);
  expect(open.questions.map(({fact}) => fact)).toEqual(['effects[0].localCopy.lag']);
});

it('carries the impact that it is given', () => {
  const impact = {
    availability: {
      operation: 'op',
      before: 0.998,
      after: 0.999,
      downtimeMinutesPerYear: {before: 1051.2, after: 525.6},
    },
    latency: {operation: 'op', typicalMs: {before: 90, after: 50}, p99Ms: {before: 90, after: null}},
  };
  expect(localCritique(proposal([free]), {impact}).impact).toEqual(impact);
  expect(localCritique(proposal([free]))).not.toHaveProperty('impact');
});

function answerAt(facts: unknown, path: string): unknown {
  return path
    .split(/[.[\]]+/)
    .filter(Boolean)
    .reduce((at, step) => (at as Record<string, unknown>)[step], facts);
}
