import {stat} from 'node:fs/promises';
import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {draftBySql} from '../clickhouse/draft-by-sql.ts';
import type {Draft} from '../draft.ts';
import type {ImportRun} from '../format.ts';
import {type ChdbEngine, chdbEngine} from './engine.ts';
import {type Chdb, loadChdb} from './package.ts';
import {
  brokenLine,
  brokenLines,
  createTable,
  type Keeping,
  keepRows,
  type Layout,
  loadedTable,
  loadFile,
} from './sql-load.ts';

/** Above this many bytes the spans are kept on disk, by trace, and added up one trace after the other. */
const mostInMemory = 2_000_000_000;
/** How many broken lines are named. */
const mostNamed = 3;

/** An artefact that lies on disk. */
export type FileArtefact = Artefact & {readonly path: string};

/**
 * What the traces in OTLP files show, read and added up by chDB in this process. Throws a UserError where chDB is missing or
 * a file is none of OTLP, `Interrupted` on Ctrl-C.
 */
export async function readByChdb(
  files: readonly FileArtefact[],
  run: ImportRun,
  load: () => Chdb = loadChdb,
): Promise<Draft> {
  const sizes = await Promise.all(files.map(async ({path}) => (await stat(path)).size));
  const size = sizes.reduce((sum, one) => sum + one, 0);
  const engine = chdbEngine(load);
  run.beforeInterrupted?.(engine.stop);
  try {
    const keeping = size > mostInMemory ? 'disk' : 'memory';
    await engine.run(createTable(keeping));
    // Of statements as long as these it takes half the time of analysing, and finds nothing.
    await engine.run('SET optimize_and_compare_chain = 0');
    if (keeping === 'disk') await engine.run('SET optimize_aggregation_in_order = 1');
    const notes: string[] = [];
    let done = 0;
    for (const [i, file] of files.entries()) {
      run.progress(done, size, file.name);
      notes.push(...(await loaded(engine, keeping, {file, path: engine.linked(file.path, i)})));
      done += sizes[i]!;
      run.progress(done, size, file.name);
    }
    await assertSpans(engine, files);
    // Arrays of that many traces at a time stay near the processor, and in bounds where traces are long.
    await engine.run('SET max_block_size = 2048');
    const [first, ...more] = files.map(({name}) => name);
    const name = more.length === 0 ? first! : `${first} and ${more.length} more`;
    const keep = async (table: string, select: string): Promise<string> => {
      await engine.run(keepRows(keeping, table, select));
      return table;
    };
    return await draftBySql({...engine, keep}, loadedTable, {run, name, notes});
  } finally {
    await engine.close();
  }
}

async function loaded(
  engine: ChdbEngine,
  keeping: Keeping,
  {file: {name, head}, path}: {readonly file: FileArtefact; readonly path: string},
): Promise<string[]> {
  const layout = layoutOf(head);
  const scopes = /"(scopeSpans|instrumentationLibrarySpans|scope_spans)"/.exec(head)?.[1] ?? 'scopeSpans';
  // A statement that ends with an error leaves nothing in memory, but rows on disk.
  const isStrict = layout === 'lines' && keeping === 'memory';
  const isSound = await loadedSoundly(engine, loadFile(path, layout, {scopes, isStrict}));
  if (layout === 'values' || (isStrict && isSound)) return [];
  if (!isSound) await engine.run(loadFile(path, layout, {scopes, isStrict: false}));
  let [bad, sound] = [0, 0];
  let named: number[] = [];
  for await (const row of engine.rows(brokenLines(path, mostNamed), {})) {
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

async function assertSpans(engine: ChdbEngine, files: readonly FileArtefact[]): Promise<void> {
  for await (const {spans} of engine.rows('SELECT count() AS spans FROM otel_traces', {}))
    if (Number(spans) > 0) return;
  throw new UserError(
    `${files.map(({name}) => printableLine(name)).join(', ')}: no spans.`,
    'Export traces (resourceSpans with spans in them), not logs or metrics.',
  );
}

/** One JSON value over many lines begins with brackets that are still open at the end of its first line; a list is one value. */
function layoutOf(head: string): Layout {
  const text = head.replace(/^[\s\ufeff]+/, '');
  const [first = ''] = text.split('\n', 1);
  return text.startsWith('[') || /[{[,]\s*$/.test(first) ? 'values' : 'lines';
}
