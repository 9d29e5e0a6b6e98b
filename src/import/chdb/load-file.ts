import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import type {ChdbEngine} from './engine.ts';
import {brokenLine, brokenLines, type FileSource, type Keeping, type Layout, loadFile} from './sql-load.ts';

/** How many broken lines are named. */
const mostNamed = 3;

/**
 * Loads a file into the table of spans, which is empty before the first; sentences for the summary: lines that could not be
 * read. Throws a UserError, with the file's name, for a file that is none of OTLP.
 */
export async function loadedFile(
  engine: ChdbEngine,
  keeping: {readonly keeping: Keeping; readonly isFirst: boolean},
  file: Artefact,
  source: FileSource,
): Promise<string[]> {
  try {
    return await loaded(engine, keeping, file, source);
  } catch (error) {
    if (!(error instanceof UserError) || error.message.startsWith(printableLine(file.name))) throw error;
    throw new UserError(`${printableLine(file.name)}: ${error.message}`, error.hint);
  }
}

async function loaded(
  engine: ChdbEngine,
  {keeping, isFirst}: {readonly keeping: Keeping; readonly isFirst: boolean},
  {name, head}: Artefact,
  source: FileSource,
): Promise<string[]> {
  const layout = layoutOf(head);
  const scopes = /"(scopeSpans|instrumentationLibrarySpans|scope_spans)"/.exec(head)?.[1] ?? 'scopeSpans';
  // A statement that ends with an error leaves nothing in memory, but rows on disk.
  const isStrict = layout === 'lines' && (keeping === 'memory' || isFirst);
  const isSound = await loadedSoundly(engine, loadFile(source, layout, {scopes, isStrict}));
  if (layout === 'values' || (isStrict && isSound)) return [];
  if (!isSound) {
    if (keeping === 'disk') await engine.run('TRUNCATE TABLE otel_traces');
    await engine.run(loadFile(source, layout, {scopes, isStrict: false}));
  }
  let [bad, sound] = [0, 0];
  let named: number[] = [];
  for await (const row of engine.rows(brokenLines(source, mostNamed), {})) {
    [bad, sound] = [Number(row.bad), Number(row.sound)];
    named = (row.first as unknown[]).map(Number);
  }
  if (bad === 0) return [];
  if (bad > sound)
    throw new UserError(
      `${printableLine(name)}:${named[0]}: is not valid JSON; ${bad} of ${bad + sound} lines are not.`,
      'Name a file of OTLP JSON: one object, or one in each line.',
    );
  const where = named.map((line) => `${printableLine(name)}:${line}`).join(', ');
  return [
    `${bad === 1 ? '1 line is' : `${bad} lines are`} not valid JSON and left out: ${where}${bad > named.length ? ', ...' : ''}.`,
  ];
}

/** Was the file read to its end? Throws what the engine throws but for a broken line. */
async function loadedSoundly(engine: ChdbEngine, statement: string): Promise<boolean> {
  try {
    await engine.run(statement);
    return true;
  } catch (error) {
    if (error instanceof Error && error.message.includes(brokenLine)) return false;
    throw error;
  }
}

/** One JSON value over many lines begins with brackets that are still open at the end of its first line; a list is one value. */
function layoutOf(head: string): Layout {
  const text = head.replace(/^[\s\ufeff]+/, '');
  const [first = ''] = text.split('\n', 1);
  return text.startsWith('[') || /[{[,]\s*$/.test(first) ? 'values' : 'lines';
}
