import {type ChildProcess, spawn} from 'node:child_process';
import {Interrupted, UserError} from '../errors.ts';
import {timeSpan} from '../figures.ts';
import {printableLine} from '../printable.ts';
import {longestAnswer, type Patience} from './patience.ts';
import type {Listening, Provider, Question, Reply} from './provider.ts';
import {splitCommand} from './split-command.ts';

/** So much of what a program complains is kept, from its end. */
const keptComplaint = 4000;
const byItself = process.platform !== 'win32';

/** A program that reads the question on standard input and prints its answer: `command:claude -p`. */
export function command(critic: string, place: Place, patience: Patience): Provider {
  const [program, ...args] = splitCommand(critic.slice('command:'.length));
  if (!program)
    throw new UserError('Which program? --critic command: names none.', 'Say: --critic "command:claude -p".');
  return {
    name: critic,
    model: null,
    ask: (question, listening) => run({program, args, ...place}, question, listening, patience),
  };
}

interface Place {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** The question as one text: a program has no other way to get the parts. */
function promptOf({system, user, turns = []}: Question): string {
  const said = turns.map(({role, text}) => (role === 'assistant' ? `Your answer was:\n\n${text}` : text));
  return `${[system, user, ...said].join('\n\n')}\n`;
}

function run(
  {program, args, cwd, env}: Place & {readonly program: string; readonly args: readonly string[]},
  question: Question,
  {signal, onText}: Listening,
  {total}: Patience,
): Promise<Reply> {
  const name = printableLine(program);
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(new Interrupted());
    // A group of its own, so that what the program starts ends with it.
    const child = spawn(program, args, {cwd, env, shell: false, detached: byItself, windowsHide: true});
    const decoder = new TextDecoder();
    let [text, complaint] = ['', ''];
    let done = false;
    const settle = (settled: () => void) => {
      if (done) return;
      done = true;
      clearTimeout(timer);
      signal.removeEventListener('abort', interrupted);
      settled();
    };
    const giveUp = (error: Error) =>
      settle(() => {
        killAll(child);
        reject(error);
      });
    // Ctrl-C ends our own process right after this event: the program has to be dead before.
    const interrupted = () => giveUp(new Interrupted());
    const timer = setTimeout(
      () =>
        giveUp(new UserError(`${name} did not end within ${timeSpan(total)}.`, 'Try it by hand, or another program.')),
      total,
    );
    signal.addEventListener('abort', interrupted, {once: true});
    child.on('error', (error: NodeJS.ErrnoException) => giveUp(notStarted(name, error)));
    child.stdout.on('data', (bytes: Buffer) => {
      if (done) return;
      const piece = decoder.decode(bytes, {stream: true});
      text += piece;
      if (text.length > longestAnswer) giveUp(new UserError(`${name} prints without end.`, 'Try it by hand.'));
      else onText?.(piece);
    });
    child.stderr.on('data', (bytes: Buffer) => {
      complaint = `${complaint}${bytes}`.slice(-keptComplaint);
    });
    child.on('close', (code, killedBy) => {
      const how = killedBy === null ? `ended with code ${code}` : `was ended by ${killedBy}`;
      if (code !== 0) return giveUp(new UserError(`${name} ${how}${lastLine(complaint)}.`, 'Try it by hand.'));
      if (text.trim() === '')
        return giveUp(new UserError(`${name} printed no answer${lastLine(complaint)}.`, 'Try it by hand.'));
      settle(() => resolve({text, model: program, usage: null, cost: null, end: 'complete'}));
    });
    // A program may end without reading: what it says about that is on its standard error.
    child.stdin.on('error', () => {});
    child.stdin.end(promptOf(question));
  });
}

function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (byItself) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It has ended already.
  }
}

function notStarted(name: string, {code}: NodeJS.ErrnoException): UserError {
  const why = code === 'ENOENT' ? 'there is no such program' : (code ?? 'it failed');
  return new UserError(
    `${name} cannot be started: ${why}.`,
    'Check the name behind "command:", or give its whole path.',
  );
}

function lastLine(complaint: string): string {
  const line = complaint.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${printableLine(line.slice(0, 300)).replace(/\.$/, '')}`;
}
