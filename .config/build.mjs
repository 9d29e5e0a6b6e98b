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
// Here, because an older Node than the one just asked for does not read TypeScript.
const {builtinsOnDemand} = await import('./builtins-on-demand.ts');
const {patches, unexpected} = await import('./patches.ts');
const root = fileURLToPath(new URL('..', import.meta.url));

// The modules of a group end up in one file: whatever is loaded by a lazy import asks for all of the groups that it has
// anything to do with. The bundler else makes a file for each set of lazy imports that share a module, forty tiny ones
// before the first screen, and finding, reading and linking a file takes as long as running fifty lines:
// a tenth of the time to the first screen, a thirtieth of that of `analyze`.
const sources = (groups) => ({
  name: 'sources',
  setup({onEnd, onLoad, onResolve}) {
    onResolve({filter: /^group:/}, ({path}) => ({path, namespace: 'group'}));
    onLoad({filter: /.*/, namespace: 'group'}, ({path}) => ({
      resolveDir: root,
      contents: groups[path.slice('group:'.length)].modules
        .map((one) => `import ${JSON.stringify(`./${one}`)};`)
        .join('\n'),
    }));
    // What is left of these at the end was to load its group, and did not.
    const left = new Set(groups.flatMap(({lazy}) => [...lazy]));
    onLoad({filter: /[\\/]src[\\/].*\.tsx?$/}, ({path}) => {
      if (!left.delete(path)) return undefined;
      const asked = groups.flatMap(({lazy}, i) => (lazy.has(path) ? [`import 'group:${i}';`] : []));
      return {loader: path.endsWith('x') ? 'tsx' : 'ts', contents: asked.join('') + readFileSync(path, 'utf8')};
    });
    onEnd(() => ({errors: [...left].map((path) => ({text: `${path} was to load its group, and was not bundled`}))}));
  },
});

// What the package itself offers where there is no Node: modules, of which what is not used falls away. Its CommonJS takes
// two to three hundredths of the time of `analyze` more.
const yaml = JSON.parse(readFileSync(`${root}node_modules/yaml/package.json`, 'utf8')).exports['.'].default;

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
      yaml: `./node_modules/yaml/${yaml}`,
    },
    // No two of them load the same file: the first has src/, the second its table of libraries, the third none that is
    // on disk. So their order changes nothing.
    plugins: [sources(groups), patches, builtinsOnDemand],
    // `import 'node:fs'`, without a name, means nothing here.
    logOverride: {'ignored-bare-import': 'error'},
    metafile: true,
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

const {inputs, outputs} = (await bundle([])).metafile;
const wrong = unexpected(root, Object.keys(inputs));
if (wrong.length > 0) {
  console.error(wrong.join('\n'));
  process.exit(1);
}
const entryIn = (files, source) => Object.keys(files).find((file) => files[file].entryPoint === source);
const all = (...sources) => new Set(sources.flatMap((source) => [...needed(outputs, entryIn(outputs, source))]));
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
  const lazySources = lazily.map((file) => outputs[file].entryPoint).filter((path) => path.startsWith('src/'));
  return {
    modules: [...small].flatMap((file) => Object.keys(outputs[file].inputs)).filter((path) => path.startsWith('src/')),
    lazy: new Set(lazySources.map((path) => `${root}${path}`)),
  };
}

const screen = all('src/commands/app.ts', 'src/commands/command-line.ts', 'src/ui/app.tsx');
const readers = lazy.filter((file) => [...needed(outputs, file)].some(hasSchemas));
const groups = [
  group(screen, atOnce, lazy),
  group(all('src/commands/analyze.ts'), new Set([...atOnce, ...screen]), readers),
];
// What some readers and some others need is in neither group, and again in tiny files: it goes to what all have.
const {outputs: later} = (await bundle(groups)).metafile;
const early = needed(later, entryIn(later, 'src/cli.ts'));
const tiny = [...needed(later, entryIn(later, 'src/commands/analyze.ts'))].filter(
  (file) => !early.has(file) && later[file].entryPoint === undefined && later[file].bytes < 6_000,
);
groups[0].modules.push(
  ...tiny.flatMap((file) => Object.keys(later[file].inputs)).filter((path) => path.startsWith('src/')),
);
const {outputFiles} = await bundle(groups);
// A build that fails leaves the last one in place.
rmSync(`${root}dist`, {recursive: true, force: true});
mkdirSync(`${root}dist`);
for (const {path, contents} of outputFiles) writeFileSync(path, contents);
chmodSync(`${root}dist/cli.js`, 0o755);
