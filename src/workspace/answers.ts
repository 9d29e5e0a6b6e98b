import {isDeepStrictEqual} from 'node:util';
import * as z from 'zod';
import {loadDocument, removeDocument, type Shelf, updateDocument} from './documents.ts';
import type {Workspace} from './layout.ts';

/** What a learner answered, by step id. The values are whatever the step asks for; the exercise validates them. */
export type Answers = Readonly<Record<string, unknown>>;

const shelf: Shelf<Answers> = {
  part: 'answers',
  name: 'eventcoach/answers@1',
  content: z.record(z.string(), z.unknown()).readonly(),
};

/** The answers to an exercise; none when nothing was saved. */
export async function loadAnswers(workspace: Workspace, exercise: string): Promise<Answers> {
  return (await loadDocument(workspace, shelf, exercise)) ?? {};
}

/** Adds or replaces these answers and keeps those to other steps, also what another running copy saved; returns them all. */
export async function saveAnswers(workspace: Workspace, exercise: string, answers: Answers): Promise<Answers> {
  return updateDocument(workspace, shelf, exercise, (before) => {
    const after = {...before, ...answers};
    return before !== undefined && isDeepStrictEqual(after, before) ? before : after;
  });
}

/** Forgets the answers to an exercise. */
export async function removeAnswers(workspace: Workspace, exercise: string): Promise<void> {
  await removeDocument(workspace, shelf, exercise);
}
