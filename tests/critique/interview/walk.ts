import {differs} from '../../../src/critique/interview/answer-shape.ts';
import {factPath, valueAt} from '../../../src/critique/interview/fact-path.ts';
import {
  type Answer,
  answered,
  type Interview,
  interview,
  skip,
  thorough,
} from '../../../src/critique/interview/interview.ts';
import {type Asked, nextQuestion} from '../../../src/critique/interview/next-question.ts';
import type {Proposal} from '../../../src/critique/proposal.ts';

/** What somebody answers to a question; null leaves it open. */
export type Answerer = (question: Asked, state: Interview) => Answer | null;

/** A conversation to its end: where it ended, and what was asked on the way. Throws where it does not end. */
export function walked(
  proposal: Proposal,
  answer: Answerer,
  {wholeDesign = false, most = 2000} = {},
): {readonly state: Interview; readonly asked: readonly Asked[]} {
  let state = wholeDesign ? thorough(interview(proposal)) : interview(proposal);
  const asked: Asked[] = [];
  for (let question = nextQuestion(state); question !== null; question = nextQuestion(state)) {
    if (asked.length >= most) throw new Error(`still asking after ${most} questions: ${question.fact}`);
    asked.push(question);
    const said = answer(question, state);
    state = said === null ? skip(state, question) : answered(state, question, said);
  }
  return {state, asked};
}

/** Answers with what `facts` say (as they stand in a file), and leaves open what they do not say. */
export function answering(facts: unknown): Answerer {
  return ({fact, shape}, {apart}) => {
    const value = valueAt(facts, factPath(fact));
    if (value === undefined || value === null) return null;
    if (fact === 'effects') return (value as {what: string}[]).map(({what}) => what);
    if (fact === 'event.fields') return value === 'none' ? [] : (value as {name: string}[]).map(({name}) => name);
    const part = /^event\.fields\[\d+\]\.(\w+)$/.exec(fact)?.[1];
    if (part !== undefined && !apart.has(part)) {
      const all = new Set((valueAt(facts, ['event', 'fields']) as Record<string, unknown>[]).map((one) => one[part]));
      if (all.size > 1) return differs;
    }
    if (typeof value === 'object' && shape.kind === 'choice') return 'copy';
    return value as Answer;
  };
}
