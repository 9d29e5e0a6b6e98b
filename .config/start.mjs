// `npm start`: builds if anything that the program is made of is newer than what was built last, then runs it.
import {readdirSync, statSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const newest = (path) => {
  const entry = statSync(root + path);
  if (!entry.isDirectory()) return entry.mtimeMs;
  return readdirSync(root + path).reduce((latest, name) => Math.max(latest, newest(`${path}/${name}`)), entry.mtimeMs);
};
const built = statSync(`${root}dist/cli.js`, {throwIfNoEntry: false})?.mtimeMs ?? 0;
if (['src', '.config', 'package.json', 'package-lock.json'].some((path) => newest(path) > built)) {
  if (process.stderr.isTTY) process.stderr.write('Building eventcoach ...\r');
  await import('./build.mjs');
}
process.argv[1] = `${root}dist/cli.js`;
await import('../dist/cli.js');
