import {randomUUID} from 'node:crypto';
import {mkdirSync, symlinkSync} from 'node:fs';
import {join, resolve} from 'node:path';
import {Interrupted, UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {SqlEngine} from '../clickhouse/engine.ts';
import {removeFolder, temporaryFolder} from './folder.ts';
import type {Chdb, ChdbSession} from './package.ts';
import {type Read, watch} from './watch.ts';

/** ClickHouse's engine in this process. */
export interface ChdbEngine extends SqlEngine {
  /** A path that leads to a file and that the engine takes as it is: in others it reads `*` and `{` as patterns. */
  readonly linked: (path: string, number: number) => string;
  /** A path in the engine's folder at which there is no file yet. */
  readonly scratch: () => string;
  /** A statement that gives no rows. */
  readonly run: (sql: string) => Promise<void>;
  /** Has `onRead` told now and then how far the statements are that begin from now on. */
  readonly watched: (onRead: (read: Read) => void) => void;
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
  const folder = temporaryFolder();
  const clear = (): void => removeFolder(folder);
  // The process may end before the engine has.
  process.once('exit', clear);
  const session = new Session(join(folder, 'data'));
  // A session runs one statement at a time; only another on the same folder can ask how far that is, and end it.
  let second: ChdbSession | undefined;
  const beside = (): ChdbSession => {
    second ??= new Session(join(folder, 'data'));
    return second;
  };
  let onRead: ((read: Read) => void) | undefined;
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
    const seen = onRead && watch(beside, onRead);
    running = asked.catch(() => undefined).then(seen);
    try {
      const bytes = (await asked).bytes();
      if (stopped) throw new Interrupted();
      return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    } catch (error) {
      throw stopped ? new Interrupted() : trouble(error);
    } finally {
      await running;
    }
  };
  const remove = (): void => {
    second?.close();
    session.close();
    clear();
    process.removeListener('exit', clear);
  };
  const stop = async (): Promise<void> => {
    stopped = true;
    if (running) {
      // Closing waits for the statement.
      await beside()
        .queryAsync("KILL QUERY WHERE query NOT LIKE 'KILL%' ASYNC", {format: 'Null'})
        .catch(() => undefined);
      await running;
    }
    remove();
  };
  return {
    linked: (path, number) => {
      const link = join(links, `file-${number}`);
      symlinkSync(resolve(path), link);
      return link;
    },
    scratch: () => join(links, `rows-${randomUUID()}`),
    run: async (sql) => {
      await answer(sql, {});
    },
    watched: (told) => {
      onRead = told;
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
  '243': [
    'chDB needs more room for temporary files: about a fifth of what it reads.',
    'Make room, or point TMPDIR to a disk that has some.',
  ],
  '354': ['the gzip file is cut off or broken.', 'Copy it again; gzip -t FILE tells whether it is whole.'],
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
