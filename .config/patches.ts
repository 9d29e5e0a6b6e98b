// What is changed in libraries while they are bundled, each by its exact text. What an upgrade would undo or spread
// unseen fails the build.
import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import type {Plugin} from 'esbuild';

/** The text of the file with the change in it; throws where it cannot be made exactly. */
type Patch = (text: string) => string;

/** `text` with what `declared` makes made at the first call of its `method`, which is all that may be done with it. */
function onDemand(text: string, name: string, value: string, method: string): string {
  const declared = `const ${name} = ${value};`;
  const [before, after, ...more] = text.split(declared);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error(`"${declared}" is there ${text.split(declared).length - 1} times, not once`);
  const lines = `${before}${after}`.split('\n');
  // A line that is nothing but a comment may name it.
  const isOther = new RegExp(`^(?!\\s*//).*\\b${name}\\b(?!\\.${method}\\()`);
  const other = lines.findIndex((line) => isOther.test(line));
  if (other >= 0) throw new Error(`line ${other + 1} uses ${name} other than by .${method}(...)`);
  return `${before}const ${name} = {${method}(text) { this.made ??= ${value}; return this.made.${method}(text); }};${after}`;
}

/**
 * V8 builds the set of all emoji sequences where an expression that asks for it is made; so it is made where it is
 * first used: a tenth of the time to the first screen.
 */
const emojiOnDemand: Patch = (text) => onDemand(text, 'rgiEmojiRegex', '/^\\p{RGI_Emoji}$/v', 'test');

/** The tables of a segmenter take a sixth of the time of `node -e 0` to load, and plain letters are measured without. */
const segmenterOnDemand: Patch = (text) => onDemand(text, 'segmenter', 'new Intl.Segmenter()', 'segment');

/**
 * Yoga decodes its WebAssembly by fetch() where there is one. In Node that loads a whole HTTP client, a quarter of the
 * time that the first screen takes without; without fetch it decodes the same text itself.
 */
const withoutFetch: Patch = (text) => {
  const asked = text.split('typeof fetch').length - 1;
  const called = text.split(/\bfetch\(/).length - 1;
  if (asked === 0 || called !== asked)
    throw new Error(
      `fetch is called ${called} times and asked for ${asked} times: one may be called that is not there`,
    );
  return `const fetch = undefined;\n${text}`;
};

/** What is changed in which file, below node_modules/. Each file is loaded by this plugin only. */
export const patchOf: Readonly<Record<string, Patch>> = {
  'string-width/index.js': (text) => segmenterOnDemand(emojiOnDemand(text)),
  'wrap-ansi/index.js': segmenterOnDemand,
  'yoga-layout/dist/binaries/yoga-wasm-base64-esm.js': withoutFetch,
};

/**
 * The files of libraries, below node_modules/, that have a text in them for which the build does something: no others
 * may have it, and none of these may be without.
 */
export const expected: Readonly<Record<string, readonly string[]>> = {
  'RGI_Emoji}': ['string-width/index.js'],
  'same-origin': ['yoga-layout/dist/binaries/yoga-wasm-base64-esm.js'],
};

/** The patches, for esbuild, whose error names the file. */
export const patches: Plugin = {
  name: 'patches',
  setup({onLoad}) {
    for (const [file, patched] of Object.entries(patchOf)) {
      const filter = new RegExp(`[\\\\/]node_modules[\\\\/]${file.replaceAll('.', '\\.').replaceAll('/', '[\\\\/]')}$`);
      onLoad({filter}, ({path}) => ({contents: patchedAt(path, patched)}));
    }
  },
};

function patchedAt(path: string, patched: Patch): string {
  try {
    return patched(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${(error as Error).message}. The patch in .config/patches.ts no longer fits.`);
  }
}

/**
 * What is not as `expected` in the bundled files, a sentence each; none where all is well.
 * @param inputs paths of all bundled files, seen from `root`
 */
export function unexpected(root: string, inputs: readonly string[], wanted = expected): readonly string[] {
  const inLibraries = inputs.filter((path) => path.includes('node_modules/') && !path.includes(':'));
  const texts = inLibraries.map((path) => [
    path.split('node_modules/').at(-1)!,
    readFileSync(join(root, path), 'utf8'),
  ]);
  return Object.entries(wanted).flatMap(([text, files]) => {
    const found = texts.filter(([, content]) => content!.includes(text)).map(([file]) => file!);
    return [
      ...files.filter((file) => !found.includes(file)).map((file) => `${file} no longer contains "${text}"`),
      ...found.filter((file) => !files.includes(file)).map((file) => `${file} contains "${text}" too`),
    ].map(
      (what) => `${what}: look whether the build still does right by it, then correct the table in .config/patches.ts.`,
    );
  });
}
