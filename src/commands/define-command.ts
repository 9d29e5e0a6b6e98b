import type {ExitCode} from '../errors.ts';

/** A stream that a command writes to. `columns`, `rows` and `isTTY` are missing where it is not a terminal. */
export interface Output {
  /** false: wait for `drain` before writing more. */
  write(text: string): unknown;
  once?(event: 'drain', listener: () => void): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
  readonly rows?: number | undefined;
}

/** Everything that a command may know of the world; nothing below reads `process`. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream & {
    readonly isTTY?: boolean | undefined;
    setRawMode?(isRaw: boolean): unknown;
  };
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
  /** Does this before SIGTERM or SIGHUP ends the process; sent twice they do not wait. Missing where nobody sends any. */
  readonly beforeEnd?: (work: () => Promise<void>) => void;
  /** Does this when Ctrl-C ends the command, before it ends; that waits for it a little more than half a second at most. */
  readonly beforeInterrupted?: (work: () => Promise<void>) => void;
  /** Calls `work` whenever the terminal says that its window has changed; returns what ends that. */
  readonly onResize?: (work: () => void) => () => void;
  readonly now: () => Date;
  /** ANSI colours on stdout? Decided from the terminal, `--color`, NO_COLOR and FORCE_COLOR. */
  readonly color: boolean;
  /** Where the workspace lies, absolute. */
  readonly workspace: string;
}

interface OptionBase {
  readonly describe: string;
  /** What stands after the option in the help: `--event NAME`. */
  readonly value?: string;
  readonly short?: string;
}
interface TextOption extends OptionBase {
  readonly type: 'string';
  readonly choices?: readonly string[];
  readonly multiple?: false;
}
interface ManyOption extends OptionBase {
  readonly type: 'string';
  readonly multiple: true;
}
interface Flag extends OptionBase {
  readonly type: 'boolean';
}
export type Option = TextOption | ManyOption | Flag;
export type Options = Readonly<Record<string, Option>>;

type ValueOf<O extends Option> = O extends Flag
  ? boolean
  : O extends ManyOption
    ? readonly string[]
    : (O extends {readonly choices: readonly (infer C)[]} ? C : string) | undefined;
export type Values<O extends Options> = {readonly [K in keyof O]: ValueOf<O[K]>};

export interface Command<O extends Options = Options> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** What follows the name, one line each. */
  readonly usage: readonly string[];
  readonly options: O;
  readonly examples?: readonly string[];
  /** What can be typed behind the name, where that has options of its own. */
  readonly parts?: readonly Command[];
  run(io: Io, values: Values<O>, positionals: readonly string[]): ExitCode | Promise<ExitCode>;
}

/** A command whose option values are typed from its option table. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}
