import * as z from 'zod';
import {type Filed, loadDocument, loadDocuments, type Shelf, updateDocument} from './documents.ts';
import type {Workspace} from './layout.ts';

const shelf: Shelf<unknown> = {part: 'critiques', name: 'eventcoach/saved-critique@1', content: z.unknown()};

/** Keeps `critique`, any JSON value, under `id`, in place of an earlier one. */
export async function saveCritique(workspace: Workspace, id: string, critique: unknown): Promise<void> {
  await updateDocument(workspace, shelf, id, () => critique);
}

/** The critique kept under `id`, to be validated by who knows its shape; undefined when there is none. */
export async function loadCritique(workspace: Workspace, id: string): Promise<unknown> {
  return loadDocument(workspace, shelf, id);
}

/** Every critique kept, by file name. */
export async function loadCritiques(workspace: Workspace): Promise<readonly Filed<unknown>[]> {
  return loadDocuments(workspace, shelf);
}
