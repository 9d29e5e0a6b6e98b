import {mkdirSync, mkdtempSync, rmSync, symlinkSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {Interrupted, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {SqlEngine} from '../clickhouse/engine.ts';
import type {Chdb} from './package.ts';

/** ClickHouse's engine in this process. */
export interface ChdbEngine extends SqlEngine {
  /** A path that leads to a file and that the engine takes as it is: in others it reads `*` and `{` as patterns. */
  readonly linked: (path: string, number: number) => string;
  /** A statement that gives no rows. */
  readonly run: (sql: string) => Promise<void>;
  /** Ends what runs, and removes the folder; after that every statement throws `Interrupted`. */
  readonly stop: () => Promise<void>;
}

const newline = 10;

/**
 * Starts the engine with a temporary folder, which `close` and `stop` remove. One statement runs at a time. Throws a UserError
 * where chDB is not installed; statements throw one where memory or disk do not suffice, and `Interrupted` after `stop`.
 */
export function chdbEngine(load: () => Chdb): ChdbEngine {
  const {Session} = load();
  const folder = mkdtempSync(join(tmpdir(), 'eventcoach-chdb-'));
  const session = new Session(join(folder, 'data'));
  const links = join(folder, 'files');
  mkdirSync(links);
  let stopped = false;
  let running: Promise<unknown> | undefined;
  let ended: Promise<void> | undefined;

  const answer = async (sql: string, parameters: Readonly<Record<string, string | number>>): Promise<Buffer> => {
    if (stopped) throw new Interrupted();
    const format = {format: 'JSONEachRow'};
    const asked =
      Object.keys(parameters).length === 0
        ? session.queryAsync(sql, format)
        : session.queryBindAsync(sql, parameters, format);
    running = asked.catch(() => undefined);
    try {
      const bytes = (await asked).bytes();
      if (stopped) throw new Interrupted();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      throw stopped ? new Interrupted() : trouble(error);
    }
  };
  const clear = (): void => rmSync(folder, {recursive: true, force: true});
  // The process may end before the engine has.
  process.once('exit', clear);
  const remove = (): void => {
    session.close();
    clear();
    process.removeListener('exit', clear);
  };
  const stop = async (): Promise<void> => {
    stopped = true;
    if (running) {
      // Closing waits for the statement; only another session on the same folder can end it.
      const other = new Session(join(folder, 'data'));
      await other.queryAsync("KILL QUERY WHERE query NOT LIKE 'KILL%' ASYNC", {format: 'Null'}).catch(() => undefined);
      await running;
      other.close();
    }
    remove();
  };
  return {
    linked: (path, number) => {
      const link = join(links, `file-${number}`);
      symlinkSync(resolve(path), link);
      return link;
    },
    run: async (sql) => {
      await answer(sql, {});
    },
    async *rows(sql, parameters) {
      const bytes = await answer(sql, parameters);
      for (let from = 0; from < bytes.length; ) {
        const at = bytes.indexOf(newline, from);
        const end = at === -1 ? bytes.length : at;
        if (end > from) yield JSON.parse(bytes.toString('utf8', from, end)) as Readonly<Record<string, unknown>>;
        from = end + 1;
      }
    },
    stop: () => {
      ended ??= stop();
      return ended;
    },
    close: async () => {
      if (ended) return ended;
      ended = Promise.resolve();
      await running;
      remove();
    },
  };
}

const words: Readonly<Record<string, readonly [string, string]>> = {
  '241': [
    'chDB needs more memory than this machine has free.',
    'Take a shorter time with --since and --until, or a share with --sample.',
  ],
  '243': ['chDB needs more room for temporary files.', 'Make room, or point TMPDIR to a disk that has some.'],
  '117': ['one value in the file is too large for chDB.', 'Export with smaller batches, as JSON lines.'],
};

/** The engine's errors have their number in the text alone. */
function trouble(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = /Code: (\d+)/.exec(error.message)?.[1] ?? '';
  const told = words[code];
  if (told) return new UserError(...told);
  if (/No space left/i.test(error.message)) return new UserError(...words['243']!);
  return new Error(printableLine(`chDB: ${error.message.slice(0, 400)}`), {cause: error});
}
