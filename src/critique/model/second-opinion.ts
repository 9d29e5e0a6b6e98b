import type {Critique} from '../critique.ts';
import type {Proposal} from '../proposal.ts';
import {type Agreement, agreement} from './agreement.ts';
import type {ModelAnswer} from './answer.ts';
import {type CheckedNumber, checkedNumbers, type Sentence} from './checked-numbers.ts';
import type {Ground} from './critic-question.ts';
import {type InventedName, inventedNames} from './invented-names.ts';

/**
 * A model's critique beside the local one. The critique itself is the local one with what the model adds: verdict, what
 * stays and what leaves are the rules'; `opinion` is what the model said.
 */
export interface SecondOpinion extends Critique {
  readonly local: Critique;
  readonly opinion: ModelAnswer;
  readonly agreement: Agreement;
  /** Every figure in the model's sentences, compared with ours. */
  readonly numbers: readonly CheckedNumber[];
  readonly inventedNames: readonly InventedName[];
}

/** What a model's texts are checked against: names of the topology, and the ground that it was given. */
export interface Checked extends Ground {
  readonly names: readonly string[];
}

/** Puts a model's answer beside the local critique: `critic` is what the result calls it (`anthropic`). */
export function secondOpinion(checked: Checked, answer: ModelAnswer, critic: string): SecondOpinion {
  const {proposal, local} = checked;
  const agreed = agreement(proposal, local, answer, critic);
  const sentences = sentencesOf(answer);
  const known = new Set(local.flaws.map(({type}) => type));
  // Where nothing is to be published yet, or ever, there is no design that could have a flaw.
  const designed = local.verdict !== 'keep-sync' && local.verdict !== 'ask';
  return {
    ...local,
    critic,
    confidence: agreed.disagreements.length > 0 ? 'likely' : local.confidence,
    flaws: [...local.flaws, ...(designed ? answer.flaws.filter(({type}) => !known.has(type)) : [])],
    reasons: [...local.reasons, ...answer.reasons.map((reason) => ({...reason, source: critic}))],
    alternatives: withNew(local.alternatives, answer.alternatives, ({kind}) => kind),
    questions: withNew([...agreed.questions, ...local.questions], answer.questions, ({fact}) => fact),
    local,
    opinion: answer,
    agreement: agreed,
    ...textChecks(checked, sentences),
  };
}

/** What a model's sentences are compared with. `computed`: a text of figures that it was given besides. */
export interface Comparable extends Pick<Checked, 'names' | 'topology'> {
  readonly proposal: Proposal | null;
  readonly computed?: string;
}

/** The figures and the names in a model's sentences, checked. */
export function textChecks(
  {proposal, topology, names, computed}: Comparable,
  sentences: readonly Sentence[],
): Pick<SecondOpinion, 'numbers' | 'inventedNames'> {
  const own = proposal === null ? [] : ownWords(proposal);
  const parties = proposal === null ? [] : [proposal.caller, proposal.callee];
  const quotable = [
    ...own.map((text) => ({name: 'the proposal', text})),
    ...(computed === undefined ? [] : [{name: 'the computed figures', text: computed}]),
  ];
  return {
    numbers: checkedNumbers(sentences, topology?.figures ?? [], quotable),
    inventedNames: inventedNames(sentences, [...names, ...parties], own),
  };
}

function withNew<T>(ours: readonly T[], theirs: readonly T[], key: (item: T) => string): readonly T[] {
  const known = new Set(ours.map(key));
  return [...ours, ...theirs.filter((item) => !known.has(key(item)))];
}

/** Every text of the proposal, answers included; a bare latency budget is one in milliseconds. */
function ownWords(proposal: Proposal): readonly string[] {
  const texts: string[] = [];
  const queue: unknown[] = [{...proposal, latencyBudgetMs: null}];
  for (const value of queue) {
    if (typeof value === 'string') texts.push(value);
    else if (typeof value === 'number') texts.push(String(value));
    else if (typeof value === 'object' && value !== null) queue.push(...Object.values(value));
  }
  const {latencyBudgetMs: budget} = proposal;
  return typeof budget === 'number' ? [...texts, `${budget} ms`] : texts;
}

/** Everything in an answer that a person reads as a sentence. */
export function sentencesOf(answer: ModelAnswer): readonly Sentence[] {
  const list = <K extends string>(name: string, items: readonly Readonly<Record<K, string>>[], keys: readonly K[]) =>
    items.flatMap((item, i) => keys.map((key) => ({where: `${name}[${i}].${key}`, text: item[key]})));
  return [
    ...list('reasons', answer.reasons, ['text']),
    ...list('flaws', answer.flaws, ['because', 'repair']),
    ...list('disputes', answer.disputes, ['because']),
    ...list('alternatives', answer.alternatives, ['text']),
    ...list('questions', answer.questions, ['text']),
  ];
}
