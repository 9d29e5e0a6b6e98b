import {
  answered,
  back,
  designQuestions,
  type Interview,
  interview,
  nextQuestion,
  skip,
  thorough,
  verdictsAfter,
} from '../../critique/interview/interview.ts';
import {readAnswer} from '../../critique/interview/read-answer.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {printableLine} from '../../printable.ts';
import {verdicts} from '../../report/critique-text.ts';
import {interviewQuestion, verdictChange} from '../../report/interview-text.ts';
import type {Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import type {TypedLines} from './typed-lines.ts';

const keys = 's leaves it open, b goes back, q stops, ? explains';
const help = `  a number, or the answer itself, answers the question; it is written to the file at once
  s   leaves the question open and goes on
  b   goes back to the question before and takes its answer back
  q   stops; every answer so far is in the file
`;

/** Where a conversation ended: at its end, or because whoever answers has had enough. */
export interface Conversation {
  readonly state: Interview;
  readonly stopped: boolean;
}

/**
 * Asks one question after the other about one proposal until nothing that is open decides the verdict, and keeps every
 * answer before the next question. What was answered so far stays kept however this ends.
 */
export async function converse(
  io: Io,
  lines: TypedLines,
  proposal: Proposal,
  keep: (state: Interview) => Promise<void>,
): Promise<Conversation> {
  const write = (text: string) => io.stderr.write(text);
  let state = interview(proposal);
  write(`\n${printableLine(title(proposal))}\nNow: ${verdicts[state.critique.verdict].says}.\n`);
  for (;;) {
    const question = nextQuestion(state);
    if (question === null) {
      write(`\nNothing that is still open decides the verdict: ${verdicts[state.critique.verdict].says}.\n`);
      const left = state.thorough ? 0 : designQuestions(state);
      if (left === 0) return {state, stopped: false};
      write(
        `${left === 1 ? 'One question' : `${left} questions`} about the design could still show flaws. Go on with ${left === 1 ? 'it' : 'them'}? [y/N] `,
      );
      const more = await lines.next();
      if (!/^\s*y(?:es)?\s*$/i.test(more ?? '')) return {state, stopped: false};
      state = thorough(state);
      continue;
    }
    write(interviewQuestion(question, verdictsAfter(state, question), state.critique.verdict, textOptions(io)));
    const next = await step(state);
    if (next === 'stop') return {state, stopped: true};
    state = next;
  }

  async function step(from: Interview): Promise<Interview | 'stop'> {
    const question = nextQuestion(from)!;
    write(`${keys}\n> `);
    for (;;) {
      const line = await lines.next();
      if (line === null) write('\n');
      if (line === null || line.trim() === 'q') return 'stop';
      if (line.trim() === '?') {
        write(`${help}> `);
        continue;
      }
      if (line.trim() === 's') return skip(from, question);
      if (line.trim() === 'b') return kept(back(from), from);
      const read = readAnswer(question, line);
      if ('answer' in read) return kept(answered(from, question, read.answer), from);
      write(`${printableLine(read.problem)}\n> `);
    }
  }

  async function kept(next: Interview, from: Interview): Promise<Interview> {
    await keep(next);
    write(`Kept. ${verdictChange(from.critique.verdict, next.critique.verdict)}\n`);
    return next;
  }
}

const title = ({id, caller, callee, call}: Proposal) =>
  `${id}: ${caller} -> ${callee}${call === null ? '' : `, ${call}`}`;
