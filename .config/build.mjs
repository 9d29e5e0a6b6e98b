// Bundles src/cli.ts into dist/. Bundling halves the time to the first screen; --splitting keeps ink and react out of
// every command that does not draw. Ink imports react-devtools-core, which production never uses: the alias is a stub.
import {rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const major = Number(process.versions.node.split('.')[0]);
if (major !== 24) {
  console.error(`eventcoach is built with Node 24, this is Node ${process.versions.node}.`);
  console.error('Run "npm ci": it installs Node 24 beside the other packages, and the npm scripts then use it.');
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, {recursive: true, force: true});
await build({
  absWorkingDir: root,
  entryPoints: ['src/cli.ts'],
  outdir: 'dist',
  bundle: true,
  splitting: true,
  platform: 'node',
  format: 'esm',
  target: 'node22',
  jsx: 'automatic',
  define: {'process.env.NODE_ENV': '"production"'},
  alias: {
    'react-devtools-core': './.config/no-devtools.mjs',
    // The same library as modules: half the code to load, because what is not used falls away.
    yaml: './node_modules/yaml/browser/index.js',
  },
  banner: {
    js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
});
