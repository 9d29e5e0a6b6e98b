import type {ChosenCritic} from '../../critics/chosen-critic.ts';
import {printableLine} from '../../printable.ts';
import {confirmed} from '../confirm.ts';
import type {Io} from '../define-command.ts';
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
      const {providerOf} = await import('../../critics/provider-of.ts');
      return providerOf(io, chosen, agreesTo(io));
    },
  };
}

/** A folder that you clone must not choose unasked where your words go. Its yes holds for this run. */
function agreesTo(io: Io): (address: string) => Promise<boolean> {
  return async (address) => {
    if (io.stdin.isTTY !== true) return false;
    const what = 'Send it the proposals, the topology and the skill?';
    const who = `Only config.yaml names ${printableLine(address)}, and others may have written that file.`;
    return confirmed(io, `${who} ${what}`, '--base-url');
  };
}
