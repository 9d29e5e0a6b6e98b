import {render, Text} from 'ink';
import {type ExitCode, exitCodes} from '../errors.ts';
import type {Route} from './router.ts';

/** What the app may know of the world. */
export interface AppIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream;
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  readonly now: () => Date;
  /** Where the workspace lies, absolute. */
  readonly workspace: string;
}

export interface AppOptions {
  readonly io: AppIo;
  /** Where the app begins. */
  readonly start: Route;
}

/** Opens the app in the terminal; resolves when it is left: 0 for `q`, 130 for Ctrl-C. What the app throws, this throws. */
export async function runApp({io}: AppOptions): Promise<ExitCode> {
  const {waitUntilExit, unmount} = render(<Text>eventcoach</Text>, {stdout: io.stdout as NodeJS.WriteStream, stdin: io.stdin});
  unmount();
  await waitUntilExit();
  return exitCodes.ok;
}
