import {answered, type Interview, interview, skip, thorough} from '../../critique/interview/interview.ts';
import {
  type Asked,
  designQuestions,
  leftOpen,
  nextQuestion,
  verdictsAfter,
} from '../../critique/interview/next-question.ts';
import {readAnswer} from '../../critique/interview/read-answer.ts';
import type {Proposal} from '../../critique/proposal.ts';
import {printableLine} from '../../printable.ts';
import {verdicts} from '../../report/critique-text.ts';
import {interviewEnd, interviewHelp, interviewQuestion, verdictChange} from '../../report/interview-text.ts';
import type {Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import type {TypedLines} from './typed-lines.ts';

const keys = '[s leaves it open, b goes back, q stops, ? helps] > ';
const keysAgain = '[s, b, q or ?] > ';

/** Where a conversation ended: at its end, or because whoever answers has had enough. */
export interface Conversation {
  readonly state: Interview;
  readonly stopped: boolean;
}

/** What to do after a line was typed: go on from a state, ask the same again, or stop. */
type Step = Interview | 'again' | 'stop';

/**
 * Asks one question after the other about one proposal until nothing that is open decides the verdict, and keeps every
 * answer before the next question. What was answered so far stays kept however this ends. `which` of several proposals
 * it is about stands before its name.
 */
export async function converse(
  io: Io,
  lines: TypedLines,
  {proposal, which}: {readonly proposal: Proposal; readonly which: string},
  keep: (state: Interview) => Promise<void>,
): Promise<Conversation> {
  const write = (text: string) => io.stderr.write(text);
  let state = interview(proposal);
  let prompt = keys;
  write(`\n${printableLine(`${which}${title(proposal)}`)}\nNow ${verdicts[state.critique.verdict].says}.\n`);
  for (;;) {
    const question = nextQuestion(state);
    if (question) {
      const {critique} = state;
      write(interviewQuestion(question, verdictsAfter(state, question), critique.verdict, textOptions(io)));
    } else {
      write(`\n${interviewEnd(state.critique.verdict, leftOpen(state))}\n`);
      if (state.thorough || designQuestions(state) === 0) return {state, stopped: false};
    }
    let next: Step;
    do {
      write(question ? prompt : offerOf(designQuestions(state)));
      prompt = keysAgain;
      const line = await lines.next();
      next = await stepFrom(state, question, line?.trim() ?? 'q');
    } while (next === 'again');
    if (next === 'stop') return {state, stopped: true};
    if (!question && next === state) return {state, stopped: false};
    state = next;
  }

  async function stepFrom(from: Interview, question: Asked | null, line: string): Promise<Step> {
    const key = line.toLowerCase();
    if (key === 'q') return 'stop';
    if (key === 'b') return goBack(from);
    if (question === null) return /^y(?:es)?$/.test(key) ? thorough(from) : from;
    if (key === 's') return skip(from, question);
    if (key === '?') write(interviewHelp(question, textOptions(io)));
    else {
      const read = readAnswer(question, line);
      if ('answer' in read) {
        const next = answered(from, question, read.answer);
        await keep(next);
        write(`Kept: ${verdictChange(from.critique.verdict, next.critique.verdict)}\n`);
        return next;
      }
      write(`${printableLine(read.problem)}\n`);
    }
    return 'again';
  }

  async function goBack({before, critique}: Interview): Promise<Step> {
    if (before === null) {
      write('This is the first question.\n');
      return 'again';
    }
    await keep(before);
    write(`Back: ${verdictChange(critique.verdict, before.critique.verdict)}\n`);
    return before;
  }
}

const offerOf = (count: number) =>
  `${count === 1 ? 'One more answer' : `${count} more answers`} could show flaws, and change no verdict. Go on? [y/N] > `;

const title = ({id, caller, callee, call}: Proposal) =>
  `${id}: ${caller} -> ${callee}${call === null ? '' : `, ${call}`}`;
