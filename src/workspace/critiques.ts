import * as z from 'zod';
import {writeAtomic} from './atomic-write.ts';
import {type Filed, loadDocument, loadDocuments, type Shelf, updateDocument} from './documents.ts';
import {pathOf, type Workspace} from './layout.ts';
import {makeFolder} from './real-entry.ts';
import {withLock} from './with-lock.ts';

const shelf: Shelf<unknown> = {part: 'critiques', name: 'eventcoach/saved-critique@1', content: z.unknown()};

/** Keeps `critique`, any JSON value, under `id`, in place of an earlier one. */
export async function saveCritique(workspace: Workspace, id: string, critique: unknown): Promise<void> {
  await updateDocument(workspace, shelf, id, () => critique);
}

/** Keeps what `change` makes of the critique kept under `id`; undefined: there is none yet. */
export async function changeCritique(
  workspace: Workspace,
  id: string,
  change: (now: unknown) => unknown,
): Promise<void> {
  await updateDocument(workspace, shelf, id, change);
}

/** Keeps the prompt for a chat window beside the critique `id`, in place of an earlier one; resolves to its path. */
export async function saveCriticPrompt(workspace: Workspace, id: string, prompt: string): Promise<string> {
  const path = `${pathOf(workspace, 'critiques', id)}.prompt.txt`;
  await withLock(workspace, async (locked) => {
    await makeFolder(pathOf(locked, 'critiques'));
    await writeAtomic(path, prompt);
  });
  return path;
}

/** The critique kept under `id`, to be validated by who knows its shape; undefined when there is none. */
export async function loadCritique(workspace: Workspace, id: string): Promise<unknown> {
  return loadDocument(workspace, shelf, id);
}

/** Every critique kept, by file name. */
export async function loadCritiques(workspace: Workspace): Promise<readonly Filed<unknown>[]> {
  return loadDocuments(workspace, shelf);
}
