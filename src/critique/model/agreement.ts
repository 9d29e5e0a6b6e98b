import type {Critique, Question, Verdict} from '../critique.ts';
import {judgedEffects} from '../judged-effect.ts';
import {localCritique} from '../local-critique.ts';
import type {Proposal} from '../proposal.ts';
import type {Dispute, ModelAnswer} from './answer.ts';
import {answerAt, questionAt, withAnswer} from './disputed-answer.ts';

/** Something that the rules and the model see differently, with what either says for it. */
export interface Disagreement {
  readonly about: 'verdict' | 'flaw' | 'answer';
  /** `keep-sync or convert`, the flaw's type, or the place of the answer. */
  readonly what: string;
  readonly local: string;
  readonly model: string;
}

/** The local critique and a model's side by side. */
export interface Agreement {
  /** The verdict that holds: it rests on the author's answers, and only another answer changes it. */
  readonly verdict: Verdict;
  readonly local: Verdict;
  readonly model: Verdict;
  /** Why the local verdict holds, in a sentence. */
  readonly because: string;
  readonly disagreements: readonly Disagreement[];
  /** What to ask the author, so that the disagreements can be settled. */
  readonly questions: readonly Question[];
}

/** What is not usable in an answer about `proposal`, one line each: another proposal's id, disputes that name no answer. */
export function misplaced(proposal: Proposal, {id, disputes}: ModelAnswer): readonly string[] {
  return [
    ...(id === proposal.id ? [] : [`id: it should be ${JSON.stringify(proposal.id)}`]),
    ...disputes.flatMap(({fact, says}, i) => {
      const now = answerAt(proposal, fact);
      if (now === undefined) return [`disputes[${i}].fact: there is no answer at ${JSON.stringify(fact)}`];
      if (now === null) return [`disputes[${i}].fact: ${fact} is not answered yet; ask it under questions`];
      return withAnswer(proposal, fact, says)
        ? []
        : [`disputes[${i}].says: ${fact} does not take ${JSON.stringify(says)}`];
    }),
  ];
}

/**
 * Compares a model's answer with the local critique. The local verdict holds whatever the model says: a model can
 * dispute an answer, which then is a question to the author, and it can see more flaws.
 */
export function agreement(proposal: Proposal, local: Critique, answer: ModelAnswer, critic: string): Agreement {
  const disputes = answer.disputes.filter(({fact, says}) => !isSame(answerAt(proposal, fact), says));
  const differs = local.verdict !== answer.verdict;
  const asked = disputes.map((dispute) => disputed(proposal, local, dispute, critic));
  return {
    verdict: local.verdict,
    local: local.verdict,
    model: answer.verdict,
    because: because(local, answer.verdict),
    disagreements: [
      ...(differs ? [aboutVerdict(local, answer)] : []),
      ...aboutFlaws(local, answer),
      ...disputes.map(
        ({fact, says, because: why}): Disagreement => ({
          about: 'answer',
          what: fact,
          local: `Your answer: ${shown(answerAt(proposal, fact))}.`,
          model: `${says}: ${why}`,
        }),
      ),
    ],
    questions: [...asked, ...(differs && asked.length === 0 ? grounds(proposal, local, answer.verdict) : [])],
  };
}

const isSame = (answer: unknown, says: string) => shown(answer).toLowerCase() === says.trim().toLowerCase();
const shown = (answer: unknown) => (typeof answer === 'string' ? answer : JSON.stringify(answer));

function because(local: Critique, model: Verdict): string {
  const rests = restsOn(local);
  if (local.verdict === model) return `Both say ${model}.`;
  if (local.verdict === 'ask')
    return 'It stays undecided: what is missing is your answer, and a model can only guess it.';
  const costly = local.verdict === 'keep-sync' || local.verdict === 'split';
  const risk = costly ? ' Moving an answer that is needed to an event is the mistake that costs most.' : '';
  return `${local.verdict} stands until one of your answers changes.${rests}${risk}`;
}

