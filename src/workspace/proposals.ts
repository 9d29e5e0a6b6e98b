import {basename, join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {writeAtomic} from './atomic-write.ts';
import {pathOf, type Workspace} from './layout.ts';
import {isReadable} from './prepare.ts';
import {readText} from './read-text.ts';
import {isRealFile, isRealFolder, makeFolder, namesIn} from './real-entry.ts';
import {withLock} from './with-lock.ts';

/** A proposal file beside the critiques: where it lies (absolute) and what it says. */
export interface ProposalFile {
  readonly path: string;
  readonly text: string;
}

/** A proposal file that cannot be read, and why. */
export interface UnreadableProposal {
  readonly path: string;
  readonly problem: UserError;
}

/** The largest file that is read, in bytes; `eventcoach critique` takes as much. */
const maxBytes = 2_000_000;
const ending = '.proposal.yaml';

/** Every proposal file of the workspace, by name. One that cannot be read does not hide the others. */
export async function loadProposals(workspace: Workspace): Promise<readonly (ProposalFile | UnreadableProposal)[]> {
  const folder = pathOf(workspace, 'critiques');
  if (!(await isReadable(workspace)) || !(await isRealFolder(folder))) return [];
  const files = (await namesIn(folder)).filter((name) => !name.startsWith('.') && name.endsWith(ending)).sort();
  return Promise.all(files.map((name) => loaded(join(folder, name))));
}

async function loaded(path: string): Promise<ProposalFile | UnreadableProposal> {
  try {
    return {path, text: (await readText(path, maxBytes)) ?? ''};
  } catch (error) {
    if (error instanceof UserError) return {path, problem: error};
    throw error;
  }
}

/** Where the proposal file for `id` lies. */
export function proposalPath(workspace: Workspace, id: string): string {
  return `${pathOf(workspace, 'critiques', id)}${ending}`;
}

/** Keeps a new proposal file, at `proposalPath`; a UserError where there is one already. */
export async function addProposal(workspace: Workspace, {path, text}: ProposalFile): Promise<void> {
  await withLock(workspace, async (locked) => {
    await makeFolder(pathOf(locked, 'critiques'));
    if (await isRealFile(path)) throw changed(path);
    await writeAtomic(path, text);
  });
}

/** Replaces what a proposal file says; where somebody else has changed it since it was read, a UserError and nothing else. */
export async function changeProposal(workspace: Workspace, {path, text}: ProposalFile, next: string): Promise<void> {
  if (next === text) return;
  await withLock(workspace, async () => {
    if ((await readText(path, maxBytes)) !== text) throw changed(path);
    await writeAtomic(path, next);
  });
}

function changed(path: string): UserError {
  return new UserError(
    `${printableLine(basename(path))} was changed by somebody else meanwhile; nothing was written over that.`,
    'Go back and open it again.',
  );
}
