// Bundles src/cli.ts into dist/. Bundling halves the time to the first screen; --splitting keeps ink and react out of
// every command that does not draw. Ink imports react-devtools-core, which production never uses: the alias is a stub.
import {chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';

const major = Number(process.versions.node.split('.')[0]);
if (major !== 24) {
  console.error(`eventcoach is built with Node 24, this is Node ${process.versions.node}.`);
  console.error('Run "npm ci": it installs Node 24 beside the other packages, and the npm scripts then use it.');
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));

// An ES import of one of Node's own modules evaluates every part of it that is otherwise loaded on demand: six to twelve
// milliseconds for fs and util alone, a third of what `node -e 0` takes. Asked for by name they cost nothing.
const builtinsOnDemand = {
  name: 'builtins-on-demand',
  setup({onLoad}) {
    onLoad({filter: /[\\/]src[\\/].*\.tsx?$/}, ({path}) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: readFileSync(path, 'utf8').replace(
        /^import \{([^}]*)\} from ('node:[^']*');$/gm,
        (_, names, module) => {
          const values = names.split(',').filter((name) => name.trim() !== '' && !/^\s*type\s/.test(name));
          return `const {${values.join(',').replace(/ as /g, ': ')}} = process.getBuiltinModule(${module});`;
        },
      ),
    }));
  },
};

// Yoga decodes its WebAssembly by fetch() where there is one. In Node that loads a whole HTTP client, a fifth of the time
// to the first screen; without fetch it decodes the same text itself.
const yogaWithoutFetch = {
  name: 'yoga-without-fetch',
  setup({onLoad}) {
    onLoad({filter: /yoga-wasm-base64-esm\.js$/}, ({path}) => ({
      contents: `const fetch = undefined;\n${readFileSync(path, 'utf8')}`,
    }));
  },
};

const {outputFiles} = await build({
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
  plugins: [builtinsOnDemand, yogaWithoutFetch],
  banner: {
    js: "import {createRequire as __createRequire} from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  minifyWhitespace: true,
  minifySyntax: true,
  legalComments: 'none',
  logLevel: 'warning',
  write: false,
});
// A build that fails leaves the last one in place.
rmSync(`${root}dist`, {recursive: true, force: true});
mkdirSync(`${root}dist`);
for (const {path, contents} of outputFiles) writeFileSync(path, contents);
chmodSync(`${root}dist/cli.js`, 0o755);
