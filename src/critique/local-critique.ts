import {alternatives} from './alternatives.ts';
import type {Critique, Impact, Verdict} from './critique.ts';
import {flawsOf} from './flaws/index.ts';
import type {Design} from './flaws/rule.ts';
import {type Interaction, interaction} from './interaction.ts';
import {effectsThatAre, type JudgedEffect, judgedEffects} from './judged-effect.ts';
import {copyable, copyQuestions, eventQuestions, needQuestions} from './missing-answers.ts';
import {namesIn} from './names.ts';
import type {Proposal} from './proposal.ts';
import {reasons} from './reasons.ts';

type Decision = Pick<Critique, 'verdict' | 'confidence' | 'publish' | 'flaws' | 'alternatives' | 'questions'>;

/**
 * The critique by rules from the proposal's answers: the interaction first, the event's design second. Only an effect
 * that is known not to be needed is published; a missing answer is a question and never a flaw.
 */
export function localCritique(proposal: Proposal, {impact}: {readonly impact?: Impact} = {}): Critique {
  const effects = judgedEffects(proposal);
  const outcome = interaction(effects.map(({need}) => need.kind));
  const {verdict, confidence, publish, flaws, alternatives, questions} = deciders[outcome](proposal, effects);
  return {
    id: proposal.id,
    critic: 'local',
    verdict,
    confidence,
    keep: whats(effectsThatAre('needed', effects)),
    publish,
    flaws,
    reasons: reasons(proposal, effects),
    alternatives,
    questions,
    ...(impact ? {impact} : {}),
  };
}

const deciders: Readonly<Record<Interaction, (proposal: Proposal, effects: readonly JudgedEffect[]) => Decision>> = {
  ask: (proposal, effects) => ({
    verdict: 'ask',
    confidence: 'likely',
    publish: [],
    flaws: [],
    alternatives: [],
    questions: needQuestions(proposal, effects),
  }),
  'keep-sync': (proposal, effects) => {
    const design = designOf(proposal, effects);
    return {
      verdict: 'keep-sync',
      confidence: copyable(design).length === 0 ? 'sure' : 'likely',
      publish: [],
      flaws: [],
      alternatives: alternatives(design),
      questions: copyQuestions(design),
    };
  },
  split: (proposal, effects) => {
    const design = designOf(proposal, effects);
    const {flaws, open} = flawsOf(design);
    return {
      verdict: 'split',
      confidence: copyable(design).length < design.needed.length ? 'sure' : 'likely',
      publish: whats(design.published),
      flaws,
      alternatives: alternatives(design),
      questions: [
        ...needQuestions(proposal, effects),
        ...copyQuestions(design),
        ...eventQuestions(design, open, 'split'),
      ],
    };
  },
  publishable: (proposal, effects) => {
    const design = designOf(proposal, effects);
    const {flaws, open} = flawsOf(design);
    const verdict: Verdict = flaws.length === 0 ? 'convert' : 'needs-work';
    return {
      verdict,
      confidence: verdict === 'needs-work' || open.length === 0 ? 'sure' : 'likely',
      publish: whats(design.published),
      flaws,
      alternatives: alternatives(design),
      questions: eventQuestions(design, open, verdict),
    };
  },
};

function designOf(proposal: Proposal, effects: readonly JudgedEffect[]): Design {
  return {
    names: namesIn(proposal),
    event: proposal.facts.event,
    needed: effectsThatAre('needed', effects),
    published: effectsThatAre('not-needed', effects),
    unknown: effectsThatAre('unknown', effects),
  };
}

const whats = (effects: readonly JudgedEffect[]) => effects.map(({what}) => what);
