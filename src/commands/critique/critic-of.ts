import type {Io} from '../define-command.ts';
import type {ChosenCritic} from './chosen-critic.ts';
import {canPaste, clipboardCritic} from './clipboard.ts';
import type {Critic} from './judge-proposals.ts';

/** The chosen critic, ready to be asked. What it lacks (a key, a program) is an error only when it is asked. */
export function criticOf(io: Io, chosen: Exclude<ChosenCritic, {readonly kind: 'local'}>): Critic {
  if (chosen.kind === 'clipboard') {
    return {name: 'clipboard', provider: canPaste(io) ? async () => clipboardCritic(io) : null};
  }
  return {
    name: chosen.critic,
    provider: async () => {
      const {providerFor} = await import('../../llm/index.ts');
      const {critic, model, baseUrl, configured} = chosen;
      return providerFor({critic, model, baseUrl, configured, env: io.env, cwd: io.cwd});
    },
  };
}
