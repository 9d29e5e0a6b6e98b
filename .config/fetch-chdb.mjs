// Fetches chDB for the tests that compare it with the import in memory: into node_modules/.cache/chdb, where nothing but these
// tests finds it, so that the program is tested without it as well. Where it cannot be had, they are skipped, and say why.
import {spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';

const version = JSON.parse(readFileSync('package.json', 'utf8')).peerDependencies.chdb;
const folder = join('node_modules', '.cache', 'chdb');
const manifest = join(folder, 'node_modules', 'chdb', 'package.json');
const why = join(folder, 'why-not.txt');
const timeout = 60_000;

const isThere = () => existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).version === version;
/** The engine itself is a package of its own, for each kind of machine. */
const loads = () =>
  spawnSync(process.execPath, ['-e', "require('chdb')"], {
    env: {...process.env, NODE_PATH: join(folder, 'node_modules')},
    timeout,
  }).status === 0;

if (!isThere()) {
  mkdirSync(folder, {recursive: true});
  console.log(`Fetching chDB ${version} for the tests (180 MB, once).`);
  const {status, signal, stderr} = spawnSync(
    'npm',
    [
      'install',
      '--prefix',
      folder,
      '--no-save',
      '--no-audit',
      '--no-fund',
      '--ignore-scripts',
      '--fetch-retries=0',
      `chdb@${version}`,
    ],
    {encoding: 'utf8', timeout},
  );
  const reason = signal
    ? `not fetched within ${timeout / 1000} s`
    : status !== 0
      ? (/npm error.*?(request to \S+ failed.*|no matching version.*)/i.exec(stderr ?? '')?.[1] ??
        'npm could not fetch it')
      : loads()
        ? undefined
        : `it does not run on ${process.platform} ${process.arch}`;
  if (reason === undefined) rmSync(why, {force: true});
  else {
    rmSync(join(folder, 'node_modules'), {recursive: true, force: true});
    writeFileSync(why, reason);
    console.log(`Without chDB: ${reason}. Its tests are skipped.`);
  }
}
