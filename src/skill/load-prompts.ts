import {readdir, readFile, stat} from 'node:fs/promises';
import {basename, join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {packageRoot} from '../root.ts';
import {type Prompt, parsePrompt} from './prompts.ts';

const maxBytes = 64 * 1024;

/** A prompt, and whether it is the user's own. */
export interface LoadedPrompt extends Prompt {
  readonly own: boolean;
}

/** The prompts that come with eventcoach and those in `<workspace>/prompts/`, by name. One of the user's takes the place of ours. */
export async function loadPrompts(workspace: string): Promise<readonly LoadedPrompt[]> {
  const prompts = new Map<string, LoadedPrompt>();
  for (const [folder, own] of [
    [join(packageRoot, 'prompts', 'companion'), false],
    [join(workspace, 'prompts'), true],
  ] as const) {
    for (const prompt of await promptsIn(folder)) prompts.set(prompt.name, {...prompt, own});
  }
  return [...prompts.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function promptsIn(folder: string): Promise<readonly Prompt[]> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.md')).sort();
  const prompts: Prompt[] = [];
  for (const file of names) {
    const path = join(folder, file);
    const shown = join(basename(folder), file);
    const status = await stat(path).catch(() => undefined);
    if (!status?.isFile()) continue;
    if (status.size > maxBytes)
      throw new UserError(`${printableLine(shown)} is larger than ${maxBytes / 1024} KB.`, 'Shorten it.');
    prompts.push(parsePrompt(await readFile(path, 'utf8'), shown));
  }
  return prompts;
}
