import {Interrupted, UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Artefact} from './artefact.ts';
import {field, fieldsOf} from './fields.ts';
import type {ImportRun} from './format.ts';
import {jsonData} from './json-data.ts';

/** What stands before the elements of a list: nothing, or `{"data":` with plain values before it. */
const listStart =
  /^\ufeff?\s*(?:\{(?:\s*"(?!data")[^"\\]*"\s*:\s*(?:"(?:[^"\\]|\\.)*"|[\w.+-]+)\s*,)*\s*"data"\s*:\s*)?\[/;

const byteOrderMark = [0xef, 0xbb, 0xbf];
const [quote, backslash, comma, listEnd] = [34, 92, 44, 93];
const spaces = new Set([9, 10, 13, 32]);
/** The brackets, each with the one that closes it. */
const closes = new Map([
  [123, 125],
  [91, 93],
]);
const closing = new Set(closes.values());

/**
 * The elements of a JSON list, or of the list under `data`, each parsed as it comes: a file may be larger than a text can
 * be. Any other JSON is one element. Throws a UserError with the line where it is broken or cut off, and `Interrupted`.
 */
export async function* jsonElements(artefact: Artefact, run: ImportRun): AsyncGenerator<unknown> {
  const start = listStart.exec(artefact.head);
  if (!start) {
    const whole = jsonData(artefact.name, await artefact.text());
    const data = field(fieldsOf(whole), 'data');
    if (Array.isArray(data)) yield* data;
    else yield whole;
    return;
  }
  const scan = elementScan(artefact.name, start[0]);
  let done = 0;
  for await (const chunk of artefact.bytes()) {
    if (run.signal.aborted) throw new Interrupted();
    for (const {text, line} of scan.feed(chunk)) yield jsonData(artefact.name, text, line);
    done += chunk.byteLength;
    run.progress(done, artefact.size, artefact.name);
  }
  scan.end();
}

interface Scanned {
  readonly text: string;
  readonly line: number;
}

/** Cuts a stream of bytes at the ends of the list's elements; brackets inside texts do not count. */
function elementScan(name: string, before: string) {
  // The mark of UTF-8 may be in the bytes and not in the text.
  let skipping = Buffer.byteLength(before.replaceAll('\ufeff', ''));
  let marked = 0;
  let line = 1;
  let firstLine = 1;
  /** What closes the brackets that are open, innermost last. */
  const open: number[] = [];
  let inText = false;
  let escaped = false;
  let ended = false;
  let last = 0;
  let held: Buffer[] = [];

  const feed = (chunk: Uint8Array): Scanned[] => {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const found: Scanned[] = [];
    let from = open.length > 0 ? 0 : -1;
    for (let i = 0; i < buffer.length; i += 1) {
      const byte = buffer[i]!;
      if (byte === 10) line += 1;
      if (marked < 3) {
        if (byte === byteOrderMark[marked]) {
          marked += 1;
          continue;
        }
        marked = 3;
      }
      if (skipping > 0) skipping -= 1;
      else if (inText) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) inText = false;
      } else if (ended) {
        if (!spaces.has(byte)) last = byte;
      } else if (open.length > 0 && byte === quote) inText = true;
      else if (closes.has(byte)) {
        if (open.length === 0) {
          from = i;
          firstLine = line;
        }
        open.push(closes.get(byte)!);
      } else if (open.length > 0) {
        if (!closing.has(byte)) continue;
        if (open.pop() !== byte)
          throw broken('this is not valid JSON.', 'Check what wrote this file, or mend it at this place.');
        if (open.length > 0) continue;
        found.push({text: Buffer.concat([...held, buffer.subarray(from, i + 1)]).toString(), line: firstLine});
        held = [];
        from = -1;
      } else if (byte === listEnd) ended = true;
      else if (byte !== comma && !spaces.has(byte))
        throw broken('something other than an object stands in this list.', 'Check what wrote this file.');
    }
    // The reader may use its chunk again.
    if (from >= 0) held.push(Buffer.from(buffer.subarray(from)));
    return found;
  };
  const end = (): void => {
    if (ended && (before.trimStart().startsWith('[') || last === 125)) return;
    throw broken('the JSON ends too early.', 'The file looks cut off: save or download it again.');
  };
  const broken = (what: string, hint: string) => new UserError(`${printableLine(name)}:${line}: ${what}`, hint);
  return {feed, end};
}
