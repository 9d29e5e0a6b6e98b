import {describe, expect, it} from 'vitest';
import type {Verdict} from '../../../src/critique/critique.ts';
import {flawTypes} from '../../../src/critique/flaw-types.ts';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {agreement, misplaced} from '../../../src/critique/model/agreement.ts';
import type {ModelAnswer} from '../../../src/critique/model/answer.ts';
import {disagreementGaps} from '../../../src/critique/model/disagreement-gaps.ts';
import {secondOpinion} from '../../../src/critique/model/second-opinion.ts';
import {builtInRubric} from '../../../src/skill/load-rubric.ts';
import {free, proposal, soundEvent} from '../proposals.ts';
import {modelAnswer} from './answers.ts';

const needed = {...free, what: 'charge the card', result: 'decides'};
const answer = (change: Partial<typeof modelAnswer>) => ({...modelAnswer, ...change}) as unknown as ModelAnswer;
const flaw = {type: 'missing-key', because: 'There is no key.', repair: 'Add one.'};

const compared = (effects: readonly unknown[], change: Partial<typeof modelAnswer>, event: unknown = soundEvent) => {
  const author = proposal(effects, event);
  return agreement(author, localCritique(author), answer(change), 'anthropic');
};
const opinionOn = (effects: readonly unknown[], change: Partial<typeof modelAnswer>, event: unknown = soundEvent) => {
  const author = proposal(effects, event);
  const ground = {proposal: author, local: localCritique(author), skill: null, topology: null, names: []};
  return secondOpinion(ground, answer(change), 'anthropic');
};

const situations: readonly (readonly [Verdict, readonly unknown[], unknown])[] = [
  ['keep-sync', [needed], soundEvent],
  ['split', [needed, free], soundEvent],
  ['convert', [free], soundEvent],
  ['needs-work', [free], {...soundEvent, publishStep: 'separate'}],
  ['ask', [{what: 'send the mail'}], soundEvent],
];

describe('the verdict of the rules holds, whatever the model says', () => {
  const verdicts: Verdict[] = ['convert', 'keep-sync', 'split', 'needs-work', 'ask'];
  it.each(situations)('%s', (local, effects, event) => {
    for (const verdict of verdicts) {
      const opinion = opinionOn(effects, {verdict}, event);
      expect(opinion.verdict).toBe(local);
      expect(opinion.agreement).toMatchObject({verdict: local, local, model: verdict});
      expect(opinion.agreement.disagreements.some(({about}) => about === 'verdict')).toBe(verdict !== local);
      expect(opinion.opinion.verdict).toBe(verdict);
    }
  });

  it('and a kept call has no flaws, whatever the model finds in the event', () => {
    expect(opinionOn([needed], {verdict: 'needs-work', flaws: [flaw]}).flaws).toEqual([]);
  });
});

describe('what differs stands side by side', () => {
  it('the verdict, with the reasons of both', () => {
    const {disagreements, because} = compared([needed], {});
    expect(disagreements).toEqual([
      {
        about: 'verdict',
        what: 'keep-sync or convert',
        local: expect.stringContaining('effects[0].result: decides'),
        model: 'Nobody looks at the answer. (effects[0].result: ignored)',
      },
    ]);
    expect(because).toMatch(
      /^keep-sync stands until one of your answers changes\. It rests on: effects\[0\]\.result: decides/,
    );
  });

  it('a flaw that only one of them sees', () => {
    const event = {...soundEvent, publishStep: 'separate'};
    const {disagreements} = compared([free], {verdict: 'needs-work', flaws: [flaw, flaw]}, event);
    expect(disagreements.map(({about, what}) => [about, what])).toEqual([
      ['flaw', 'dual-write'],
      ['flaw', 'missing-key'],
    ]);
    expect(opinionOn([free], {verdict: 'needs-work', flaws: [flaw]}, event).flaws.map(({type}) => type)).toEqual([
      'dual-write',
      'missing-key',
    ]);
  });

  it('needs-work rests on its flaws', () => {
    const {because, disagreements} = compared([free], {}, {...soundEvent, publishStep: 'separate'});
    expect(because).toBe(
      'needs-work stands until one of your answers changes. It rests on the flaws that your answers show: dual-write.',
    );
    expect(disagreements[0]?.local).toMatch(/event\.publishStep: separate/);
  });

  it('nothing where they agree', () => {
    expect(compared([free], {})).toMatchObject({because: 'Both say convert.', disagreements: [], questions: []});
  });
});

