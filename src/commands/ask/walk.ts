import type {OpenQuestion} from '../../analysis/open-questions.ts';
import {printable, printableLine} from '../../printable.ts';
import {questionText} from '../../report/questions-text.ts';
import type {Answer} from '../../topology/answered-text.ts';
import type {Io} from '../define-command.ts';
import {textOptions} from '../paint.ts';
import type {WriteAnswers} from './answers-file.ts';
import {typedCharacters} from './terminal-keys.ts';
import {type Step, steps, type Walk, walked} from './walk-state.ts';

const hint = 'y needs it, n does not, space next, b back, q stop, ? help';
const help = `  y      yes: the caller uses the result, or must know that the work is done
  n      no: it goes on in the same way, and the work may be done a bit later
  u      unknown: the question stays open; takes back what you answered before
  space  next: leaves the question as it is
  b      back to the question before
  q      stop; every answer is in the file already
`;

/**
 * Asks one question after the other at the terminal and writes each answer to the file before the next question. What
 * was answered so far stays written however this ends.
 */
export async function walkThrough(
  io: Io,
  questions: readonly OpenQuestion[],
  file: string,
  write: WriteAnswers,
): Promise<void> {
  let walk: Walk = {questions, at: 0, answers: new Map()};
  const ask = () => {
    const question = questions[walk.at];
    if (question === undefined) return false;
    io.stdout.write(`${questionText(question, walk.at, questions.length, textOptions(io))}${prompt(walk, question)}`);
    return true;
  };
  const characters = typedCharacters(io);
  ask();
  try {
    for await (const character of characters) {
      const step = steps[character.toLowerCase()];
      if (step === 'stop') break;
      if (step === 'help' || step === undefined) {
        io.stdout.write(`\n${step === 'help' ? help : `${hint}\n`}> `);
        continue;
      }
      const next = walked(walk, step);
      const refused = await write(answersOf(next));
      walk = refused ? walked(walk, 'next') : next;
      io.stdout.write(
        `${refused ? `not written.\n${printable(`${refused.message}\n${refused.hint}`)}\n` : `${said[step]} `}${still(walk)}\n`,
      );
      if (!ask()) break;
    }
  } finally {
    io.stdout.write(`\n${summary(walk, file)}`);
  }
}

const said: Readonly<Record<Exclude<Step, 'stop' | 'help'>, string>> = {
  yes: 'yes, written: the call stays as it is.',
  no: 'no, written: the call can become an event.',
  unknown: 'not known.',
  next: 'next.',
  back: 'back.',
};

function prompt({answers}: Walk, {call}: OpenQuestion): string {
  const given = answers.get(call);
  return `${given === undefined ? '' : `You answered ${given ? 'yes' : 'no'}.\n`}${hint}\n> `;
}

const still = ({questions, answers}: Walk) => `${questions.length - answers.size} of ${questions.length} still open.`;

function answersOf({questions, answers}: Walk): Answer[] {
  return questions.flatMap(({call, path}) => {
    const needsResult = answers.get(call);
    return needsResult === undefined ? [] : [{path, needsResult}];
  });
}

function summary(walk: Walk, file: string): string {
  const given = [...walk.answers.values()];
  const needed = given.filter(Boolean).length;
  const answered = `Answered: ${given.length} (${needed} yes, ${given.length - needed} no). ${still(walk)}`;
  const shown = printableLine(file);
  return given.length === 0
    ? `${answered} ${shown} is as it was.\n`
    : `${answered} ${shown} has the answers.\nNext: eventcoach plan ${shown}\n`;
}
