import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod';
import {fileError} from './file-error.ts';
import {type JsonFormat, loadJson, saveJson} from './json-file.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {isRealFile, isRealFolder, makeFolder, namesIn} from './real-entry.ts';
import {syncFolder} from './sync-folder.ts';
import {withLock} from './with-lock.ts';

/** A folder of JSON files, one an id: which one, and the format of its files. */
export interface Shelf<T> {
  readonly part: 'answers' | 'critiques';
  readonly name: string;
  readonly content: z.ZodType<T>;
}

/** A document and the id that it was saved under, which its file name need not show. */
export interface Filed<T> {
  readonly id: string;
  readonly content: T;
}

/** What `shelf` holds under `id`; undefined when it holds nothing. */
export async function loadDocument<T>(workspace: Workspace, shelf: Shelf<T>, id: string): Promise<T | undefined> {
  if (!(await isOpen(workspace, shelf))) return undefined;
  return (await loadJson(documentPath(workspace, shelf, id), format(shelf)))?.content;
}

/** Everything that `shelf` holds, by file name. */
export async function loadDocuments<T>(workspace: Workspace, shelf: Shelf<T>): Promise<readonly Filed<T>[]> {
  if (!(await isOpen(workspace, shelf))) return [];
  const folder = pathOf(workspace, shelf.part);
  const documents: Filed<T>[] = [];
  for (const name of (await namesIn(folder)).filter((file) => /^[^.].*\.json$/.test(file)).sort()) {
    const document = await loadJson(join(folder, name), format(shelf));
    if (document !== undefined) documents.push(document);
  }
  return documents;
}

/** Replaces what `shelf` holds under `id` by what `change` makes of it, undefined to begin with; other writers wait. */
export async function updateDocument<T>(
  workspace: Workspace,
  shelf: Shelf<T>,
  id: string,
  change: (content: T | undefined) => T,
): Promise<T> {
  return withLock(workspace, async (locked) => {
    const before = await loadDocument(locked, shelf, id);
    const content = change(before);
    if (content === before) return content;
    await makeFolder(pathOf(locked, shelf.part));
    await saveJson(documentPath(locked, shelf, id), format(shelf), {schema: shelf.name, id, content});
    return content;
  });
}

/** Removes what `shelf` holds under `id`. */
export async function removeDocument<T>(workspace: Workspace, shelf: Shelf<T>, id: string): Promise<void> {
  const path = documentPath(workspace, shelf, id);
  if (!(await isOpen(workspace, shelf)) || !(await isRealFile(path))) return;
  await withLock(workspace, async () => {
    try {
      await rm(path, {force: true});
    } catch (error) {
      throw fileError(error, 'write', path);
    }
    await syncFolder(pathOf(workspace, shelf.part));
  });
}

async function isOpen<T>(workspace: Workspace, shelf: Shelf<T>): Promise<boolean> {
  return (await isReadable(workspace)) && (await isRealFolder(pathOf(workspace, shelf.part)));
}

function documentPath<T>(workspace: Workspace, {part}: Shelf<T>, id: string): string {
  return `${pathOf(workspace, part, id)}.json`;
}

function format<T>({name, content}: Shelf<T>): JsonFormat<{schema: string; id: string; content: T}> {
  return {name, shape: z.strictObject({schema: z.literal(name), id: z.string(), content})};
}
