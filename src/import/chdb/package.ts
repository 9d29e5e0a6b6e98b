import {createRequire} from 'node:module';
import {UserError} from '../../errors.ts';

/** The version that this program was tested with, the same as in package.json. */
export const chdbVersion = '3.4.0';

/** What is used of a session of chDB: ClickHouse's engine in this process, with a folder of its own. */
export interface ChdbSession {
  readonly queryAsync: (sql: string, options: {readonly format: string}) => Promise<{bytes(): Uint8Array}>;
  readonly queryBindAsync: (
    sql: string,
    parameters: Readonly<Record<string, string | number>>,
    options: {readonly format: string},
  ) => Promise<{bytes(): Uint8Array}>;
  readonly close: () => void;
}

/** What is used of the package. */
export interface Chdb {
  readonly Session: new (path: string) => ChdbSession;
}

/**
 * Loads chDB, from beside this program or from NODE_PATH. Throws a UserError where it is not installed or not for this machine;
 * `why` says before what it is needed for, where the user did not ask for it.
 */
export function loadChdb(why?: string): Chdb {
  try {
    return createRequire(import.meta.url)('chdb') as Chdb;
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND';
    const without = why === undefined ? '--engine memory does without.' : 'Without it: --sample 10 --engine memory.';
    throw new UserError(
      `${why === undefined ? '' : `${why} `}${isMissing ? 'chDB is not installed.' : 'chDB is installed, but does not run on this machine.'}`,
      isMissing
        ? `Install it beside eventcoach: npm install --no-save chdb@${chdbVersion} (543 MiB). ${without}`
        : `It runs on Linux with glibc and on macOS. ${without}`,
    );
  }
}
