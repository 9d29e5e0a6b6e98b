import {vendors} from '../../llm/index.ts';
import {printableLine} from '../../printable.ts';
import {type Config, isPlainAddress, looksLikeKey} from '../../workspace/config-shape.ts';

/** A setting as it counts now: its value in words, undefined where nothing says one, and who says it. */
export interface Setting {
  readonly value: string | undefined;
  /** An option, a variable, `config.yaml` or `default`. */
  readonly from: string;
}

/** Who may say what a setting is. */
export interface Sources {
  /** Options of the command line, by the setting that they stand for. */
  readonly typed?: {readonly [K in keyof Config]?: string | undefined};
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly config: Config;
}

/** The option and the environment variable of a setting that has them. */
const others: {readonly [K in keyof Config]?: {readonly option: string; readonly variable?: string}} = {
  provider: {option: '--critic'},
  model: {option: '--model', variable: 'EVENTCOACH_MODEL'},
  baseUrl: {option: '--base-url', variable: 'EVENTCOACH_BASE_URL'},
};

/** What a setting is and who says so: an option before the environment, that before config.yaml, that before the default. */
export function setting(key: keyof Config, {typed = {}, env, config}: Sources): Setting {
  const {option = '', variable = ''} = others[key] ?? {};
  const said: readonly Setting[] = [
    {value: typed[key], from: option},
    {value: env[variable], from: variable},
    {value: inWords(key, config), from: 'config.yaml'},
  ];
  const found = said.find(({value}) => value !== undefined && value !== '');
  if (found === undefined) return {value: byDefault(key, {typed, env, config}), from: 'default'};
  return {value: shown(key, found.value ?? ''), from: found.from};
}

/** Options and variables were not checked as the file was: a key or a password in them is not repeated. */
function shown(key: keyof Config, value: string): string {
  if (looksLikeKey(value)) return 'what looks like a key';
  if (key === 'baseUrl' && !isPlainAddress(value)) return 'no address that can be used';
  return printableLine(value);
}

function inWords(key: keyof Config, config: Config): string | undefined {
  if (key !== 'rules') return config[key];
  const count = Object.keys(config.rules ?? {}).length;
  return count === 0 ? undefined : `${count} set`;
}

function byDefault(key: keyof Config, sources: Sources): string | undefined {
  if (key === 'provider') return 'local';
  if (key === 'theme') return 'auto';
  const provider = setting('provider', sources).value ?? '';
  const vendor = Object.hasOwn(vendors, provider) ? vendors[provider as keyof typeof vendors] : undefined;
  if (key === 'baseUrl') return vendor?.baseUrl;
  // Of another address nobody knows which models there are.
  return key === 'model' && setting('baseUrl', sources).from === 'default' ? vendor?.model : undefined;
}
