import {groundFor, systemOf} from '../../critics/ground.ts';
import {keepLocally, type Local} from '../../critics/kept-critique.ts';
import {skillText} from '../../critics/skill-text.ts';
import type {Asked} from '../../critique/model/ask-model.ts';
import type {Checked} from '../../critique/model/second-opinion.ts';
import {type ExitCode, exitCodes, UserError} from '../../errors.ts';
import type {Provider} from '../../llm/provider.ts';
import {printableLine} from '../../printable.ts';
import {loadCriticPrompts} from '../../skill/load-critic-prompts.ts';
import {confirmed} from '../confirm.ts';
import type {Io} from '../define-command.ts';
import {interruptible} from '../interruptible.ts';
import type {Loaded} from '../load-topology.ts';
import {handOut} from './hand-out.ts';
import {keepGaps} from './keep-gaps.ts';
import {printedJson, printedText} from './printed.ts';
import {judgeWithModel} from './with-model.ts';

/** So many questions are sent without asking whether that is meant. */
const unasked = 10;

/** A critic beside the rules. `provider` may fail, where a key is missing for instance: after the local critiques are kept. */
export interface Critic {
  /** As it was typed: `anthropic`, `command:claude -p`. */
  readonly name: string;
  /** null: there is only a prompt to hand out, and nobody who could give an answer here. */
  readonly provider: (() => Promise<Provider>) | null;
}

/** How the user wants the model to be asked. */
export interface Wishes {
  readonly loaded: Loaded | undefined;
  readonly skill: string | undefined;
  readonly format: 'text' | 'json';
  readonly recordGaps: boolean;
  /** Do not ask before many questions are sent. */
  readonly yes: boolean;
}

/**
 * Shows the local critiques, asks the model about each proposal and shows what it says beside them. However it ends (an
 * answer, an error, Ctrl-C), the local critiques are on disk and on screen.
 */
export async function judgeProposals(
  io: Io,
  critic: Critic,
  judged: readonly Local[],
  {loaded, skill, format, recordGaps, yes}: Wishes,
): Promise<ExitCode> {
  const read = async () => {
    const [system, text] = [await interruptible(() => systemOf(loaded)), await skillText(io.cwd, skill)];
    return judged.map(({proposal, local}): Checked => groundFor(system, proposal, local, text));
  };
  if (critic.provider === null) return handOut(io, await loadCriticPrompts(io.workspace), await read(), format);
  const printed = (format === 'json' ? printedJson : printedText)(io, critic.name, judged);
  // Ctrl-C ends the command at once: what is to be seen has to be written before anything else runs.
  const interrupted = () => printed.finish();
  io.signal.addEventListener('abort', interrupted, {once: true});
  try {
    await keepLocally(io, {name: critic.name, model: null}, judged);
    const [grounds, prompts, provider] = [await read(), await loadCriticPrompts(io.workspace), await critic.provider()];
    if (grounds.length > unasked && !yes) {
      const question = `Send ${grounds.length} proposals to ${printableLine(critic.name)}, one question each?`;
      if (!(await confirmed(io, question, '--yes'))) return exitCodes.ok;
    }
    const results = await judgeWithModel(io, provider, prompts, grounds, printed);
    printed.finish();
    for (const {kind, critique, asked} of results) {
      if (kind === 'local-stands') io.stderr.write(`${printableLine(unanswered(critique.id, provider, asked))}\n`);
    }
    const opinions = results.flatMap((one) => (one.kind === 'second-opinion' ? [one.critique] : []));
    await keepGaps(io, opinions, {record: recordGaps, ask: format === 'text'});
    return opinions.length < results.length ? exitCodes.user : exitCodes.ok;
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    throw new UserError(`${error.message} The local critique stands.`, error.hint, error.more);
  } finally {
    printed.finish();
    io.signal.removeEventListener('abort', interrupted);
  }
}

function unanswered(id: string, {name}: Provider, asked: Asked): string {
  const why = 'wrong' in asked ? (asked.wrong[0] ?? '') : '';
  return `${id}: ${name} gave no answer that can be used (${why}). Ask again, or another model with --model.`;
}
