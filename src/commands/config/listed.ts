import {page, type TextOptions} from '../../report/page.ts';
import {type Config, configKeys} from '../../workspace/config-shape.ts';
import type {Io} from '../define-command.ts';
import {setting} from './setting.ts';

const column = 10;
/** What is meant where nobody says anything and there is no one value to show. */
const nothingSaid: {readonly [K in keyof Config]?: string} = {
  skill: 'not set: yours in this folder, else the one that comes along',
  rules: 'not set: every rule as loud as it comes',
};

/** Every setting with its value and who says it. */
export function settingsText(config: Config, {env}: Pick<Io, 'env'>, options: TextOptions): string {
  const text = page(options);
  text.put('An option counts first, then the environment, then .eventcoach/config.yaml.');
  text.gap();
  for (const key of configKeys) {
    text.item(key, settingText(key, config, env), column);
  }
  text.gap();
  text.put('Change one: eventcoach config set KEY VALUE. Keys of services belong in the environment.');
  return text.text();
}

/** A setting's value and who says it, in words. */
export function settingText(key: keyof Config, config: Config, env: Io['env']): string {
  const {value, from} = setting(key, {env, config});
  if (value === undefined) return nothingSaid[key] ?? 'not set';
  return `${value} (${from}${overridden(key, from, config)})`;
}

function overridden(key: keyof Config, from: string, config: Config): string {
  const written = from === 'config.yaml' || from === 'default' ? undefined : config[key];
  return written === undefined ? '' : '; config.yaml says otherwise';
}
