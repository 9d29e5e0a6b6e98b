import {stat} from 'node:fs/promises';
import {UserError} from '../../errors.ts';
import {count} from '../../figures.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {draftBySql} from '../clickhouse/draft-by-sql.ts';
import type {Draft} from '../draft.ts';
import type {ImportRun} from '../format.ts';
import {sizeOf} from './choose.ts';
import {type ChdbEngine, chdbEngine} from './engine.ts';
import {howFar} from './how-far.ts';
import {loadedFile} from './load-file.ts';
import {type Chdb, loadChdb} from './package.ts';
import {createTable, keepRows, loadedTable} from './sql-load.ts';

/** Above this many bytes the spans are kept on disk, by trace, and added up one trace after the other. */
const usualMost = 1_000_000_000;

/** An artefact that lies on disk. */
export type FileArtefact = Artefact & {readonly path: string};

/**
 * What the traces in OTLP files show, read and added up by chDB in this process. Throws a UserError where chDB is missing or
 * a file is none of OTLP, `Interrupted` on Ctrl-C.
 */
export async function readByChdb(
  files: readonly FileArtefact[],
  run: ImportRun,
  load: (why?: string) => Chdb = loadChdb,
  mostInMemory = usualMost,
): Promise<Draft> {
  const sizes = await Promise.all(files.map(async ({path}) => (await stat(path)).size));
  const [size, held] = [sum(sizes), sum(files.map(sizeOf))];
  const [first, ...more] = files.map(({name}) => name);
  const name = more.length === 0 ? first! : `${first} and ${more.length} more`;
  const why = `${printableLine(name)}: about ${count(Math.round(held / 1e6))} MB of traces do not fit into the memory that is free; chDB reads them from disk.`;
  const engine = chdbEngine(() => load(run.engine === 'chdb' ? undefined : why));
  run.beforeInterrupted?.(engine.stop);
  try {
    const keeping = held > mostInMemory ? 'disk' : 'memory';
    await engine.run(createTable(keeping));
    // Of statements as long as these it takes half the time of analysing, and finds nothing.
    await engine.run('SET optimize_and_compare_chain = 0');
    if (keeping === 'disk') await engine.run('SET optimize_aggregation_in_order = 1');
    const notes: string[] = [];
    const far = howFar(run.progress, size);
    for (const [i, file] of files.entries()) {
      engine.watched((read) => far.loading(read, file.name));
      const source = {path: engine.linked(file.path, i), isPacked: file.packed !== undefined};
      notes.push(...(await loadedFile(engine, {keeping, isFirst: i === 0}, file, source, run)));
      far.loaded(sizes[i]!, file.name);
    }
    await assertSpans(engine, files);
    // Arrays of that many traces at a time stay near the processor, and in bounds where traces are long.
    await engine.run('SET max_block_size = 2048');
    // Looking for what else could be joined in statements as long as these takes a third of a second and 300 MB.
    await engine.run('SET query_plan_merge_expressions = 0');
    const asking = {
      ...engine,
      rows: (...asked: Parameters<ChdbEngine['rows']>) => {
        engine.watched(far.adding(name));
        return engine.rows(...asked);
      },
      keep: async (select: string): Promise<string> => {
        engine.watched(far.adding(name));
        await engine.run('DROP TABLE IF EXISTS kept');
        await engine.run(keepRows(keeping, 'kept', select));
        return 'kept';
      },
    };
    return await draftBySql(asking, loadedTable, {run, name, notes});
  } finally {
    await engine.close();
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((all, one) => all + one, 0);

async function assertSpans(engine: ChdbEngine, files: readonly FileArtefact[]): Promise<void> {
  for await (const {spans} of engine.rows('SELECT count() AS spans FROM otel_traces', {}))
    if (Number(spans) > 0) return;
  throw new UserError(
    `${files.map(({name}) => printableLine(name)).join(', ')}: no spans.`,
    'Export traces (resourceSpans with spans in them), not logs or metrics.',
  );
}
