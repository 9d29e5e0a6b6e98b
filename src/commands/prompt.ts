import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printable, printableLine} from '../printable.ts';
import {page} from '../report/page.ts';
import {type LoadedPrompt, loadPrompts} from '../skill/load-prompts.ts';
import {needsTopology} from '../skill/needs-topology.ts';
import {clipboardSequence} from '../terminal-clipboard.ts';
import {defineCommand, type Io} from './define-command.ts';
import {filledPrompt} from './filled-prompt.ts';
import {textOptions} from './paint.ts';
import {writeNew} from './write-new.ts';

const actions = ['list', 'show', 'copy', 'check'] as const;

export const prompt = defineCommand({
  name: 'prompt',
  summary: 'companion prompts for any chat assistant, filled with your topology',
  usage: [
    'list',
    'show NAME [--topology FILE]',
    'copy NAME [--topology FILE] [-o OUT]',
    "check FILE [--proposal FILE] [--topology FILE]    checks a chat's answer: figures, names, verdict, form",
  ],
  options: {
    topology: {
      type: 'string',
      value: 'FILE',
      describe: 'the system that the prompt is about; its figures are computed here',
    },
    proposal: {type: 'string', value: 'FILE', describe: 'check: the proposal that the answer is about'},
    skill: {
      type: 'string',
      value: 'DIR',
      describe: 'the skill that the prompt carries (default: yours, else the one that comes along)',
    },
    out: {type: 'string', short: 'o', value: 'OUT', describe: 'copy: to this file instead of the clipboard'},
    force: {type: 'boolean', describe: 'overwrite OUT'},
  },
  examples: [
    'eventcoach prompt show analyze-my-architecture --topology shop.topology.yaml',
    'eventcoach prompt copy availability-impact --topology shop.topology.yaml',
    'eventcoach prompt check answer.txt --topology shop.topology.yaml',
  ],
  async run(io, values, [action = 'list', name, ...more]) {
    if (!actions.includes(action as never)) {
      throw new UserError(
        `prompt ${printableLine(action)}: there is no such action.`,
        didYouMean(action, actions, 'Write prompt list, show, copy or check.'),
      );
    }
    if (action === 'check') {
      if (name === undefined || more.length > 0)
        throw new UserError(
          'prompt check takes one FILE with the answer.',
          'Say: eventcoach prompt check answer.txt --topology FILE',
        );
      const {checkChatAnswer} = await import('./prompt-check.ts');
      return checkChatAnswer(io, name, values);
    }
    const prompts = await loadPrompts(io.workspace);
    if (action === 'list') {
      if (name !== undefined)
        throw new UserError('prompt list takes no name.', `Say: eventcoach prompt show ${printableLine(name)}`);
      io.stdout.write(listed(prompts, io));
      return exitCodes.ok;
    }
    const names = prompts.map((p) => p.name);
    if (name === undefined || more.length > 0)
      throw new UserError(`prompt ${action} takes one name.`, `Prompts are: ${names.join(', ')}.`);
    const wanted = prompts.find((p) => p.name === name);
    if (!wanted)
      throw new UserError(
        `There is no prompt "${printableLine(name)}".`,
        didYouMean(name, names, `Prompts are: ${names.join(', ')}.`),
      );
    if (action === 'show' && values.topology === undefined && needsTopology(wanted)) {
      io.stdout.write(`${printable(wanted.body)}\n`);
      io.stderr.write('This is the bare prompt: --topology FILE fills it in.\n');
      return exitCodes.ok;
    }
    const text = `${await filledPrompt(io, wanted, values)}\n`;
    if (action === 'show') io.stdout.write(text);
    else await copied(io, text, values);
    return exitCodes.ok;
  },
});

function listed(prompts: readonly LoadedPrompt[], io: Io): string {
  const options = textOptions(io);
  const out = page(options);
  for (const {name, description, own} of prompts) {
    out.put(`${options.paint('title', printableLine(name))}${own ? ' (yours)' : ''}`);
    out.put(printableLine(description), 2);
  }
  out.gap();
  out.put(
    'eventcoach prompt copy NAME --topology FILE puts one on the clipboard, filled with your services and figures.',
  );
  return out.text();
}

async function copied(io: Io, text: string, {out, force}: {out?: string | undefined; force: boolean}): Promise<void> {
  if (out !== undefined) {
    await writeNew(io, out, text, force);
    io.stderr.write(`Written to ${printableLine(out)}.\n`);
    return;
  }
  const sequence = clipboardSequence(text);
  if (io.stdout.isTTY !== true)
    throw new UserError(
      'There is no terminal whose clipboard could take the prompt.',
      'Write it to a file: -o prompt.txt, or use "prompt show".',
    );
  if (sequence === undefined)
    throw new UserError("The prompt is too long for the terminal's clipboard.", 'Write it to a file: -o prompt.txt');
  io.stdout.write(sequence);
  io.stderr.write(
    'Sent to the clipboard of your terminal. If nothing arrives there, your terminal does not allow it: use -o FILE.\n',
  );
}
