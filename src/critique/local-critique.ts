import {alternatives} from './alternatives.ts';
import type {Critique, Impact, Verdict} from './critique.ts';
import {disagreements} from './disagreements.ts';
import {flawsOf} from './flaws/index.ts';
import type {Design} from './flaws/rule.ts';
import {type Interaction, interaction} from './interaction.ts';
import {effectsThatAre, type JudgedEffect, judgedEffects} from './judged-effect.ts';
import {type Merged, mergedAnswers} from './merged-answers.ts';
import {
  confirmation,
  copyable,
  copyQuestions,
  doubtQuestions,
  eventQuestions,
  needQuestions,
} from './missing-answers.ts';
import {namesIn} from './names.ts';
import type {Proposal} from './proposal.ts';
import {doubtReasons, reasons} from './reasons.ts';

type Decision = Pick<Critique, 'verdict' | 'confidence' | 'publish' | 'flaws' | 'alternatives' | 'questions'>;
type Decider = (merged: Merged, effects: readonly JudgedEffect[]) => Decision;

/**
 * The critique by rules from the proposal's answers, and from its author's words where an answer is missing: the
 * interaction first, the event's design second. An answer that was given always wins. Only an effect that is known not
 * to be needed is published; a missing answer is a question and never a flaw.
 */
export function localCritique(given: Proposal, {impact}: {readonly impact?: Impact} = {}): Critique {
  const merged = mergedAnswers(given);
  const {proposal, quotes, read} = merged;
  const effects = judgedEffects(proposal, quotes);
  const outcome = interaction(effects.map(({need}) => need.kind));
  const {verdict, confidence, publish, flaws, alternatives, questions} = deciders[outcome](merged, effects);
  const reread = verdict !== 'ask' && restsOnWords(merged, effects);
  return {
    id: proposal.id,
    critic: 'local',
    verdict,
    confidence: reread ? 'likely' : confidence,
    keep: whats(effectsThatAre('needed', effects)),
    publish,
    flaws,
    reasons: [
      ...reasons(proposal, effects, quotes),
      ...disagreements(given, read),
      ...(verdict === 'ask' ? doubtReasons(merged, outcome) : []),
    ],
    alternatives,
    questions: reread ? [...confirmation(proposal, effects, quotes, verdict), ...questions] : questions,
    ...(impact ? {impact} : {}),
  };
}

const deciders: Readonly<Record<Interaction, Decider>> = {
  ask: ({proposal}, effects) => undecided(needQuestions(proposal, effects)),
  'keep-sync': (merged, effects) => {
    const design = designOf(merged, effects);
    return {
      verdict: 'keep-sync',
      confidence: copyable(design).length === 0 ? 'sure' : 'likely',
      publish: [],
      flaws: [],
      alternatives: alternatives(design),
      questions: copyQuestions(design),
    };
  },
  split: (merged, effects) => {
    const design = designOf(merged, effects);
    const {flaws, open} = flawsOf(design);
    return {
      verdict: 'split',
      confidence: copyable(design).length < design.needed.length ? 'sure' : 'likely',
      publish: whats(design.published),
      flaws,
      alternatives: alternatives(design),
      questions: [
        ...needQuestions(merged.proposal, effects),
        ...copyQuestions(design),
        ...eventQuestions(design, open, 'split'),
      ],
    };
  },
  publishable: (merged, effects) => {
    const design = designOf(merged, effects);
    const {flaws, open} = flawsOf(design);
    const verdict: Verdict = flaws.length === 0 ? 'convert' : 'needs-work';
    if (verdict === 'convert' && merged.doubts.length > 0 && restsOnWords(merged, effects)) {
      return undecided(doubtQuestions(merged, effects));
    }
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

function undecided(questions: Critique['questions']): Decision {
  return {verdict: 'ask', confidence: 'likely', publish: [], flaws: [], alternatives: [], questions};
}

function designOf({proposal, quotes}: Merged, effects: readonly JudgedEffect[]): Design {
  return {
    names: namesIn(proposal),
    event: proposal.facts.event,
    needed: effectsThatAre('needed', effects),
    published: effectsThatAre('not-needed', effects),
    unknown: effectsThatAre('unknown', effects),
    quotes,
  };
}

/** Whether words, and not only answers, say what is needed: the same procedure over the answers alone would ask. */
function restsOnWords({quotes}: Merged, effects: readonly JudgedEffect[]): boolean {
  return effects.some(({index}) =>
    ['result', 'waiting', 'refusal', 'invariant'].some((fact) => quotes.has(`effects[${index}].${fact}`)),
  );
}

const whats = (effects: readonly JudgedEffect[]) => effects.map(({what}) => what);
