import {render} from 'ink';
import {type ExitCode, UserError} from '../errors.ts';
import {glyphsFor} from './charts/glyphs.ts';
import {createServices, type LoadTopology, type ServicesIo} from './create-services.ts';
import {exitText, startedBy} from './exit-text.ts';
import {fullScreen, redrawOnResize} from './full-screen.ts';
import type {Left} from './left.ts';
import {withPlainGlyphs} from './plain-glyphs.ts';
import {Root} from './root.tsx';
import type {Route} from './router.ts';
import type {Services} from './services.ts';
import type {FromCommands} from './shared-services.ts';
import {spokenTerminal} from './spoken-terminal.ts';
import {backgroundOf, type Theme} from './theme.ts';

/** What the app may know of the world: a terminal on both ends, and what its services need. */
export interface AppIo extends ServicesIo {
  readonly stdin: NodeJS.ReadableStream;
  readonly stderr: {write(text: string): unknown};
  /** Does this before a signal ends the process. */
  readonly beforeEnd?: (work: () => Promise<void>) => void;
  /** Calls `work` whenever the window of the terminal changes; returns what ends that. */
  readonly onResize?: (work: () => void) => () => void;
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
  io.beforeEnd?.(services.settled);
  const code = await show(services, {io, start, theme});
  io.stdout.write(exitText(services.saved(), io.workspace, await leftAt(services), startedBy(io.env)));
  return code;
}

/** Where the next start will offer to go on; where that cannot be read it says so itself. */
async function leftAt(services: Services): Promise<Left | undefined> {
  try {
    return await services.leftAt();
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** Draws the app with these services until it is left. */
export async function show(
  services: Services,
  {io, start, theme = 'auto'}: Pick<AppOptions, 'io' | 'start' | 'theme'>,
): Promise<ExitCode> {
  const screenReader = io.env['INK_SCREEN_READER'] === 'true' || Boolean(io.env['ACCESSIBLE']);
  // The caller has made sure that these are terminals.
  const [stdin, terminal] = [io.stdin as NodeJS.ReadStream, withPlainGlyphs(io.stdout as NodeJS.WriteStream, io.env)];
  const spoken = screenReader ? spokenTerminal(terminal) : undefined;
  const screen = spoken ?? fullScreen(terminal);
  // Ink draws what has changed since its last frame: it has to forget that one, and then to look at the size.
  const redraw = () => {
    ink.clear();
    screen.anew();
    screen.stdout.emit('resize');
  };
  const background = backgroundOf(io.env['COLORFGBG']);
  const root = {services, start, screenReader, glyphs: glyphsFor(io.env), theme, background, redraw};
  const ink = render(<Root {...root} />, {
    stdin,
    stdout: screen.stdout,
    stderr: io.stderr as NodeJS.WriteStream,
    // Ink would write nothing where CI is set, even to a terminal.
    interactive: true,
    alternateScreen: !screenReader,
    isScreenReaderEnabled: screenReader,
    // Whole frames: what is new in them is found here.
    debug: screenReader,
    incrementalRendering: true,
    // A key whose answer comes in two steps would wait 33 ms between them.
    maxFps: 60,
    exitOnCtrlC: false,
  });
  // Lines that are spoken do not depend on the window.
  const endRedrawing = spoken ? undefined : redrawOnResize(io.onResize, redraw);
  try {
    return (await ink.waitUntilExit()) as ExitCode;
  } finally {
    endRedrawing?.();
    spoken?.end();
  }
}
