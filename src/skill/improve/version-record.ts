import * as z from 'zod';
import {changeable} from './journal.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const name = z.string().min(1).max(300);

/** What is kept beside the texts of an old version of a skill. */
export const versionRecord = z
  .strictObject({
    schema: z.literal('eventcoach/skill-version@1'),
    skill: name,
    /** As the skill stated it; null: it stated none. */
    version: name.nullable(),
    /** The skill's folder as seen from the one in which the workspace lies, with `/`. */
    path: z.string().max(4096),
    /** When it was replaced (ISO 8601). */
    at: z.iso.datetime({offset: true}),
    by: z.enum(['improve', 'revert']),
    /** The version that replaced it, and the gaps that this closed. */
    next: name.nullable(),
    gaps: z.array(name).max(1000).readonly(),
    /** Every text of the old version with its SHA-256. */
    files: z
      .array(z.strictObject({file: z.string().regex(changeable), sha256: hash}).readonly())
      .max(500)
      .readonly(),
    /** The files that were changed, with the SHA-256 of what they were replaced by. */
    changed: z
      .array(z.strictObject({file: z.string().regex(changeable), sha256: hash}).readonly())
      .max(500)
      .readonly(),
  })
  .readonly();

export type VersionRecord = z.infer<typeof versionRecord>;
export const recordName = 'version.json';
