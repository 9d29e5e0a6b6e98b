import {existsSync} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {resolve} from 'node:path';
import * as z from 'zod/mini';
import {type Baseline, findingKey} from '../analysis/baseline.ts';
import {subjectKey} from '../analysis/rules/subject-key.ts';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {parseJson} from '../workspace/json-text.ts';
import type {Io} from './define-command.ts';
import {type Input, readInput} from './read-input.ts';
import {writeNew} from './write-new.ts';

const schema = 'eventcoach/baseline@1';
const start = `{\n  "schema": "${schema}"`;
/** Room for the findings and calls of the largest topologies. */
const maxBytes = 200_000_000;
const writeOne = 'Write one: eventcoach analyze FILE --write-baseline BASELINE';

const name = z.string();
const call = z.strictObject({from: name, to: name, name});
const subject = z.union([
  call,
  z.strictObject({service: name}),
  z.strictObject({operation: name}),
  z.strictObject({event: name}),
  z.strictObject({event: name, consumer: name}),
  z.strictObject({broker: name}),
]);
const shape = z.strictObject({
  schema: z.literal(schema),
  findings: z.array(z.strictObject({rule: name, subject})),
  calls: z.array(call),
});

/** The baseline in `file` (`-`: standard input). No file, no JSON, another format: a UserError. */
export async function loadBaseline(io: Pick<Io, 'cwd' | 'stdin'>, file: string): Promise<Baseline> {
  if (file !== '-' && !existsSync(resolve(io.cwd, file)))
    throw new UserError(`${printableLine(file)}: there is no such baseline.`, writeOne);
  const input = await readInput(io, file, maxBytes);
  const value = jsonOf(input);
  const shown = printableLine(input.name);
  const found = typeof value === 'object' && value !== null && 'schema' in value ? value.schema : undefined;
  if (found !== schema) {
    const newer = typeof found === 'string' && /^eventcoach\/baseline@\d{1,9}$/.test(found);
    throw newer
      ? new UserError(
          `${shown} is a baseline of another version (${found}); this eventcoach reads ${schema}.`,
          writeOne,
        )
      : new UserError(`${shown} is no baseline: its "schema" should be "${schema}".`, writeOne);
  }
  const parsed = shape.safeParse(value);
  if (parsed.success) return parsed.data;
  const [list, entry] = parsed.error.issues[0]!.path;
  const place = list === undefined ? '' : `: ${String(list)}${typeof entry === 'number' ? `, entry ${entry + 1}` : ''}`;
  throw new UserError(`${shown}${place}: not what a baseline holds.`, `Take that out. ${writeOne}`);
}

/** The value that JSON states; broken JSON is a UserError. `parseJson` finds the place, which takes long in a large text. */
function jsonOf({text, name}: Input): unknown {
  try {
    return JSON.parse(text);
  } catch {
    if (text.length < 8_000_000) return parseJson(text, name);
    throw new UserError(`${printableLine(name)}: this is not valid JSON.`, writeOne);
  }
}

/** Throws a UserError where `file` is something else than a baseline or a free place: only a baseline is overwritten unasked. */
export async function checkPlaceOfBaseline({cwd}: Pick<Io, 'cwd'>, file: string): Promise<void> {
  const hint = 'Name another file for the baseline.';
  if (file === '-') throw new UserError('--write-baseline -: a baseline is not written to standard output.', hint);
  const path = resolve(cwd, file);
  const there = await stat(path).catch(() => undefined);
  if (!there) return;
  const shown = printableLine(file);
  if (!there.isFile()) throw new UserError(`${shown} is no plain file; nothing was written.`, hint);
  if (!(await startsLikeBaseline(path)))
    throw new UserError(`${shown} is there already and is no baseline; nothing was written.`, hint);
}

async function startsLikeBaseline(path: string): Promise<boolean> {
  // What cannot be read is not known to be a baseline.
  const handle = await open(path).catch(() => undefined);
  if (!handle) return false;
  try {
    const {buffer, bytesRead} = await handle.read(Buffer.alloc(start.length * 2), 0, start.length * 2, 0);
    return buffer.toString('utf8', 0, bytesRead).replace(/\s/g, '').startsWith(start.replace(/\s/g, ''));
  } finally {
    await handle.close();
  }
}

/** Writes a baseline as a whole or not at all, one entry on each line, so that a diff shows what comes and goes. */
export async function saveBaseline(io: Pick<Io, 'cwd'>, file: string, {findings, calls}: Baseline): Promise<void> {
  const lines = [start, list('findings', findings.map(findingKey)), list('calls', calls.map(subjectKey))];
  await writeNew(io, file, `${lines.join(',\n')}\n}\n`, true);
}

function list(key: string, entries: readonly string[]): string {
  return entries.length === 0 ? `  "${key}": []` : `  "${key}": [\n    ${entries.join(',\n    ')}\n  ]`;
}
