import {exitCodes, UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import {loadConfig} from '../workspace/config.ts';
import {openWorkspace} from '../workspace/layout.ts';
import {type Changed, change, namedSetting, remove} from './config/change.ts';
import {settingsText} from './config/listed.ts';
import {setting} from './config/setting.ts';
import {defineCommand, type Io} from './define-command.ts';
import {textOptions} from './paint.ts';

/** What can be done with settings, and how many words follow. */
const actions = {
  get: {usage: 'get KEY', words: 1, run: get},
  set: {usage: 'set KEY VALUE', words: 2, run: async (io, key, value) => say(io, await change(io, key, value))},
  unset: {usage: 'unset KEY', words: 1, run: async (io, key) => say(io, await remove(io, key))},
} as const satisfies Readonly<
  Record<string, {usage: string; words: number; run: (io: Io, key: string, value: string) => Promise<void>}>
>;

/** `eventcoach config ...`: the settings of the workspace, what each is and who says so. */
export const config = defineCommand({
  name: 'config',
  summary: 'The settings of this folder: which critic, model, address, theme, skill and rules.',
  usage: ['', ...Object.values(actions).map(({usage}) => usage)],
  options: {},
  examples: ['eventcoach config', 'eventcoach config set provider anthropic', 'eventcoach config unset model'],
  async run(io, _values, [name, ...words]) {
    if (name === undefined) {
      const settings = await loadConfig(openWorkspace(io.workspace));
      io.stdout.write(settingsText(settings, io, textOptions(io)));
      return exitCodes.ok;
    }
    if (!Object.hasOwn(actions, name)) {
      throw new UserError(
        `config ${printableLine(name)}: there is no such action.`,
        didYouMean(
          name,
          Object.keys(actions),
          'Write config, config get KEY, config set KEY VALUE or config unset KEY.',
        ),
      );
    }
    const action = actions[name as keyof typeof actions];
    const [key = '', value = ''] = words;
    if (words.length !== action.words) {
      // Words too many are not repeated: they may be the parts of a key.
      const is = action.words === 2 ? 'a setting and its value (quoted, if it has spaces)' : 'one setting';
      throw new UserError(`config ${name} takes ${is}.`, `Say: eventcoach config ${action.usage}`);
    }
    await action.run(io, key, value);
    return exitCodes.ok;
  },
});

function say({stdout, stderr}: Io, {says, notes}: Changed): void {
  stdout.write(`${says}\n`);
  for (const note of notes) stderr.write(`${note}\n`);
}

/** Prints the value alone, for scripts; nothing where there is none. */
async function get(io: Io, name: string): Promise<void> {
  const key = namedSetting(name);
  const {value} = setting(key, {env: io.env, config: await loadConfig(openWorkspace(io.workspace))});
  if (value === undefined) io.stderr.write(`${key} is not set.\n`);
  else io.stdout.write(`${value}\n`);
}
