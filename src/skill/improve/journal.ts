import {isUtf8} from 'node:buffer';
import {createHash, randomBytes} from 'node:crypto';
import {chmod, lstat, open, readdir, readFile, rename, rm, stat} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import * as z from 'zod';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import {errorCode, fileError} from '../../workspace/file-error.ts';
import {parseJson} from '../../workspace/json-text.ts';
import {readText} from '../../workspace/read-text.ts';
import {replaceFile} from '../../workspace/replace-file.ts';
import {syncFolder} from '../../workspace/sync-folder.ts';

/** The only files of a skill that an update changes. */
export const changeable = /^(?:SKILL\.md|skill\.md|references\/[^/\\]+\.md)$/i;

const fileName = '.eventcoach-update.json';
const maxBytes = 8 * 1024 * 1024;
const text = z.string().max(1_000_000);
const shape = z
  .strictObject({
    schema: z.literal('eventcoach/skill-update@1'),
    files: z
      .array(
        z.strictObject({
          file: z.string().regex(changeable),
          /** null: the file was not there. */
          before: text.nullable(),
          after: text,
          /** The file beside it that holds the new content until it takes its place. */
          temporary: z.string().regex(/^\.[^/\\]{1,255}\.[0-9a-f]{12}\.tmp$/),
        }),
      )
      .max(500),
  })
  .readonly();

/**
 * An update of several files that is decided: it lies in the skill's folder from the moment on at which the new version
 * counts until every file is replaced. It can only change files of the folder in which it lies.
 */
export type Journal = z.infer<typeof shape>;
type Entry = Journal['files'][number];

/** The update that was interrupted in the skill folder `root`; undefined when there is none. */
export async function loadJournal(root: string): Promise<Journal | undefined> {
  const path = join(root, fileName);
  const content = await readText(path, maxBytes);
  if (content === undefined) return undefined;
  const parsed = shape.safeParse(parseJson(content, path));
  if (parsed.success) return parsed.data;
  throw new UserError(
    `${printableLine(path)} is not what an interrupted update leaves behind.`,
    'Compare the files of the skill with what you want, then delete that file.',
  );
}

/** The new contents, each in a temporary file beside its place and on disk; throws what the system says and leaves none. */
export async function staged(root: string, files: readonly Omit<Entry, 'temporary'>[]): Promise<Journal> {
  const entries: Entry[] = [];
  try {
    for (const file of files) {
      const temporary = `.${basename(file.file)}.${randomBytes(6).toString('hex')}.tmp`;
      const entry = {...file, temporary};
      entries.push(entry);
      await stage(root, entry);
    }
  } catch (error) {
    await removeTemporaries(root, entries);
    throw error;
  }
  return {schema: 'eventcoach/skill-update@1', files: entries};
}

async function stage(root: string, {file, after, temporary}: Entry): Promise<void> {
  const path = join(root, file);
  const rights = await stat(path).catch(() => undefined);
  const handle = await open(join(dirname(path), temporary), 'wx', 0o666);
  try {
    await handle.writeFile(after);
    await handle.sync();
    // The user's mask takes rights away from a new file.
    if (rights !== undefined) await handle.chmod(rights.mode & 0o777);
  } finally {
    await handle.close();
  }
}

/** Decides the update: from here on the new version counts. Until then the old one does; what was staged is removed. */
export async function decide(root: string, journal: Journal): Promise<void> {
  try {
    await replaceFile(join(root, fileName), JSON.stringify(journal), 0o600);
  } catch (error) {
    await removeTemporaries(root, journal.files);
    throw error;
  }
}

/** Puts every new file of a decided update into its place, where that was not done yet. */
export async function rollForward(root: string, journal: Journal): Promise<void> {
  for (const entry of journal.files) {
    const path = join(root, entry.file);
    if ((await contentOf(path)) !== entry.before) continue;
    const temporary = join(dirname(path), entry.temporary);
    if ((await contentOf(temporary)) === entry.after) await rename(temporary, path);
    else await replaceFile(path, entry.after, 0o644);
  }
}

/** Puts the old content back wherever the new one stands. */
export async function rollBack(root: string, journal: Journal): Promise<void> {
  for (const {file, before, after} of journal.files) {
    const path = join(root, file);
    if ((await contentOf(path)) !== after) continue;
    if (before === null) await rm(path, {force: true});
    else {
      const {mode} = await stat(path);
      await replaceFile(path, before, 0o666);
      await chmod(path, mode & 0o777);
    }
  }
}

/**
 * Ends an update that a killed process left behind, which then can be forgotten: forward, unless somebody has edited a file since that was still the
 * old one; then back, so that the edit stands among the files that it was made for. An edit is never overwritten.
 */
export async function settle(root: string, journal: Journal): Promise<'forward' | 'back'> {
  try {
    for (const {file, before, after, temporary} of journal.files) {
      const path = join(root, file);
      const now = await contentOf(path);
      const isEdited = now !== before && now !== after;
      if (isEdited && (await contentOf(join(dirname(path), temporary))) !== null) {
        await rollBack(root, journal);
        return 'back';
      }
    }
    await rollForward(root, journal);
    return 'forward';
  } catch (error) {
    throw fileError(error, 'write', root);
  }
}

/** Unlike the text of any file, because it is no text. */
const noText = '\ud800';

/** The text in a file; null where there is none. What is a link, a folder or no UTF-8 is unlike any text. */
export async function contentOf(path: string): Promise<string | null> {
  try {
    const bytes = (await lstat(path)).isFile() ? await readFile(path) : undefined;
    return isUtf8(bytes ?? Buffer.of(0xff)) ? bytes!.toString('utf8') : noText;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw error;
  }
}

/** The SHA-256 of a text in UTF-8, or of bytes, in hexadecimal digits. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** Takes away what an update left beside the files: the last step, when every file and the history are as they should be. */
export async function forget(root: string, {files}: Journal): Promise<void> {
  for (const folder of new Set(files.map(({file}) => dirname(join(root, file))))) await syncFolder(folder);
  await removeTemporaries(root, files);
  await rm(join(root, fileName), {force: true});
  await syncFolder(root);
}

/** Removes new contents that were staged for an update which was never decided. Needs that nobody else is at work. */
export async function removeStaged(root: string): Promise<void> {
  for (const folder of [root, join(root, 'references')]) {
    const names = await readdir(folder).catch(() => []);
    for (const name of names.filter((one) => /^\..{1,255}\.(?:md|json)\.[0-9a-f]{12}\.tmp$/i.test(one)))
      await rm(join(folder, name), {force: true});
  }
}

async function removeTemporaries(root: string, entries: readonly Entry[]): Promise<void> {
  for (const {file, temporary} of entries) {
    await rm(join(root, dirname(file), temporary), {force: true}).catch(() => undefined);
  }
}