describe('a disputed answer becomes a question to its author', () => {
  const dispute = {fact: 'effects[0].result', says: 'ignored', because: 'the purpose says that nobody looks.'};

  it('with both answers and what the rules would say to either', () => {
    const {questions, disagreements} = compared([{...needed, kind: 'acknowledgement'}], {disputes: [dispute]});
    expect(questions).toEqual([
      {
        fact: 'effects[0].result',
        text: expect.stringMatching(
          /^What does shop do with .* You answered: decides\. anthropic says: ignored, because the purpose/,
        ),
        decides: 'keep-sync or convert',
      },
    ]);
    expect(disagreements.map(({about}) => about)).toEqual(['verdict', 'answer']);
  });

  it('and says where the verdict would stay', () => {
    const {questions} = compared([{...needed, waiting: 'person'}], {disputes: [dispute]});
    expect(questions[0]?.decides).toBe('nothing by itself: with either answer it is keep-sync');
  });

  it('of a flag or a nested answer as well', () => {
    const disputes = [
      {fact: 'event.decidedBeforePublish', says: 'false', because: 'it leaves first.'},
      {fact: 'event.ordering.key', says: 'scatters', because: 'the key is random.'},
    ];
    expect(compared([free], {disputes}).questions.map(({decides}) => decides)).toEqual([
      'convert or needs-work',
      'convert or needs-work',
    ]);
  });

  it('where the model wants another verdict and disputes nothing, the answer that the verdict rests on is asked about', () => {
    expect(compared([needed], {}).questions).toEqual([
      {
        fact: 'effects[0].result',
        text: expect.stringMatching(/^Is this answer still right\? .*You answered: decides\.$/),
        decides: 'keep-sync or convert',
      },
    ]);
  });

  it.each([
    ['another id', {id: 'q'}, /^id: it should be "p"$/],
    [
      'an effect that is not there',
      {disputes: [{...dispute, fact: 'effects[7].result'}]},
      /no answer at "effects\[7\]/,
    ],
    ['a place that is none', {disputes: [{...dispute, fact: '__proto__.x'}]}, /no answer at/],
    ['a key of every object', {disputes: [{...dispute, fact: 'event.constructor'}]}, /no answer at/],
    ['an answer that the place does not take', {disputes: [{...dispute, says: 'maybe'}]}, /does not take "maybe"/],
    ['what is not answered', {disputes: [{...dispute, fact: 'event.lossAccepted'}]}, /not answered yet/],
  ])('%s cannot be used', (_, change, message) => {
    const author = proposal([free], {...soundEvent, lossAccepted: null});
    expect(misplaced(author, answer(change)).join()).toMatch(message);
  });
});

it('offers every disagreement as a gap with both arguments, under a criterion that the rubric has', async () => {
  const types = Object.keys(flawTypes).map((type) => ({...flaw, type}));
  const differing = compared([needed], {
    flaws: types,
    disputes: [{fact: 'effects[0].result', says: 'ignored', because: 'why'}],
  });
  const gaps = disagreementGaps('p', 'anthropic', differing);
  expect(gaps).toHaveLength(1 + types.length + 1);
  const criteria = (await builtInRubric()).criteria.map(({id}) => id);
  for (const {criterion, evidence, source, text} of gaps) {
    expect(criteria).toContain(criterion);
    expect(evidence.map((one) => one.text.split(':')[0])).toEqual(['local', 'anthropic']);
    expect(source).toBe('critique:p');
    expect(text).toContain('p');
  }
});
