import {lstat, mkdir, readFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import {parseDocument} from 'yaml';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {fileError} from '../../workspace/file-error.ts';
import type {Workspace} from '../../workspace/layout.ts';
import {replaceFile} from '../../workspace/replace-file.ts';
import {withLock} from '../../workspace/with-lock.ts';
import {type Acceptance, type AcceptedEntry, acceptedFile, acceptedHeading, acceptedIn} from './accepted-file.ts';
import {linesText} from './lines.ts';

/**
 * Keeps an acceptance in the skill in the folder `root` (from `writableRoot`), in place of an older one of the same passage
 * and of those in `replaced`; comments and the order of the file stay. A file that cannot be read is a UserError and stays
 * as it is.
 */
export async function saveAcceptance(
  workspace: Workspace,
  root: string,
  acceptance: Acceptance,
  replaced: readonly AcceptedEntry[],
): Promise<void> {
  await withLock(workspace, async () => {
    const path = join(root, acceptedFile);
    try {
      await mkdir(dirname(path), {recursive: true});
      await assertPlain(dirname(path), path);
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return acceptedHeading;
        throw error;
      });
      await replaceFile(path, withAcceptance(text, acceptance, replaced), 0o644);
    } catch (error) {
      throw fileError(error, 'write', path);
    }
  });
}

async function assertPlain(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    const status = await lstat(path).catch(() => undefined);
    if (!status?.isSymbolicLink()) continue;
    throw new UserError(`${printableLine(path)} is a link; nothing was written.`, 'Put the file itself there.');
  }
}

/** The text of the file with one acceptance more. */
function withAcceptance(text: string, acceptance: Acceptance, replaced: readonly AcceptedEntry[]): string {
  const read = acceptedIn(text);
  if ('wrong' in read) {
    throw new UserError(
      `${acceptedFile}:${read.line}: ${read.wrong}; nothing was written.`,
      'Mend that file, or delete it, and accept the passage again.',
    );
  }
  const isOld = (one: Acceptance) =>
    [acceptance, ...replaced].some(({criterion, sha256}) => one.criterion === criterion && one.sha256 === sha256);
  const document = parseDocument(text, {schema: 'core', uniqueKeys: true, stringKeys: true});
  for (const [i, entry] of [...read.entries.entries()].toReversed()) {
    if (isOld(entry)) document.deleteIn(['accepted', i]);
  }
  const {criterion, where, sha256, by, at} = acceptance;
  const node = document.createNode({criterion, where: linesText(where), sha256, by, at});
  const left = read.entries.filter((entry) => !isOld(entry)).length;
  if (left === 0) document.set('accepted', document.createNode([node]));
  else document.addIn(['accepted'], node);
  return document.toString({lineWidth: 0});
}
