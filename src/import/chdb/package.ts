import {createRequire} from 'node:module';
import {homedir} from 'node:os';
import {join} from 'node:path';
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

/** Where the command that is advised puts the package, in any user's home: the same one with every npm, in a clone and outside of one. */
const ownFolder = '.cache/eventcoach';

/** Installs it, typed in whatever folder. */
export const installing = `npm install --prefix ~/${ownFolder} chdb@${chdbVersion}`;

/** From where the package is looked for, one place after the other: from this program (and NODE_PATH), then from the folder of its own. */
const usualPlaces: readonly string[] = [import.meta.url, join(homedir(), ownFolder, 'program')];

/**
 * Loads chDB. Throws a UserError where it is not installed or not for this machine; `why` says before what it is needed for,
 * where the user did not ask for it.
 */
export function loadChdb(why?: string, places = usualPlaces): Chdb {
  for (const place of places) {
    try {
      return createRequire(place)('chdb') as Chdb;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND') throw without(why, false);
    }
  }
  throw without(why, true);
}

function without(why: string | undefined, isMissing: boolean): UserError {
  const other = why === undefined ? '--engine memory does without.' : 'Without it: --sample 10 --engine memory.';
  return new UserError(
    `${why === undefined ? '' : `${why} `}${isMissing ? 'chDB is not installed.' : 'chDB is installed, but does not run on this machine.'}`,
    isMissing
      ? `Type in any folder: ${installing} (543 MB). ${other}`
      : `It runs on Linux with glibc and on macOS. ${other}`,
  );
}
