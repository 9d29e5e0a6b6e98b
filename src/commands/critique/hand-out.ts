import {type CriticPrompts, chatText, criticQuestion} from '../../critique/model/critic-question.ts';
import type {Checked} from '../../critique/model/second-opinion.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import {printableJson} from '../../printable.ts';
import type {Io} from '../define-command.ts';

/** Prints the prompt for a chat window where nobody can paste an answer, and says how to hand the answer in. */
export function handOut(
  {stdout, stderr}: Pick<Io, 'stdout' | 'stderr'>,
  prompts: CriticPrompts,
  grounds: readonly Checked[],
  format: 'text' | 'json',
): ExitCode {
  const [ground, ...others] = grounds;
  if (ground === undefined || others.length > 0) {
    throw new UserError(
      `The file holds ${grounds.length} proposals, and a chat window takes one at a time.`,
      'Put one proposal into a file of its own, or run this in a terminal.',
    );
  }
  const prompt = chatText(criticQuestion(prompts, ground));
  const critiques = [ground.local];
  stdout.write(
    format === 'json' ? `${printableJson({schema: 'eventcoach/critiques@1', critiques, prompt})}\n` : prompt,
  );
  stderr.write('Paste this prompt into a chat window and keep the answer in a file. Then hand it in:\n');
  stderr.write('eventcoach prompt check ANSWER --proposal PROPOSAL --topology TOPOLOGY\n');
  return exitCodes.ok;
}
