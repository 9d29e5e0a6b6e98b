import {existsSync, readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {resolve} from 'node:path';
import type {Chdb} from '../../../src/import/chdb/package.ts';

/** Where `npm test` puts chDB, see .config/fetch-chdb.mjs. */
const folder = resolve('node_modules/.cache/chdb');

/** What NODE_PATH must be for a program that is to find chDB. */
export const chdbPath = `${folder}/node_modules`;

/** Is chDB there for tests? */
export const hasChdb = existsSync(`${chdbPath}/chdb/package.json`);

/** Loads the chDB of the tests. */
export function testChdb(): Chdb {
  return createRequire(`${folder}/`)('chdb') as Chdb;
}

/** The version that package.json asks for. */
export function pinnedVersion(): string {
  const {peerDependencies} = JSON.parse(readFileSync('package.json', 'utf8')) as {
    peerDependencies: Record<string, string>;
  };
  return peerDependencies.chdb!;
}
