import type {Listening, Provider, Question, Reply, Usage} from '../../llm/provider.ts';
import {aboutTokens} from '../tokens.ts';
import type {Arm} from './arm.ts';
import type {Budget} from './budget.ts';
import type {EvalCase} from './case.ts';
import {type Grade, grade, unreadable} from './measure.ts';
import {caseQuestion, fileTurn} from './question.ts';
import {lastJsonObject} from './read-json.ts';
import {askedAgain} from './unusable.ts';

/** So many files may be read for one answer. */
const mostReads = 12;

/** What a model answered, and what it was worth. */
export interface Answered {
  readonly kind: 'graded';
  readonly grade: Grade;
  /** Its last text. */
  readonly text: string;
  /** The model that the service names. */
  readonly model: string;
  readonly usage: Usage | null;
  /** The files that it asked for. */
  readonly read: readonly string[];
}

/** No answer (a refusal, a text that was cut off), one that cannot be graded, or no question: it could cost more than is left. */
export type Unanswered =
  | {readonly kind: 'errored'; readonly why: string}
  | {readonly kind: 'unusable'; readonly why: string; readonly text: string}
  | {readonly kind: 'too-dear'};

/**
 * Asks a model about one case and grades what it says. Where the JSON that was asked for is not in it, the model is told
 * so and asked once more: what cannot be read then is no wrong answer, as a refusal or a text that was cut off is none.
 * Errors of the provider and an interrupt come through.
 */
export async function askCase(
  provider: Provider,
  one: EvalCase,
  arm: Arm,
  listening: Listening,
  budget: Budget,
): Promise<Answered | Unanswered> {
  const question = caseQuestion(one, arm);
  const turns: NonNullable<Question['turns']>[number][] = [];
  const replies: Reply[] = [];
  const read: string[] = [];
  let isAgain = false;
  for (;;) {
    const tokens = aboutTokens([question.system, question.user, ...turns.map(({text}) => text)].join('\n'));
    const place = budget.enter(tokens);
    if (place === null) return {kind: 'too-dear'};
    let reply: Reply | null = null;
    try {
      reply = await provider.ask({...question, turns}, listening);
    } finally {
      budget.leave(place, reply);
    }
    replies.push(reply);
    if (reply.end !== 'complete') {
      const why = reply.end === 'refused' ? 'the model declined to answer' : 'the answer grew too long and was cut off';
      return {kind: 'errored', why};
    }
    const value = lastJsonObject(reply.text);
    const wanted = value?.['read'];
    if (arm.offered.length > 0 && typeof wanted === 'string' && read.length < mostReads) {
      read.push(wanted.slice(0, 200));
      turns.push({role: 'assistant', text: reply.text}, {role: 'user', text: fileTurn(wanted, arm)});
      continue;
    }
    const {text, model} = reply;
    const why = unreadable(one.measures, value);
    if (why !== undefined && isAgain) return {kind: 'unusable', why, text};
    if (why !== undefined) {
      isAgain = true;
      turns.push(...askedAgain(reply, why));
      continue;
    }
    return {kind: 'graded', grade: grade(one.measures, value), text, model, read, usage: together(replies)};
  }
}

/** What all replies used; null where one of them does not say. */
function together(replies: readonly Reply[]): Usage | null {
  let [inputTokens, outputTokens] = [0, 0];
  for (const {usage} of replies) {
    if (usage === null) return null;
    inputTokens += usage.inputTokens;
    outputTokens += usage.outputTokens;
  }
  return {inputTokens, outputTokens};
}
