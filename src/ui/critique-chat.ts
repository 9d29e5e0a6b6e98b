import {chatText} from '../critique/model/critic-question.ts';
import {UserError} from '../errors.ts';
import type {Provider} from '../llm/provider.ts';
import {saveCriticPrompt} from '../workspace/critiques.ts';
import {openWorkspace} from '../workspace/layout.ts';
import type {AskIo, AskingScreen} from './critique-ask.ts';
import {fileFrom} from './kept-proposal.ts';

/**
 * A person with a chat window: the prompt goes to the terminal's clipboard where it takes one of that length, and always
 * to a file beside the critique; the answer is pasted.
 */
export function chatCritic(
  {cwd, workspace, copy}: Pick<AskIo, 'cwd' | 'workspace' | 'copy'>,
  {id, why}: {readonly id: string; readonly why: string},
  paste: AskingScreen['paste'],
): Provider {
  return {
    name: 'clipboard',
    model: null,
    ask: async (question) => {
      const repair = question.turns?.at(-1)?.text;
      const prompt = repair ?? chatText(question);
      const path = await saveCriticPrompt(openWorkspace(workspace), id, prompt);
      const text = await paste({
        why: repair === undefined ? why : 'That answer cannot be used: the chat is asked to mend it.',
        isCopied: copy(prompt),
        file: fileFrom(cwd, path),
      });
      if (text.trim() === '') throw new UserError('No answer was pasted.', 'Press c to get the prompt again.');
      return {text, model: 'chat', usage: null, cost: null, end: 'complete'};
    },
  };
}
