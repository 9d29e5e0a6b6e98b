import type {LoadedPrompt} from '../skill/load-prompts.ts';
import {needsTopology} from '../skill/needs-topology.ts';
import type {Message} from './message.ts';
import type {PromptsSource} from './prompts-state.ts';
import type {SaveQueue} from './save-queue.ts';
import type {Services} from './services.ts';
import type {SettingsSource} from './settings-state.ts';

/** The prompts as commands have them: filled from a topology file, if they need one. */
export interface PromptCommands extends Omit<PromptsSource, 'fill'> {
  readonly fill: (prompt: LoadedPrompt, topology: string | undefined) => Promise<string>;
}

/** The topology file that is open, as a command takes it, and what the user should know of it. */
export interface OpenFile {
  readonly file: string;
  readonly note: Message | undefined;
}

/** What the app has in common with commands and may not import from them: made for it where the app is opened, loaded when it is used. */
export interface FromCommands {
  readonly prompts: () => Promise<PromptCommands>;
  readonly settings: () => Promise<SettingsSource>;
}

/** The services that commands do for the app. What they write takes its turn in `queue`. */
export function sharedServices(
  shared: FromCommands,
  queue: SaveQueue,
  openFile: () => Promise<OpenFile>,
): Pick<Services, 'prompts' | 'settings'> {
  let count = 0;
  const queued = async <T>(work: () => Promise<T>): Promise<T> => {
    count += 1;
    const results: T[] = [];
    // A key of its own: each has an answer that somebody waits for.
    await queue.add(`shared ${count}`, async () => void results.push(await work()));
    return results[0]!;
  };
  return {
    prompts: {
      list: async () => (await shared.prompts()).list(),
      fill: async (prompt) => {
        await queue.settled();
        const {fill} = await shared.prompts();
        if (!needsTopology(prompt)) return {text: await fill(prompt, undefined), topology: undefined, note: undefined};
        const {file, note} = await openFile();
        return {text: await fill(prompt, file), topology: file, note};
      },
      copy: async (text) => (await shared.prompts()).copy(text),
      write: (text, file) => queued(async () => (await shared.prompts()).write(text, file)),
    },
    settings: {
      read: async () => {
        await queue.settled();
        return (await shared.settings()).read();
      },
      change: (key, value) => queued(async () => (await shared.settings()).change(key, value)),
      remove: (key) => queued(async () => (await shared.settings()).remove(key)),
    },
  };
}
