// Bundles src/cli.ts into dist/. Bundling halves the time to the first screen; --splitting keeps ink and react out of
// every command that does not draw. Ink imports react-devtools-core, which production never uses: the alias is a stub.
import {chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {build} from 'esbuild';
import {builtinsOnDemand, emojiOnDemand, segmentersOnDemand} from './on-demand.mjs';

const major = Number(process.versions.node.split('.')[0]);
if (major !== 24) {
  console.error(`eventcoach is built with Node 24, this is Node ${process.versions.node}.`);
  console.error('Run "npm ci": it installs Node 24 beside the other packages, and the npm scripts then use it.');
  process.exit(1);
}
const root = fileURLToPath(new URL('..', import.meta.url));
const onDemand = (text) => emojiOnDemand(segmentersOnDemand(builtinsOnDemand(text)));

// The modules of a group end up in one file: whatever is loaded by a lazy import asks for all of the groups that it has
// anything to do with. The bundler else makes a file for each set of lazy imports that share a module, forty tiny ones
// before the first screen, and finding, reading and linking a file takes as long as running fifty lines.
const sources = (groups) => ({
  name: 'sources',
  setup({onLoad, onResolve}) {
    onResolve({filter: /^group:/}, ({path}) => ({path, namespace: 'group'}));
    onLoad({filter: /.*/, namespace: 'group'}, ({path}) => ({
      resolveDir: root,
      contents: groups[path.slice('group:'.length)].modules
        .map((one) => `import ${JSON.stringify(`./${one}`)};`)
        .join('\n'),
    }));
    onLoad({filter: /[\\/]src[\\/].*\.tsx?$/}, ({path}) => ({
      loader: path.endsWith('x') ? 'tsx' : 'ts',
      contents: [
        ...groups.flatMap(({lazy}, i) => (lazy.has(path) ? [`import 'group:${i}';`] : [])),
        onDemand(readFileSync(path, 'utf8')),
      ].join(''),
    }));
  },
});

// The libraries of the first screen, which is a handful.
const libraries = {
  name: 'libraries',
  setup({onLoad}) {
    onLoad({filter: /[\\/]node_modules[\\/].*\.js$/}, ({path}) => {
      const text = readFileSync(path, 'utf8');
      return /node:|Intl\.Segmenter/.test(text) ? {contents: onDemand(text)} : undefined;
    });
    // All that one of them wants of it is to complain about what we never do.
    onLoad({filter: /[\\/]signal-exit[\\/]index\.js$/}, ({path}) => ({
      contents: readFileSync(path, 'utf8').replace("require('assert')", '{equal() {}}'),
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

const bundle = (groups) =>
  build({
    absWorkingDir: root,
    // The second is a thread of the app, loaded from its own file.
    entryPoints: {cli: 'src/cli.ts', 'analyst-worker': 'src/ui/analyst-worker.ts'},
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
    plugins: [sources(groups), yogaWithoutFetch, libraries],
    metafile: true,
    // Nothing but Node's own modules is left to be required.
    banner: {js: 'const require = (name) => process.getBuiltinModule(name);'},
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    logLevel: 'warning',
    write: false,
  });

/** The files that a file needs before it can begin, with itself. */
function needed(outputs, file, seen = new Set()) {
  seen.add(file);
  for (const {path, kind, external} of outputs[file].imports)
    if (kind === 'import-statement' && !external && !seen.has(path)) needed(outputs, path, seen);
  return seen;
}

const {outputs} = (await bundle([])).metafile;
const entryOf = (source) => Object.keys(outputs).find((file) => outputs[file].entryPoint === source);
const all = (...sources) => new Set(sources.flatMap((source) => [...needed(outputs, entryOf(source))]));
const atOnce = all('src/cli.ts');
// `--version` needs one of them, and nothing else.
const lazy = Object.keys(outputs).filter(
  (file) => ![undefined, 'src/version.ts'].includes(outputs[file].entryPoint) && !atOnce.has(file),
);
const hasSchemas = (file) => Object.keys(outputs[file].inputs).some((input) => input.includes('/zod/'));
/** The small files of `files` but for `others`, as one group for these lazy imports. */
function group(files, others, lazily) {
  const small = new Set(
    [...files].filter(
      (file) => !others.has(file) && outputs[file].entryPoint === undefined && outputs[file].bytes < 20_000,
    ),
  );
  return {
    modules: [...small].flatMap((file) => Object.keys(outputs[file].inputs)).filter((path) => path.startsWith('src/')),
    lazy: new Set(lazily.map((file) => `${root}${outputs[file].entryPoint}`)),
  };
}

const screen = all('src/commands/app.ts', 'src/commands/command-line.ts', 'src/ui/app.tsx');
const readers = lazy.filter((file) => [...needed(outputs, file)].some(hasSchemas));
const {outputFiles} = await bundle([
  group(screen, atOnce, lazy),
  group(all('src/commands/analyze.ts'), new Set([...atOnce, ...screen]), readers),
]);
// A build that fails leaves the last one in place.
rmSync(`${root}dist`, {recursive: true, force: true});
mkdirSync(`${root}dist`);
for (const {path, contents} of outputFiles) writeFileSync(path, contents);
chmodSync(`${root}dist/cli.js`, 0o755);
