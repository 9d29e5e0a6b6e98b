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
import type {WordsAnswers} from './words/words-answers.ts';

type Decision = Pick<Critique, 'verdict' | 'confidence' | 'publish' | 'flaws' | 'alternatives' | 'questions'>;
/** `onWords` are the effects of which words, and not answers alone, say whether they are needed. */
type Decider = (
  merged: Merged,
  effects: readonly JudgedEffect[],
  onWords: readonly JudgedEffect[],
  atOnce: number,
) => Decision;

/** What a critique may be given besides: figures, how many questions to ask, and another reader of words. */
interface Asking {
  readonly impact?: Impact;
  readonly atOnce?: number;
  readonly readWords?: (proposal: Proposal) => WordsAnswers;
}

/**
 * The critique by rules from the proposal's answers, and from its author's words where an answer is missing: the
 * interaction first, the event's design second. An answer that was given always wins. Only an effect that is known not
 * to be needed is published; a missing answer is a question and never a flaw. An undecided one asks `atOnce` questions,
 * those that would settle it soonest.
 */
export function localCritique(given: Proposal, {impact, atOnce = 2, readWords}: Asking = {}): Critique {
  const merged = mergedAnswers(given, readWords);
  const {proposal, quotes, read} = merged;
  const effects = judgedEffects(proposal, quotes);
  const outcome = interaction(effects.map(({need}) => need.kind));
  const onWords = readInWords(given, merged, effects);
  const {verdict, confidence, publish, flaws, alternatives, questions} = deciders[outcome](
    merged,
    effects,
    onWords,
    atOnce,
  );
  const reread = verdict !== 'ask' && onWords.length > 0;
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
    questions: reread ? [...confirmation(proposal, onWords, quotes, verdict), ...questions] : questions,
    ...(impact ? {impact} : {}),
  };
}

const deciders: Readonly<Record<Interaction, Decider>> = {
  ask: ({proposal}, effects, _, atOnce) => undecided(needQuestions(proposal, effects, atOnce)),
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
  split: (merged, effects, _, atOnce) => {
    const design = designOf(merged, effects);
    const {flaws, open} = flawsOf(design);
    return {
      verdict: 'split',
      confidence: copyable(design).length < design.needed.length ? 'sure' : 'likely',
      publish: whats(design.published),
      flaws,
      alternatives: alternatives(design),
      questions: [
        ...needQuestions(merged.proposal, effects, atOnce),
        ...copyQuestions(design),
        ...eventQuestions(design, open, 'split'),
      ],
    };
  },
  publishable: (merged, effects, onWords, atOnce) => {
    const design = designOf(merged, effects);
    const {flaws, open} = flawsOf(design);
    const verdict: Verdict = flaws.length === 0 ? 'convert' : 'needs-work';
    if (verdict === 'convert' && merged.doubts.length > 0 && onWords.length > 0) {
      return undecided(doubtQuestions(merged, effects, atOnce));
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

/** The effects that the answers alone would judge otherwise: words, and not only answers, say what is needed. */
function readInWords(given: Proposal, {quotes}: Merged, effects: readonly JudgedEffect[]): readonly JudgedEffect[] {
  const answered = judgedEffects(given);
  return effects.filter(
    ({index, need}) =>
      answered[index]?.need.kind !== need.kind &&
      ['result', 'waiting', 'refusal', 'invariant'].some((fact) => quotes.has(`effects[${index}].${fact}`)),
  );
}

const whats = (effects: readonly JudgedEffect[]) => effects.map(({what}) => what);
