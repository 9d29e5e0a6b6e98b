import {build, type Message, type Plugin} from 'esbuild';

/** What became of a module: its text, or the errors that refuse it, each with file:line. */
export type Bundled = {readonly text: string} | {readonly refused: readonly string[]};

/** Bundles the text of one module the way that .config/build.mjs does, with `plugins`. */
export async function bundled(contents: string, plugins: readonly Plugin[]): Promise<Bundled> {
  try {
    const {outputFiles} = await build({
      stdin: {contents, sourcefile: 'example.ts', loader: 'ts', resolveDir: process.cwd()},
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node22',
      minifySyntax: true,
      write: false,
      logLevel: 'silent',
      logOverride: {'ignored-bare-import': 'error'},
      plugins: [...plugins],
    });
    return {text: outputFiles[0]!.text};
  } catch (error) {
    const {errors = []} = error as {readonly errors?: readonly Message[]};
    if (errors.length === 0) throw error;
    return {refused: errors.map(({location, text}) => `${location?.file}:${location?.line} ${text}`)};
  }
}

/** What a bundled module exports when it is run. */
export async function exportsOfBundled(
  contents: string,
  plugins: readonly Plugin[],
): Promise<Readonly<Record<string, unknown>>> {
  const made = await bundled(contents, plugins);
  if ('refused' in made) throw new Error(made.refused.join('\n'));
  return run(made.text);
}

/** What a module exports, from its text. */
export const run = (text: string): Promise<Readonly<Record<string, unknown>>> =>
  import(`data:text/javascript,${encodeURIComponent(text)}`);
