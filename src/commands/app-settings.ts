import {loadConfig} from '../workspace/config.ts';
import {openWorkspace} from '../workspace/layout.ts';
import {change, choices, remove} from './config/change.ts';
import {settingText} from './config/listed.ts';
import {setting} from './config/setting.ts';
import type {Io} from './define-command.ts';
import {keyRows} from './doctor/critic.ts';

/** The settings that the app shows; the others stand in `eventcoach config`. */
const shown = ['provider', 'model', 'baseUrl', 'theme'] as const;
type Shown = (typeof shown)[number];

/** The settings as the app reads and changes them: by the rules and in the words of `eventcoach config`. */
export function appSettings(io: Pick<Io, 'env' | 'workspace'>) {
  const {env} = io;
  return {
    read: async () => {
      const config = await loadConfig(openWorkspace(io.workspace));
      const lines = shown.map((key) => ({
        key,
        text: settingText(key, config, env),
        value: setting(key, {env, config}).value,
        written: config[key],
        choices: choices[key] ?? [],
      }));
      return {lines, theme: config.theme ?? 'auto', keys: keyRows(io)};
    },
    change: (key: Shown, value: string) => change(io, key, value),
    remove: (key: Shown) => remove(io, key),
  };
}
