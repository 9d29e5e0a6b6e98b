import {chosenCritic} from '../../../critics/chosen-critic.ts';
import {criticToAsk} from '../../../critics/critic-to-ask.ts';
import {UserError} from '../../../errors.ts';
import type {Provider} from '../../../llm/provider.ts';
import {printableLine} from '../../../printable.ts';
import type {Io} from '../../define-command.ts';
import {askedModel, assertAskable} from '../asked-model.ts';

interface Named {
  readonly critic: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
}

/** Names of critics that are no models. */
const unasked = ['local', 'clipboard'];
const program = 'Or name a program that asks a model for you: --critic "command:PROGRAM ...".';

/**
 * The model that answers: the one that is named, else that of the workspace's settings, else the first service with a key
 * in the environment. Where there is none a UserError says that `what` needs one. `sends` is what it is sent, in words.
 */
export async function answering(io: Io, named: Named, what: string, sends: string): Promise<Provider> {
  const {critic} = named;
  if (critic !== undefined && !unasked.includes(critic)) assertAskable('--critic', critic, []);
  const chosen = critic === undefined ? await usual(io, named) : await chosenCritic(io, {...named, accept: undefined});
  if (chosen === undefined || chosen.kind !== 'model') {
    const why = critic === undefined ? 'none is chosen' : `${printableLine(critic)} is none`;
    throw new UserError(
      `${what} asks a model, and ${why}.`,
      'Name one: --critic anthropic, --critic openai, or --critic "command:PROGRAM ...". "eventcoach doctor" shows what is set.',
    );
  }
  return askedModel(io, chosen, {sends, instead: program});
}

async function usual(io: Io, {model, 'base-url': baseUrl}: Named) {
  const found = await criticToAsk(io);
  if (found.kind !== 'model') return undefined;
  return {...found.chosen, model: model ?? found.chosen.model, baseUrl: baseUrl ?? found.chosen.baseUrl};
}
