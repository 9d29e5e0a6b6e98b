import {UserError} from '../../errors.ts';
import {isFamiliar} from '../../llm/choose-service.ts';
import {vendors} from '../../llm/index.ts';
import {didYouMean} from '../../nearest.ts';
import {printableLine} from '../../printable.ts';
import {loadConfig, updateConfig} from '../../workspace/config.ts';
import {type Config, configKeys, looksLikeKey, providers, themes} from '../../workspace/config-shape.ts';
import {openWorkspace, pathOf} from '../../workspace/layout.ts';
import type {Io} from '../define-command.ts';
import {setting} from './setting.ts';

/** Settings of which only these values are known. */
export const choices: {readonly [K in keyof Config]?: readonly string[]} = {provider: providers, theme: themes};

/** The setting of that name. A UserError where there is none; a key, or what is called like one, is not repeated. */
export function namedSetting(name: string): keyof Config {
  const key = configKeys.find((known) => known === name);
  if (key !== undefined) return key;
  if (looksLikeKey(name) || /key|token|secret|passw/i.test(name)) {
    throw new UserError(
      'Keys are no settings: they are kept in no file.',
      'Set ANTHROPIC_API_KEY or OPENAI_API_KEY in the environment. "eventcoach doctor" tells which are set.',
    );
  }
  const hint = `The settings are ${configKeys.join(', ')}.`;
  throw new UserError(`There is no setting "${printableLine(name)}".`, didYouMean(name, configKeys, hint));
}

type World = Pick<Io, 'workspace' | 'env'>;

/** What a change of the settings did, in words, and what else there is to know about it. */
export interface Changed {
  readonly says: string;
  readonly notes: readonly string[];
}

/** Writes a setting to config.yaml. A UserError where there is no such setting, or the value is none for it. */
export async function change(io: World, name: string, value: string): Promise<Changed> {
  const workspace = openWorkspace(io.workspace);
  const file = printableLine(pathOf(workspace, 'config'));
  const key = namedSetting(name);
  if (key === 'rules') {
    throw new UserError(
      'rules is a table, not one value.',
      `Write it into ${file}, for example:  rules: {retry-storm: off}`,
    );
  }
  const known = choices[key];
  if (known !== undefined && !known.includes(value)) throw notAmong(key, value, known);
  const config = await updateConfig(workspace, (before) => ({...before, [key]: value}));
  const notes = key === 'baseUrl' && isStrange(value) ? [askedFirst] : [];
  return {says: `${key} is ${printableLine(value)} in ${file}.`, notes: [...notes, ...whatCounts(io, key, config)]};
}

const askedFirst =
  'You and whoever else works in this folder are asked before anything is sent there. Not asked is who names it with --base-url or in EVENTCOACH_BASE_URL.';

/** Not this machine, and no vendor's own address. */
function isStrange(address: string): boolean {
  return !Object.values(vendors).some((vendor) => isFamiliar(new URL(address), vendor));
}

function notAmong(key: string, value: string, known: readonly string[]): UserError {
  if (key === 'provider' && value.startsWith('command:')) {
    return new UserError(
      'A program is no setting: a folder that you clone must not start one on your computer.',
      'Name it each time: --critic "command:PROGRAM ...".',
    );
  }
  const shown = looksLikeKey(value) ? 'this' : `"${printableLine(value.slice(0, 100))}"`;
  return new UserError(`${key} cannot be ${shown}.`, didYouMean(value, known, `It is one of ${known.join(', ')}.`));
}

/** Takes a setting out of config.yaml. A UserError where there is no such setting. */
export async function remove(io: World, name: string): Promise<Changed> {
  const workspace = openWorkspace(io.workspace);
  const file = printableLine(pathOf(workspace, 'config'));
  const key = namedSetting(name);
  // Making a workspace only to take something out of it would be odd.
  if ((await loadConfig(workspace))[key] === undefined) return {says: `${key} is not set in ${file}.`, notes: []};
  const config = await updateConfig(workspace, ({[key]: _, ...rest}) => rest);
  return {says: `${key} is no longer set in ${file}.`, notes: whatCounts(io, key, config)};
}

function whatCounts({env}: World, key: keyof Config, config: Config): readonly string[] {
  const {value, from} = setting(key, {env, config});
  if (from === 'config.yaml' || value === undefined) return [];
  return [`${from === 'default' ? 'The default counts now' : `${from} counts first`}: ${value}.`];
}
