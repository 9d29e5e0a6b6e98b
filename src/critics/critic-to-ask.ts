import {type ChosenCritic, chosenCritic, criticSettings} from './chosen-critic.ts';

/** Whom a person means who says no more than "ask a model". */
export type CriticToAsk =
  | {
      readonly kind: 'model';
      readonly chosen: Extract<ChosenCritic, {readonly kind: 'model'}>;
      /** The variable of the environment that alone speaks for it; undefined: the settings name it. */
      readonly onlyKey: string | undefined;
      readonly skill: string | undefined;
    }
  /** A chat window, and why no service is asked. */
  | {readonly kind: 'chat'; readonly why: string; readonly skill: string | undefined};

const unsaid = {critic: undefined, model: undefined, 'base-url': undefined, accept: undefined};

/**
 * The critic of the workspace's settings; without one the first service whose key is in the environment; without a key a
 * chat window.
 */
export async function criticToAsk({
  workspace,
  env,
}: {
  readonly workspace: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}): Promise<CriticToAsk> {
  const {vendors} = await import('../llm/index.ts');
  const {provider, baseUrl, skill} = await criticSettings(workspace);
  const hasKey = (variable: string) => Boolean(env[variable]?.trim());
  if (provider === 'clipboard' || provider === 'local') {
    return {kind: 'chat', why: `The setting provider is ${provider}: no service is asked.`, skill};
  }
  const vendor =
    provider === undefined ? Object.values(vendors).find(({keyVariable}) => hasKey(keyVariable)) : vendors[provider];
  if (vendor === undefined) {
    const variables = Object.values(vendors).map(({keyVariable}) => keyVariable);
    return {kind: 'chat', why: `No service is chosen, and there is no key (${variables.join(', ')}).`, skill};
  }
  const {name, keyVariable} = vendor;
  const isOwn = !env['EVENTCOACH_BASE_URL'] && baseUrl === undefined;
  if (isOwn && !hasKey(keyVariable)) {
    return {kind: 'chat', why: `There is no key for ${name}: ${keyVariable} is not set.`, skill};
  }
  const chosen = await chosenCritic({workspace}, {...unsaid, critic: name});
  if (chosen.kind !== 'model') throw new Error(`${name} is a service`);
  return {kind: 'model', chosen, onlyKey: provider === undefined ? keyVariable : undefined, skill};
}
