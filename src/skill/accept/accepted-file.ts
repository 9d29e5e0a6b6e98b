import {LineCounter, parseDocument} from 'yaml';
import * as z from 'zod';
import {printableLine} from '../../printable.ts';
import {type Lines, linesIn} from './lines.ts';

/** Where a skill keeps what its reviewers accepted: beside its rubric, under version control, and in no installed copy. */
export const acceptedFile = 'evals/accepted.yaml';
const acceptedSchema = 'eventcoach/skill-accepted@1';

/** What a new file begins with. */
export const acceptedHeading = `# Passages that reviewers accepted as evidence: eventcoach skill check --accept CRITERION FILE:LINES
# Each counts until its text changes. To take one back, delete its entry.
schema: ${acceptedSchema}
accepted: []
`;

/** A passage that a reviewer accepted as evidence for a criterion. */
export interface Acceptance {
  readonly criterion: string;
  /** Where it stood then. */
  readonly where: Lines;
  /** The hash of what it says. */
  readonly sha256: string;
  /** Who accepted it, and when (ISO 8601). */
  readonly by: string;
  readonly at: string;
}

/** An acceptance, and the line of its entry. */
export interface AcceptedEntry extends Acceptance {
  readonly line: number;
}

const places = z.string().transform((text, context): Lines => {
  const lines = linesIn(text);
  if (lines !== undefined) return lines;
  context.addIssue('is not FILE:LINE or FILE:FROM-TO');
  return z.NEVER;
});
const entry = z.strictObject({
  criterion: z.string().min(1).max(80),
  where: places,
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'is no SHA-256'),
  by: z
    .string()
    .trim()
    .min(1)
    .max(100)
    .refine((name) => printableLine(name) === name, 'is no name in one line'),
  at: z.iso.datetime({offset: true}),
});
const shape = z.strictObject({
  schema: z.literal(acceptedSchema),
  // Whoever deletes the last entry leaves the bare key behind.
  accepted: z
    .array(entry)
    .max(500)
    .nullable()
    .transform((entries) => entries ?? []),
});
const longest = 128 * 1024;

/** The entries of such a file; or what is wrong with it, and in which line. */
export function acceptedIn(
  text: string,
): {readonly entries: readonly AcceptedEntry[]} | {readonly wrong: string; readonly line: number} {
  if (text.length > longest) return {wrong: `it is larger than ${longest / 1024} KB`, line: 1};
  const lines = new LineCounter();
  const document = parseDocument(text, {schema: 'core', uniqueKeys: true, stringKeys: true, lineCounter: lines});
  const lineOf = (path: readonly PropertyKey[]): number => {
    const {range} = (document.getIn(path, true) ?? {}) as {readonly range?: readonly number[]};
    return range?.[0] === undefined ? 1 : lines.linePos(range[0]).line;
  };
  const flaw = document.errors[0] ?? document.warnings[0];
  if (flaw) {
    const says = /call stack/.test(flaw.message) ? 'it is nested too deeply' : flaw.message.split(/ at line |\n/)[0]!;
    return {wrong: printableLine(says), line: flaw.linePos?.[0].line ?? 1};
  }
  const parsed = shape.safeParse(plainOf(document));
  if (parsed.success) {
    return {entries: parsed.data.accepted.map((one, i) => ({...one, line: lineOf(['accepted', i])}))};
  }
  const {path, message} = parsed.error.issues[0]!;
  return {wrong: printableLine(`${path.join('.') || 'the file'}: ${message}`), line: lineOf(path)};
}

/** Aliases make small texts huge, and nobody needs one here. */
function plainOf(document: ReturnType<typeof parseDocument>): unknown {
  try {
    return document.toJS({maxAliasCount: 0});
  } catch {
    return undefined;
  }
}