/** The answers behind a verdict; those behind needs-work are the flaws that they show. */
function restsOn({verdict, flaws, reasons: [first]}: Critique): string {
  if (verdict === 'needs-work')
    return ` It rests on the flaws that your answers show: ${flaws.map(({type}) => type).join(', ')}.`;
  return first === undefined ? '' : ` It rests on: ${first.evidence}.`;
}

/** What a verdict is argued with, the rules' or a model's. */
type Argued = Pick<ModelAnswer, 'verdict' | 'flaws' | 'reasons'>;

function aboutVerdict(local: Critique, answer: ModelAnswer): Disagreement {
  const said = ({verdict, flaws, reasons}: Argued) =>
    (verdict === 'needs-work' && flaws.length > 0
      ? flaws.map(({because: why}) => why)
      : reasons.map(({text, evidence}) => `${text} (${evidence})`)
    )
      .slice(0, 2)
      .join(' ') || 'It gives no reason.';
  return {
    about: 'verdict',
    what: `${local.verdict} or ${answer.verdict}`,
    local: said(local),
    model: said(answer),
  };
}

function aboutFlaws(local: Critique, answer: ModelAnswer): readonly Disagreement[] {
  const [ours, theirs] = [local.flaws, answer.flaws].map((flaws) => new Set(flaws.map(({type}) => type)));
  const unseen =
    local.verdict === 'keep-sync'
      ? 'The call stays a call, so the design of an event does not matter.'
      : 'Your answers do not show it.';
  return [
    ...local.flaws
      .filter(({type}) => !theirs!.has(type))
      .map(
        ({type, because: why}): Disagreement => ({
          about: 'flaw',
          what: type,
          local: why,
          model: 'It does not name it.',
        }),
      ),
    ...answer.flaws
      .filter(({type}, i) => !ours!.has(type) && answer.flaws.findIndex((one) => one.type === type) === i)
      .map(({type, because: why}): Disagreement => ({about: 'flaw', what: type, local: unseen, model: why})),
  ];
}

/** A disputed answer as a question to its author, with what the rules would say if the model were right. */
function disputed(proposal: Proposal, local: Critique, {fact, says, because: why}: Dispute, critic: string): Question {
  const question = questionAt(proposal, fact);
  const changed = withAnswer(proposal, fact, says);
  const then = changed && localCritique(changed);
  const flaws = (critique: Critique) => critique.flaws.map(({type}) => type).join(', ') || 'none';
  const decides =
    then === undefined
      ? 'nothing'
      : then.verdict !== local.verdict
        ? `${local.verdict} or ${then.verdict}`
        : flaws(then) !== flaws(local)
          ? `which flaws there are: ${flaws(local)}, or ${flaws(then)}`
          : `nothing by itself: with either answer it is ${local.verdict}`;
  const text = `${question ?? `Is your answer at ${fact} right?`} You answered: ${shown(answerAt(proposal, fact))}. ${critic} says: ${says}, because ${why}`;
  return {fact, text, decides};
}

/** Where the model disputes no answer and still wants another verdict: the answers that the local one rests on. */
function grounds(proposal: Proposal, local: Critique, model: Verdict): readonly Question[] {
  if (local.verdict === 'ask') return [];
  const effects = judgedEffects(proposal);
  const decided = effects.find(({need}) => need.kind === (local.keep.length > 0 ? 'needed' : 'not-needed'));
  if (decided === undefined) return [];
  const {need, index} = decided;
  const fact = `effects[${index}].${need.kind === 'needed' ? (need.grounds[0] ?? 'result') : 'result'}`;
  const answer = answerAt(proposal, fact);
  return [
    {
      fact,
      text: `Is this answer still right? ${questionAt(proposal, fact)} You answered: ${shown(answer ?? null)}.`,
      decides: `${local.verdict} or ${model}`,
    },
  ];
}
