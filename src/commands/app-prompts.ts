import {UserError} from '../errors.ts';
import {type LoadedPrompt, loadPrompts} from '../skill/load-prompts.ts';
import {clipboardSequence} from '../terminal-clipboard.ts';
import type {Io} from './define-command.ts';
import {filledPrompt} from './filled-prompt.ts';
import {writeNew} from './write-new.ts';

/** The companion prompts as the app shows and hands them out: what `eventcoach prompt` prints. */
export function appPrompts(io: Pick<Io, 'cwd' | 'stdin' | 'stdout' | 'workspace'>) {
  return {
    list: () => loadPrompts(io.workspace),
    fill: (prompt: LoadedPrompt, topology: string | undefined) => filledPrompt(io, prompt, {topology}),
    copy: async (text: string) => {
      const sequence = clipboardSequence(`${text}\n`);
      if (sequence === undefined) {
        throw new UserError(
          'The prompt is too long for the clipboard of a terminal.',
          'Press f to write it to a file.',
        );
      }
      io.stdout.write(sequence);
    },
    write: (text: string, file: string) => writeNew(io, file, `${text}\n`, false, 'Choose another name.'),
  };
}
