import type {Listening, Provider} from '../../llm/provider.ts';
import {printableLine} from '../../printable.ts';
import {streamedAnswer} from '../../report/streamed-answer.ts';
import type {Io} from '../define-command.ts';

/** What happens while a model answers, on standard error: its text where that is a terminal, notices everywhere. */
export function modelProgress(
  {stderr, signal}: Pick<Io, 'stderr' | 'signal'>,
  provider: Pick<Provider, 'name' | 'model'>,
  what: string,
): {readonly listening: Pick<Listening, 'onText' | 'onRestart' | 'onNotice'>; readonly end: () => void} {
  const onNotice = (text: string) => stderr.write(`${printableLine(text)}\n`);
  // A person with a chat window is told what to do, and sees what is pasted.
  if (stderr.isTTY !== true || provider.name === 'clipboard') return {listening: {onNotice}, end: () => {}};
  const model = provider.model === null ? '' : ` (${provider.model})`;
  stderr.write(`${printableLine(`Asking ${provider.name}${model} about ${what}. Ctrl-C ends it.`)}\n`);
  let streamed = streamedAnswer();
  let written = false;
  const end = () => {
    if (written) stderr.write('\n\n');
    written = false;
  };
  // What is said about the interrupt begins on a line of its own.
  signal.addEventListener('abort', end, {once: true});
  return {
    listening: {
      onText: (piece) => {
        written = true;
        stderr.write(streamed(piece));
      },
      onRestart: () => {
        end();
        streamed = streamedAnswer();
        stderr.write('The answer begins anew:\n');
      },
      onNotice,
    },
    end: () => {
      signal.removeEventListener('abort', end);
      end();
    },
  };
}
