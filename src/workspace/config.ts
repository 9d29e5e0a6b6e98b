import {UserError} from '../errors.ts';
import {writeAtomic} from './atomic-write.ts';
import {type Config, configKeys, configShape} from './config-shape.ts';
import {type ParsedConfig, parseConfig} from './config-text.ts';
import {firstIssue} from './json-file.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {readText} from './read-text.ts';
import {withLock} from './with-lock.ts';

const maxBytes = 32 * 1024;
const heading = '# Settings of eventcoach for this project. No keys here: they belong in the environment.\n';

/** The settings of config.yaml; none when there is no file. */
export async function loadConfig(workspace: Workspace): Promise<Config> {
  return (await readConfig(workspace)).config;
}

/** Like `loadConfig`, with what tells a user where in config.yaml a setting is wrong. */
export async function readConfig(workspace: Workspace): Promise<ParsedConfig> {
  const path = pathOf(workspace, 'config');
  const text = (await isReadable(workspace)) ? await readText(path, maxBytes) : undefined;
  return parseConfig(text ?? '', path);
}

/** Replaces the settings by what `change` makes of them and returns those; comments and order of the file stay. */
export async function updateConfig(workspace: Workspace, change: (config: Config) => Config): Promise<Config> {
  return withLock(workspace, async (locked) => {
    const path = pathOf(locked, 'config');
    const {config: before, document} = parseConfig((await readText(path, maxBytes)) ?? heading, path);
    const after = change(before);
    const parsed = configShape.safeParse(after);
    if (!parsed.success)
      throw new UserError(`${firstIssue(parsed.error)}.`, 'Nothing was changed: give another value.');
    for (const key of configKeys) {
      if (after[key] === before[key]) continue;
      if (after[key] === undefined) document.delete(key);
      else document.set(key, document.createNode(after[key]));
    }
    const text = document.toString({lineWidth: 0});
    if (Buffer.byteLength(text) > maxBytes)
      throw new UserError(`The settings exceed ${maxBytes} bytes.`, 'Shorten them.');
    if (after !== before) await writeAtomic(path, text);
    return after;
  });
}
