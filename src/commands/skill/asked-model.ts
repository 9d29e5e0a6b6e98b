import type {ChosenCritic} from '../../critics/chosen-critic.ts';
import {providerOf} from '../../critics/provider-of.ts';
import {UserError} from '../../errors.ts';
import type {Provider} from '../../llm/provider.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {confirmed} from '../confirm.ts';
import type {Io} from '../define-command.ts';

/** What a command asks a model for. */
export interface Asking {
  /** What is sent, as it reads in "Send it ...?" */
  readonly sends: string;
  /** What else can be done where a service cannot be asked, as a sentence. */
  readonly instead: string;
}

const models = ['anthropic', 'openai'];

/** Fails where `name`, given with `option`, is no model and none of `others`. */
export function assertAskable(option: string, name: string, others: readonly string[]): void {
  const names = [...others, ...models];
  if (names.includes(name) || /^command:\s*\S/.test(name)) return;
  throw new UserError(
    `${option} ${printableLine(name)}: nobody can be asked under that name.`,
    didYouMean(name, names, `There are: ${names.join(', ')}, and "command:PROGRAM ...".`),
  );
}

/**
 * The chosen model, ready to be asked many questions in a row: a chat window cannot answer these, so no hint offers one.
 * Before anything goes to an address that only config.yaml names, the user is asked.
 */
export async function askedModel(
  io: Io,
  chosen: Extract<ChosenCritic, {readonly kind: 'model'}>,
  {sends, instead}: Asking,
): Promise<Provider> {
  const agrees = async (address: string) => {
    if (io.stdin.isTTY !== true) return false;
    const who = `Only config.yaml names ${printableLine(address)}, and others may have written that file.`;
    return confirmed(io, `${who} Send it ${sends}?`, '--base-url');
  };
  const mended = (error: unknown): never => {
    throw withoutChat(error, instead);
  };
  const provider = await providerOf(io, chosen, agrees).catch(mended);
  const {name, model} = provider;
  return {name, model, ask: (question, listening) => provider.ask(question, listening).catch(mended)};
}

/** An error whose hint names a chat window, with `instead` in its place. */
function withoutChat(error: unknown, instead: string): unknown {
  if (!(error instanceof UserError) || !error.hint.includes('--critic clipboard')) return error;
  const hint = error.hint.replace(/,? or use --critic clipboard[^.]*/, '');
  return new UserError(error.message, `${hint} ${instead}`, error.more);
}
