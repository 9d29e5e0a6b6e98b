import {lstat, readFile} from 'node:fs/promises';
import {join} from 'node:path';
import * as z from 'zod';

/** What `skill install` leaves in a copy, so that a later one knows what somebody has changed in it. */
export const installRecordName = '.eventcoach-install.json';

const shape = z
  .strictObject({
    schema: z.literal('eventcoach/installed-skill@1'),
    /** The folder of the skill that was copied, as it was named. */
    source: z.string().min(1).max(4096),
    version: z.string().max(300).nullable(),
    /** The files of the copy, each with its SHA-256. */
    files: z
      .array(z.strictObject({file: z.string().max(1000), sha256: z.string().regex(/^[0-9a-f]{64}$/)}).readonly())
      .max(1000)
      .readonly(),
  })
  .readonly();

export type InstallRecord = z.infer<typeof shape>;

/** The record in a folder; undefined where there is none that can be read: then nothing is known of the copy. */
export async function loadInstallRecord(folder: string): Promise<InstallRecord | undefined> {
  const path = join(folder, installRecordName);
  try {
    const status = await lstat(path);
    if (!status.isFile() || status.size > 1024 * 1024) return undefined;
    return shape.safeParse(JSON.parse(await readFile(path, 'utf8'))).data;
  } catch {
    return undefined;
  }
}

/** Where the copy in a folder came from, if eventcoach installed it. */
export async function installedFrom(folder: string): Promise<string | undefined> {
  return (await loadInstallRecord(folder))?.source;
}
