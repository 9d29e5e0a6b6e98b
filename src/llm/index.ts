import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {anthropic} from './anthropic.ts';
import {chooseService, type Vendor, type Wanted} from './choose-service.ts';
import {command} from './command.ts';
import {openai} from './openai.ts';
import {type Patience, usualPatience} from './patience.ts';
import type {Provider} from './provider.ts';
import type {Service} from './service.ts';

/** Which critic is asked, with what the user named; `cwd` is where a program is started. */
export interface Asked extends Wanted {
  /** `anthropic`, `openai` or `command:PROGRAM ARGS`. */
  readonly critic: string;
  readonly cwd: string;
  readonly patience?: Patience;
  /** Whether the user agrees to an address that only the workspace's settings name; without it, nobody does. */
  readonly agrees?: (address: string) => Promise<boolean>;
}

/** The vendors, each with its own address, the variable that holds its key and the model asked by default. */
export const vendors = {
  anthropic: {
    name: 'anthropic',
    baseUrl: 'https://api.anthropic.com',
    keyVariable: 'ANTHROPIC_API_KEY',
    model: 'claude-sonnet-5-5',
    speak: anthropic,
  },
  openai: {
    name: 'openai',
    baseUrl: 'https://api.openai.com/v1',
    keyVariable: 'OPENAI_API_KEY',
    model: 'gpt-6.1-sol',
    speak: openai,
  },
} as const satisfies Readonly<
  Record<string, Vendor & {readonly speak: (service: Service, patience: Patience) => Promise<Provider>}>
>;

/**
 * The provider that `critic` names, ready to be asked. What it lacks (a key, a model, a program, the user's consent to where
 * the settings would send it) is a UserError.
 */
export async function providerFor({
  critic,
  cwd,
  patience = usualPatience,
  agrees = async () => false,
  ...wanted
}: Asked): Promise<Provider> {
  if (critic.startsWith('command:')) {
    for (const [flag, value] of [['--model', wanted.model] as const, ['--base-url', wanted.baseUrl] as const]) {
      if (value === undefined) continue;
      throw new UserError(
        `${flag} says nothing to a program.`,
        `Say it in the command: --critic "${printableLine(critic)} ...".`,
      );
    }
    return command(critic, {cwd, env: wanted.env}, patience);
  }
  if (!Object.hasOwn(vendors, critic)) {
    const names = Object.keys(vendors);
    throw new UserError(
      `There is no critic ${printableLine(critic)}.`,
      didYouMean(critic, names, `There are: ${names.join(', ')}, and "command:PROGRAM ...".`),
    );
  }
  const vendor = vendors[critic as keyof typeof vendors];
  const service = chooseService(vendor, wanted);
  if (service.unconfirmed && !(await agrees(service.baseUrl))) throw notAgreed(service);
  return vendor.speak(service, patience);
}

function notAgreed({baseUrl}: Service): UserError {
  const address = printableLine(baseUrl);
  return new UserError(
    `Nothing was sent: only config.yaml names ${address}, and others may have written that file.`,
    `If you trust it, name it yourself: --base-url ${address}, or EVENTCOACH_BASE_URL in your environment.`,
  );
}
