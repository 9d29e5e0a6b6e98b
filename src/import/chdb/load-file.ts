import {rmSync} from 'node:fs';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import type {ImportRun} from '../format.ts';
import {isSpread, type Reading, readLines, readTraces} from '../otlp/read-traces.ts';
import type {SpanSink} from '../traces/span.ts';
import type {ChdbEngine} from './engine.ts';
import {rowsOf} from './rows-of.ts';
import {type FileSource, type Keeping, type Layout, loadFile, loadRows, oddLine, oddLines} from './sql-load.ts';

/** CANNOT_PARSE_TEXT and its kin, INCORRECT_DATA. */
const unread = /Code: (?:6|25|26|27|33|72|117)\b/;

/**
 * Loads a file into the table of spans, which is empty before the first; sentences for the summary: lines that could not be
 * read. Throws a UserError, with the file's name, for a file that is none of OTLP.
 */
export async function loadedFile(
  engine: ChdbEngine,
  keeping: {readonly keeping: Keeping; readonly isFirst: boolean},
  file: Artefact,
  source: FileSource,
  run: ImportRun,
): Promise<readonly string[]> {
  try {
    return await loaded(engine, keeping, file, source, {...run, progress: () => {}});
  } catch (error) {
    if (!(error instanceof UserError) || error.message.startsWith(printableLine(file.name))) throw error;
    throw new UserError(`${printableLine(file.name)}: ${error.message}`, error.hint);
  }
}

async function loaded(
  engine: ChdbEngine,
  {keeping, isFirst}: {readonly keeping: Keeping; readonly isFirst: boolean},
  file: Artefact,
  source: FileSource,
  run: ImportRun,
): Promise<readonly string[]> {
  const layout = layoutOf(file.head);
  const scopes = /"(scopeSpans|instrumentationLibrarySpans|scope_spans)"/.exec(file.head)?.[1] ?? 'scopeSpans';
  // A statement that ends with an error leaves nothing in memory, but rows on disk.
  const isStrict = keeping === 'memory' || isFirst;
  if (isStrict && (await isTaken(engine.run(loadFile(source, layout, {scopes, isStrict}))))) return [];
  if (isStrict && keeping === 'disk') await engine.run('TRUNCATE TABLE otel_traces');
  const odd = new Set<number>();
  const looked = async () => {
    for await (const {number} of engine.rows(oddLines(source, layout, scopes), {})) odd.add(Number(number));
  };
  if (layout === 'values' && (isStrict || !(await isTaken(looked())) || odd.size > 0))
    return readHere(engine, (sink) => readTraces(file, run, sink));
  if (layout === 'lines') await looked();
  await engine.run(loadFile(source, layout, {scopes, isStrict: false}));
  return odd.size === 0 ? [] : readHere(engine, (sink) => readLines(file, run, sink, odd));
}

/** Has this program read what the engine cannot, and the engine take the spans from it. */
async function readHere(engine: ChdbEngine, read: (sink: SpanSink) => Promise<Reading>): Promise<readonly string[]> {
  const path = engine.scratch();
  const rows = rowsOf(path);
  let reading: Reading;
  try {
    reading = await read(rows.sink);
  } finally {
    rows.close();
  }
  if (reading.spans > 0) await engine.run(loadRows(path));
  rmSync(path);
  return reading.notes;
}

/** Was all of a file what the engine reads? Throws what the engine throws but for odd lines, and values that it cannot cut or hold. */
async function isTaken(statement: Promise<void>): Promise<boolean> {
  try {
    await statement;
    return true;
  } catch (error) {
    if (error instanceof Error && (error.message.includes(oddLine) || unread.test(error.message))) return false;
    throw error;
  }
}

/** One JSON value over many lines, or a list in the first. */
function layoutOf(head: string): Layout {
  return isSpread(head) || /^[\s\ufeff]*\[/.test(head) ? 'values' : 'lines';
}
