import {type Agreement, agreement} from '../critique/model/agreement.ts';
import {checkedAnswer, type ModelAnswer} from '../critique/model/answer.ts';
import {answerAt} from '../critique/model/disputed-answer.ts';
import type {Proposal} from '../critique/proposal.ts';
import {isSameCall} from '../critique/same-call.ts';
import {spentText} from '../report/model-critique-text.ts';
import type {Talk} from './talk.ts';

/** A figure of a model that is not ours. */
export interface WrongFigure {
  readonly text: string;
  readonly ours: string;
}

/** What a model said about a proposal when it was asked, here or on the command line. */
export interface SavedOpinion {
  /** `anthropic`, or another critic's name. */
  readonly critic: string;
  /** The model, where it is known. */
  readonly model: string | null;
  readonly answer: ModelAnswer;
  readonly wrongFigures: readonly WrongFigure[];
  /** Its figures that are ours, and those that nothing here can tell about. */
  readonly figures: {readonly confirmed: number; readonly notCheckable: number};
  /** Services that it names and nobody knows. */
  readonly inventedNames: readonly string[];
  /** Tokens and cost in words; null where the service did not say. */
  readonly spent: string | null;
  /** Has somebody answered questions since it was asked? */
  readonly isOlder: (talk: Talk) => boolean;
  /** What it and the rules see differently, as the answers stand now. */
  readonly agreement: (talk: Talk) => Agreement;
}

/** The model's part of a kept critique; undefined where no model has answered, or about another call. */
export function savedOpinion(saved: unknown, proposal: Proposal): SavedOpinion | undefined {
  const about = part(saved, 'proposal');
  if (!isSameCall(about, proposal)) return undefined;
  const checked = checkedAnswer(part(saved, 'opinion'));
  if (!('answer' in checked)) return undefined;
  const {answer} = checked;
  const critic = text(part(part(saved, 'asked'), 'critic')) ?? 'the model';
  const agreements = new WeakMap<Talk, Agreement>();
  return {
    critic,
    model: text(part(saved, 'answeredBy')) ?? text(part(part(saved, 'asked'), 'model')) ?? null,
    answer,
    wrongFigures: list(part(saved, 'numbers')).flatMap((number) => {
      const [said, ours] = [text(part(number, 'text')), text(part(number, 'ours'))];
      return part(number, 'result') === 'contradicted' && said && ours ? [{text: said, ours}] : [];
    }),
    figures: {confirmed: counted(saved, 'confirmed'), notCheckable: counted(saved, 'not-checkable')},
    spent: spentText({usage: usageOf(part(saved, 'usage')), cost: amount(part(saved, 'cost'))}),
    inventedNames: list(part(saved, 'inventedNames')).flatMap((name) => text(part(name, 'name')) ?? []),
    isOlder: (talk) => JSON.stringify(part(about, 'facts')) !== JSON.stringify(talk.proposal.facts),
    agreement: (talk) => {
      const known = agreements.get(talk);
      if (known) return known;
      const {proposal: now, critique} = talk;
      // Since the model was asked, an answer that it disputes can have been taken back.
      const disputes = answer.disputes.filter(({fact}) => (answerAt(now, fact) ?? null) !== null);
      const found = agreement(now, critique, {...answer, disputes}, critic);
      agreements.set(talk, found);
      return found;
    },
  };
}

const amount = (value: unknown) => (typeof value === 'number' && value >= 0 ? value : null);

function usageOf(usage: unknown): {readonly inputTokens: number; readonly outputTokens: number} | null {
  const [inputTokens, outputTokens] = [amount(part(usage, 'inputTokens')), amount(part(usage, 'outputTokens'))];
  return inputTokens === null || outputTokens === null ? null : {inputTokens, outputTokens};
}

function counted(saved: unknown, result: 'confirmed' | 'not-checkable'): number {
  return list(part(saved, 'numbers')).filter((number) => part(number, 'result') === result).length;
}

function part(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Readonly<Record<string, unknown>>)[key]
    : undefined;
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value.slice(0, 300) : undefined);
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value.slice(0, 1000) : []);
