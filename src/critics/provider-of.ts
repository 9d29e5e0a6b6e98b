import type {Provider} from '../llm/provider.ts';
import type {ChosenCritic} from './chosen-critic.ts';

/** What asking a service or a program needs of the world. */
export interface ProviderIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where a program is started. */
  readonly cwd: string;
}

/** The provider of a chosen model; `agrees` is asked before anything goes to an address that only config.yaml names. */
export async function providerOf(
  {env, cwd}: ProviderIo,
  {critic, model, baseUrl, configured}: Extract<ChosenCritic, {readonly kind: 'model'}>,
  agrees: (address: string) => Promise<boolean>,
): Promise<Provider> {
  const {providerFor} = await import('../llm/index.ts');
  return providerFor({critic, model, baseUrl, configured, env, cwd, agrees});
}
