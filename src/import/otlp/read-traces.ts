import {Interrupted, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import type {ImportRun} from '../format.ts';
import {brokenAt, jsonData} from '../json-data.ts';
import {breath} from '../traces/breath.ts';
import type {SpanSink} from '../traces/span.ts';
import {elementScan} from './elements.ts';
import {type Line, lineCutter, longestLine} from './json-lines.ts';
import {parseRequest} from './parse-request.ts';
import {isRequest, pushRequest, pushResource} from './request.ts';

/** What one file held. */
export interface Reading {
  readonly spans: number;
  /** Sentences for the summary: lines that could not be read. */
  readonly notes: readonly string[];
}

const again = 'Export or copy it again.';
const brace = 123;
/** How many lines that are left out are named. */
const mostNamed = 3;

/** Which lines of a file are wanted, by number from 1; undefined: all, and what is wrong with the file as a whole is told. */
export type Wanted = ReadonlySet<number> | undefined;

/**
 * Pushes every span of a file: JSON lines by line, everything else by the elements of `resourceSpans`. Lines that are no
 * JSON or hold no traces are counted, as long as most are sound. Throws a UserError for a file that is cut off, binary or no JSON.
 */
export async function readTraces(artefact: Artefact, run: ImportRun, sink: SpanSink): Promise<Reading> {
  const {name, head} = artefact;
  sink.file(name);
  // It has nothing to read, and says so itself.
  if (artefact.server) await artefact.text();
  if (/^[\s\ufeff]*$/.test(head)) throw new UserError(`${printableLine(name)} is empty.`, again);
  if (head.includes('\0'))
    throw new UserError(
      `${printableLine(name)} is a binary file.`,
      'Export traces as OTLP JSON; unpack a compressed file first.',
    );
  return isSpread(head) ? readElements(artefact, run, sink) : readLines(artefact, run, sink, undefined);
}

/** Is it one JSON value over many lines? Its first line then ends within brackets that are just open. */
export function isSpread(head: string): boolean {
  const [first = ''] = head.replace(/^[\s\ufeff]+/, '').split('\n', 1);
  return head.includes('\n') && /[{[,]\s*$/.test(first);
}

/** Pushes the spans of the wanted lines, as `readTraces` does; the others count as sound. */
export async function readLines(artefact: Artefact, run: ImportRun, sink: SpanSink, wanted: Wanted): Promise<Reading> {
  const lines = lineCutter(wanted === undefined ? longestLine : Number.POSITIVE_INFINITY);
  const broken: string[] = [];
  const strange: string[] = [];
  let sound = 0;
  let bad = 0;
  let without = 0;
  let spans = 0;
  const take = ({bytes, number, last}: Line): void => {
    if (bytes.length === 0) return;
    if (wanted !== undefined && !wanted.has(number)) {
      // Lines of spaces alone are none.
      if (bytes[0] === brace || bytes.toString('utf8').trim() !== '') sound += 1;
      return;
    }
    const text = bytes.toString('utf8');
    if (/^[\s\ufeff]*$/.test(text.slice(0, 100)) && text.trim() === '') return;
    let value: unknown;
    try {
      value = parseRequest(number === 1 ? text.replace(/^\ufeff/, '') : text, JSON.parse);
    } catch (error) {
      if (last && isUnfinished(error)) throw cutOff(artefact.name, number);
      bad += 1;
      if (broken.length < mostNamed) broken.push(`${number}:${brokenAt(text) + 1}`);
      return;
    }
    sound += 1;
    spans += pushRequest(value, sink);
    if (isRequest(value)) return;
    without += 1;
    if (strange.length < mostNamed) strange.push(String(number));
  };
  const rest = await eachChunk(artefact, run, (chunk) => lines.cut(chunk, take));
  const notes = () => [
    ...leftOut(artefact.name, bad, broken, ['is not valid JSON', 'are not valid JSON']),
    ...leftOut(artefact.name, without, strange, ['holds no traces', 'hold no traces']),
  ];
  if (rest) {
    const scan = scanned(artefact.name, lines.number() + 1, sink);
    scan.feed(lines.rest());
    await rest(scan.feed);
    return {spans: spans + scan.end(), notes: notes()};
  }
  lines.end(take);
  if (bad > sound)
    throw new UserError(
      `${printableLine(artefact.name)}:${broken[0]}: is not valid JSON; ${bad} of ${bad + sound} lines are not.`,
      'Name a file of OTLP JSON: one object, or one in each line.',
    );
  return {spans, notes: notes()};
}

/** How many lines are left out and why, and the places of the first. */
function leftOut(
  name: string,
  lines: number,
  first: readonly string[],
  [one, several]: readonly [string, string],
): string[] {
  if (lines === 0) return [];
  const where = first.map((place) => `${printableLine(name)}:${place}`).join(', ');
  return [
    `${lines === 1 ? `1 line ${one}` : `${lines} lines ${several}`} and left out: ${where}${lines > first.length ? ', ...' : ''}.`,
  ];
}

async function readElements(artefact: Artefact, run: ImportRun, sink: SpanSink): Promise<Reading> {
  const scan = scanned(artefact.name, 1, sink);
  await eachChunk(artefact, run, (chunk) => {
    scan.feed(chunk);
    return true;
  });
  return {spans: scan.end(), notes: []};
}

function scanned(name: string, line: number, sink: SpanSink): {feed: (chunk: Uint8Array) => void; end: () => number} {
  const scan = elementScan(name, line);
  let spans = 0;
  return {
    feed: (chunk) => {
      for (const {text, line: first} of scan.feed(chunk))
        spans += pushResource(
          parseRequest(text, (json) => jsonData(name, json, first)),
          sink,
        );
    },
    end: () => {
      if (!scan.isWhole()) throw cutOff(name, scan.line());
      return spans;
    },
  };
}

/**
 * Hands out chunks until `take` says no; then returns what hands out those that follow. Progress is told, and Ctrl-C heard,
 * between chunks.
 */
async function eachChunk(
  artefact: Artefact,
  run: ImportRun,
  take: (chunk: Uint8Array) => boolean,
): Promise<((feed: (chunk: Uint8Array) => void) => Promise<void>) | undefined> {
  const air = breath(run.signal, 4 << 20);
  let done = 0;
  let more = true;
  const chunks = artefact.bytes()[Symbol.asyncIterator]();
  const next = async (): Promise<Uint8Array | undefined> => {
    const {value, done: over} = await chunks.next();
    if (over) return undefined;
    if (run.signal.aborted) throw new Interrupted();
    done += value.byteLength;
    run.progress(done, artefact.size, artefact.name);
    if (air.due(value.byteLength)) await air.take();
    return value;
  };
  try {
    for (let chunk = await next(); chunk && more; chunk = more ? await next() : undefined) more = take(chunk);
  } catch (error) {
    await chunks.return?.();
    throw error;
  }
  if (more) return undefined;
  return async (feed) => {
    for (let chunk = await next(); chunk; chunk = await next()) feed(chunk);
  };
}

function cutOff(name: string, line: number): UserError {
  return new UserError(
    `${printableLine(name)}:${line}: the file ends in the middle of a value: it is cut off.`,
    `${again} If it is still being written, import all but its last line.`,
  );
}

function isUnfinished(error: unknown): boolean {
  return error instanceof SyntaxError && /end of JSON|Unterminated/.test(error.message);
}
