import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import type {Config} from '../workspace/config-shape.ts';
import {isThere} from '../workspace/is-there.ts';
import {openWorkspace, pathOf} from '../workspace/layout.ts';

/** What can be typed behind --critic, besides "command:PROGRAM ...". */
const critics = ['local', 'anthropic', 'openai', 'clipboard'] as const;

/** Who judges beside the rules: nobody, a person with a chat window, or a model with what is known of how to ask it. */
export type ChosenCritic =
  | {readonly kind: 'local'}
  | {readonly kind: 'clipboard'; readonly skill: string | undefined}
  | {
      readonly kind: 'model';
      /** `anthropic`, `openai` or `command:PROGRAM ...`. */
      readonly critic: string;
      /** By flag. */
      readonly model: string | undefined;
      readonly baseUrl: string | undefined;
      /** By the workspace's settings, which others may have written. */
      readonly configured: Pick<Config, 'model' | 'baseUrl'>;
      readonly skill: string | undefined;
    };

/** The critic that the options name, else that of the workspace's settings, else the rules alone. */
export async function chosenCritic(
  io: {readonly workspace: string},
  {
    critic: named,
    model,
    'base-url': baseUrl,
    accept,
  }: {
    readonly critic: string | undefined;
    readonly model: string | undefined;
    readonly 'base-url': string | undefined;
    readonly accept: string | undefined;
  },
): Promise<ChosenCritic> {
  const known = named === undefined || (critics as readonly string[]).includes(named) || /^command:\s*\S/.test(named);
  if (!known) {
    const hint = `There are: ${critics.join(', ')}, and "command:PROGRAM ...".`;
    throw new UserError(`--critic ${named}: there is no such critic.`, didYouMean(named, critics, hint));
  }
  if (accept !== undefined) {
    if (named === undefined || named === 'local') return {kind: 'local'};
    throw new UserError(
      '--accept writes the verdict of the rules, which no model changes.',
      'Leave --critic out to accept it.',
    );
  }
  if (named === 'local') return {kind: 'local'};
  const config = await criticSettings(io.workspace);
  const critic = named ?? config.provider ?? 'local';
  const {skill} = config;
  if (critic === 'local') return {kind: 'local'};
  if (critic === 'clipboard') return {kind: 'clipboard', skill};
  // The model of one service is none of another's.
  const own = config.provider === undefined || config.provider === critic ? config : {};
  return {
    kind: 'model',
    critic,
    model,
    baseUrl,
    configured: own,
    skill,
  };
}

/** The workspace's settings; what reads them is slow to load, and most workspaces have none. */
export async function criticSettings(dir: string): Promise<Config> {
  const workspace = openWorkspace(dir);
  if (!isThere(pathOf(workspace, 'config'))) return {};
  const {loadConfig} = await import('../workspace/config.ts');
  return loadConfig(workspace);
}
