import type {Critique, Verdict} from '../critique/critique.ts';
import {factEdits} from '../critique/interview/fact-edits.ts';
import {type Answer, answered, type Interview, interview, skip, thorough} from '../critique/interview/interview.ts';
import {
  type Asked,
  designQuestions,
  leftOpen,
  nextQuestion,
  verdictsAfter,
} from '../critique/interview/next-question.ts';
import {type ReadAnswer, readAnswer} from '../critique/interview/read-answer.ts';
import type {Proposal} from '../critique/proposal.ts';
import type {Edit} from '../topology/edit.ts';
import type {Path} from '../topology/source.ts';

/** Where a conversation about one proposal stands. It asks nothing of the world: every step gives a new one. */
export interface Talk {
  readonly proposal: Proposal;
  readonly critique: Critique;
  /** The question to answer now; null: nothing that is open decides the verdict. */
  readonly question: Asked | null;
  /** What the verdict would be after each choice of the question; null where a choice decides nothing by itself. */
  readonly after: readonly (Verdict | null)[];
  /** Questions that change no verdict and could still show flaws of the design; 0 once they are asked. */
  readonly furtherQuestions: number;
  /** Questions that could decide the verdict and were left open on purpose. */
  readonly leftOpen: number;
  /** The facts answered in this conversation. */
  readonly answered: readonly string[];
  /** What a typed line means as an answer, or what is wrong with it. */
  readonly read: (typed: string) => ReadAnswer;
  readonly answer: (answer: Answer) => Talk;
  readonly skip: () => Talk;
  /** Before the last step; undefined at the beginning. */
  readonly back: (() => Talk) | undefined;
  readonly goOn: () => Talk;
  /** The edits that write the answers to the file that the proposal stands in, at `place` of its `data`. */
  readonly edits: (data: unknown, place: Path) => readonly Edit[];
}

/** A conversation that begins with what the proposal says. */
export function talk(proposal: Proposal): Talk {
  return talkAt(interview(proposal));
}

function talkAt(state: Interview): Talk {
  const {proposal, critique, before} = state;
  const question = nextQuestion(state);
  const on = (step: (asked: Asked) => Interview) => (question ? talkAt(step(question)) : talkAt(state));
  return {
    proposal,
    critique,
    question,
    after: question ? verdictsAfter(state, question) : [],
    furtherQuestions: state.thorough ? 0 : designQuestions(state),
    leftOpen: leftOpen(state),
    answered: state.answered,
    read: (typed) => (question ? readAnswer(question, typed) : {problem: 'Nothing is asked.'}),
    answer: (answer) => on((asked) => answered(state, asked, answer)),
    skip: () => on((asked) => skip(state, asked)),
    back: before ? () => talkAt(before) : undefined,
    goOn: () => talkAt(thorough(state)),
    edits: (data, place) => factEdits(data, place, state),
  };
}
