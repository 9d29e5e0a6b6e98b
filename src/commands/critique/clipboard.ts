import {createInterface} from 'node:readline';
import {chatText} from '../../critique/model/critic-question.ts';
import {Interrupted, UserError} from '../../errors.ts';
import type {Listening, Provider, Question, Reply} from '../../llm/provider.ts';
import {clipboardSequence} from '../../terminal-clipboard.ts';
import type {Io} from '../define-command.ts';

/** More than any chat window answers. */
const maxCharacters = 400_000;

/** Can a prompt be handed out and its answer be pasted here? */
export function canPaste({stdin, stdout}: Pick<Io, 'stdin' | 'stdout'>): boolean {
  return stdin.isTTY === true && stdout.isTTY === true;
}

/** A person with a chat window: gets the prompt on the clipboard of the terminal and pastes the answer. */
export function clipboardCritic(io: Pick<Io, 'stdin' | 'stdout' | 'stderr'>): Provider {
  return {
    name: 'clipboard',
    model: null,
    ask: async (question, listening) => ({
      text: await pasted(io, question, listening),
      model: 'chat',
      usage: null,
      cost: null,
      end: 'complete' as Reply['end'],
    }),
  };
}

async function pasted(
  {stdin, stdout, stderr}: Pick<Io, 'stdin' | 'stdout' | 'stderr'>,
  question: Question,
  {signal}: Listening,
): Promise<string> {
  const text = question.turns?.at(-1)?.text ?? chatText(question);
  const sequence = clipboardSequence(text);
  if (sequence === undefined) {
    stderr.write(`${text}\n`);
    stderr.write('That is too long for the clipboard of a terminal: copy it from here into a chat window.\n');
  } else {
    stdout.write(sequence);
    stderr.write('The prompt was sent to the clipboard of your terminal: paste it into a chat window.\n');
    stderr.write('If nothing arrives there, leave with Ctrl-C and write it to a file: add "> prompt.txt".\n');
  }
  stderr.write('Then paste the answer here, and end with Ctrl-D or a line with a single dot:\n');
  const answer = await pastedLines(stdin, signal);
  if (answer.trim() !== '') return answer;
  throw new UserError(
    'No answer was pasted; the local critique stands.',
    'Keep the answer in a file and hand it in later: eventcoach prompt check FILE --proposal PROPOSAL',
  );
}

/** The lines of the input up to its end or a line with a single dot. */
async function pastedLines(stdin: Io['stdin'], signal: AbortSignal): Promise<string> {
  const lines = createInterface({input: stdin, signal});
  const kept: string[] = [];
  let characters = 0;
  for await (const line of lines) {
    if (line.trim() === '.') break;
    kept.push(line);
    characters += line.length + 1;
    if (characters > maxCharacters) {
      throw new UserError(`The pasted answer is longer than ${maxCharacters} characters.`, 'Paste the answer alone.');
    }
  }
  lines.close();
  if (signal.aborted) throw new Interrupted();
  return kept.join('\n');
}
