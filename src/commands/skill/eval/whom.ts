import {chosenCritic} from '../../../critics/chosen-critic.ts';
import {criticToAsk} from '../../../critics/critic-to-ask.ts';
import {UserError} from '../../../errors.ts';
import type {Provider} from '../../../llm/provider.ts';
import {criticOf} from '../../critique/critic-of.ts';
import type {Io} from '../../define-command.ts';

interface Named {
  readonly critic: string | undefined;
  readonly model: string | undefined;
  readonly 'base-url': string | undefined;
}

/**
 * The model that answers: the one that is named, else that of the workspace's settings, else the first service with a key
 * in the environment. Where there is none a UserError says that `what` needs one.
 */
export async function answering(io: Io, named: Named, what: string): Promise<Provider> {
  const chosen =
    named.critic === undefined ? await usual(io, named) : await chosenCritic(io, {...named, accept: undefined});
  if (chosen === undefined || chosen.kind !== 'model') {
    throw new UserError(
      `${what} asks a model, and none is chosen.`,
      'Name one: --critic anthropic, --critic openai, or --critic "command:PROGRAM ...". "eventcoach doctor" shows what is set.',
    );
  }
  const {provider} = criticOf(io, chosen);
  if (provider === null) throw new Error('a model has a provider');
  return provider();
}

async function usual(io: Io, {model, 'base-url': baseUrl}: Named) {
  const found = await criticToAsk(io);
  if (found.kind !== 'model') return undefined;
  return {...found.chosen, model: model ?? found.chosen.model, baseUrl: baseUrl ?? found.chosen.baseUrl};
}
