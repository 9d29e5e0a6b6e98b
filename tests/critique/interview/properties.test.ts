import fc from 'fast-check';
import {describe, expect, it} from 'vitest';
import {differs, shapeOf} from '../../../src/critique/interview/answer-shape.ts';
import {answered, interview} from '../../../src/critique/interview/interview.ts';
import {leftOpen, nextQuestion, verdictsAfter} from '../../../src/critique/interview/next-question.ts';
import {localCritique} from '../../../src/critique/local-critique.ts';
import {anyAnswer, mostQuestions, proposals} from './conversations.ts';
import {walked} from './walk.ts';

const runs = {seed: 20_260_104, numRuns: 120};
const picks = fc.infiniteStream(fc.nat(10_000));

describe('whatever is proposed and answered', () => {
  it('has a way to answer each question that the critic asks', () => {
    const places = new Set<string>();
    fc.assert(
      fc.property(proposals, picks, (proposal, pick) => {
        walked(
          proposal,
          (question, {critique}) => {
            for (const {fact} of critique.questions) {
              places.add(fact.replace(/\d+/g, 'n'));
              expect(shapeOf(fact).kind).toBeTypeOf('string');
            }
            return anyAnswer(question, pick.next().value);
          },
          {wholeDesign: true},
        );
      }),
      runs,
    );
    // Of 13 about an effect, 14 about the event and 2 about its fields.
    expect(places.size).toBeGreaterThan(24);
  });

  it('ends within as many questions as there are facts, decided unless something was left open', () => {
    fc.assert(
      fc.property(proposals, picks, fc.boolean(), fc.boolean(), (proposal, pick, wholeDesign, skips) => {
        let skipped = 0;
        const answer: Parameters<typeof walked>[1] = (question) => {
          const next = pick.next().value;
          if (skips && next % 5 === 0) {
            skipped += 1;
            return null;
          }
          return anyAnswer(question, next);
        };
        const {state, asked} = walked(proposal, answer, {wholeDesign});
        const {effects, event} = state.proposal.facts;
        expect(asked.length).toBeLessThanOrEqual(mostQuestions(effects.length, event.fields?.length ?? 0));
        expect(state.critique.verdict).toBe(localCritique(state.proposal).verdict);
        if (state.critique.verdict === 'ask') expect([skipped > 0, leftOpen(state) > 0]).toEqual([true, true]);
      }),
      runs,
    );
  });

  it('asks nothing twice', () => {
    fc.assert(
      fc.property(proposals, picks, (proposal, pick) => {
        const {asked} = walked(proposal, (question) => anyAnswer(question, pick.next().value), {wholeDesign: true});
        const closed = asked.filter(({shape}) => shape.kind !== 'choice' || !shape.choices.some(isDiffers));
        const facts = closed.map(({fact}) => fact);
        expect(new Set(facts).size).toBe(facts.length);
      }),
      runs,
    );
  });

  it('goes on asking about the rest where something is left open', () => {
    fc.assert(
      fc.property(proposals, (proposal) => {
        const {state, asked} = walked(proposal, () => null);
        const open = localCritique(proposal, {atOnce: 100}).questions.map(({fact}) => fact);
        const named = proposal.facts.effects.length > 0;
        // All that the critic would ask about was offered, however much was left open before.
        if (named && state.critique.verdict === 'ask') {
          expect(asked.map(({fact}) => fact)).toEqual(open);
        }
      }),
      runs,
    );
  });

  it('shows beside each choice the verdict that comes of it', () => {
    let shown = 0;
    fc.assert(
      fc.property(proposals, picks, (proposal, pick) => {
        walked(proposal, (question, state) => {
          const after = verdictsAfter(state, question);
          const choices = question.shape.kind === 'choice' ? question.shape.choices : [];
          expect(after).toHaveLength(choices.length);
          for (const [i, {value}] of choices.entries()) {
            if (after[i] === null) continue;
            shown += 1;
            expect(after[i]).toBe(localCritique(answered(state, question, value).proposal).verdict);
          }
          return anyAnswer(question, pick.next().value);
        });
      }),
      {...runs, numRuns: 60},
    );
    expect(shown).toBeGreaterThan(200);
  });

  it('comes back to where it was, answer by answer', () => {
    fc.assert(
      fc.property(proposals, picks, (proposal, pick) => {
        const {state, asked} = walked(proposal, (question) => anyAnswer(question, pick.next().value));
        let [now, back] = [state, [] as (string | undefined)[]];
        while (now.before !== null) {
          now = now.before;
          back = [nextQuestion(now)?.fact, ...back];
        }
        expect(back).toEqual(asked.map(({fact}) => fact));
        expect(now).toEqual(interview(proposal));
      }),
      runs,
    );
  });
});

const isDiffers = ({value}: {readonly value: string | boolean}) => value === differs;
