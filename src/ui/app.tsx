import {render} from 'ink';
import type {ExitCode} from '../errors.ts';
import {createServices, type LoadTopology, type ServicesIo} from './create-services.ts';
import {exitText} from './exit-text.ts';
import {Root} from './root.tsx';
import type {Route} from './router.ts';
import type {Services} from './services.ts';
import type {FromCommands} from './shared-services.ts';
import type {Theme} from './theme.ts';

/** What the app may know of the world: a terminal on both ends, and what its services need. */
export interface AppIo extends ServicesIo {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: {write(text: string): unknown};
}

export interface AppOptions {
  readonly io: AppIo;
  /** The first screen. */
  readonly start: Route;
  readonly loadTopology: LoadTopology;
  readonly shared: FromCommands;
  /** The setting of this name; without it `auto`. */
  readonly theme?: Theme | undefined;
}

/**
 * Opens the app in the terminal; resolves when it is left: 0 for `q`, 130 for Ctrl-C. A defect restores the terminal and
 * is thrown. Colours are off where FORCE_COLOR was 0 before this module was loaded.
 */
export async function runApp({io, start, loadTopology, shared, theme}: AppOptions): Promise<ExitCode> {
  const services = createServices(io, loadTopology, shared);
  const code = await show(services, {io, start, theme});
  io.stdout.write(exitText(services.saved(), io.workspace));
  return code;
}

/** Draws the app with these services until it is left. */
export async function show(
  services: Services,
  {io, start, theme = 'auto'}: Pick<AppOptions, 'io' | 'start' | 'theme'>,
): Promise<ExitCode> {
  const screenReader = io.env['INK_SCREEN_READER'] === 'true' || Boolean(io.env['ACCESSIBLE']);
  const {waitUntilExit} = render(<Root services={services} start={start} screenReader={screenReader} theme={theme} />, {
    // The caller has made sure that these are terminals.
    stdin: io.stdin as NodeJS.ReadStream,
    stdout: io.stdout as NodeJS.WriteStream,
    stderr: io.stderr as NodeJS.WriteStream,
    // Ink would write nothing where CI is set, even to a terminal.
    interactive: true,
    alternateScreen: !screenReader,
    isScreenReaderEnabled: screenReader,
    incrementalRendering: true,
    exitOnCtrlC: false,
  });
  return (await waitUntilExit()) as ExitCode;
}
