import {parseArgs} from 'node:util';
import type {ExitCode} from '../errors.ts';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';

/** A stream that a command writes to. `columns` and `isTTY` are missing where it is not a terminal. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean | undefined;
  readonly columns?: number | undefined;
}

/** Everything that a command may know of the world; nothing below reads `process`. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly stdin: NodeJS.ReadableStream & {readonly isTTY?: boolean | undefined};
  readonly stdout: Output;
  readonly stderr: Output;
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal;
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
  run(io: Io, values: Values<O>, positionals: readonly string[]): ExitCode | Promise<ExitCode>;
}

/** A command whose option values are typed from its option table. */
export function defineCommand<const O extends Options>(command: Command<O>): Command<O> {
  return command;
}

/** The values and positionals in `args`; a UserError names an option that is unknown, lacks its value or has a wrong one. */
export function parseCommandLine<O extends Options>(
  command: Command<O>,
  args: readonly string[],
): {values: Values<O>; positionals: string[]} {
  const hint = `"eventcoach ${command.name} --help" lists the options.`;
  const {tokens} = parseArgs({
    args: [...args],
    options: Object.fromEntries(
      Object.entries(command.options).map(([name, o]) => [name, {type: o.type, ...(o.short ? {short: o.short} : {})}]),
    ),
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const values: Record<string, boolean | string | string[] | undefined> = {};
  const positionals: string[] = [];
  for (const [name, option] of Object.entries(command.options)) {
    if (option.type === 'boolean') values[name] = false;
    else if (option.multiple) values[name] = [];
  }
  for (const token of tokens) {
    if (token.kind === 'positional') positionals.push(token.value);
    if (token.kind !== 'option') continue;
    const option = Object.hasOwn(command.options, token.name) ? command.options[token.name] : undefined;
    if (option === undefined) {
      const known = Object.keys(command.options).map((name) => `--${name}`);
      throw new UserError(`Unknown option ${printableLine(token.rawName)}.`, didYouMean(token.rawName, known, hint));
    }
    if (option.type === 'boolean') {
      if (token.value !== undefined) throw new UserError(`${token.rawName} takes no value.`, hint);
      values[token.name] = true;
      continue;
    }
    const {value} = token;
    if (value === undefined || (!token.inlineValue && /^-./.test(value))) {
      throw new UserError(`${token.rawName} needs a value: ${token.rawName} ${option.value ?? 'VALUE'}.`, hint);
    }
    if (option.multiple) {
      (values[token.name] as string[]).push(value);
      continue;
    }
    if (option.choices && !option.choices.includes(value)) {
      throw new UserError(
        `${token.rawName} ${printableLine(value)}: not one of ${option.choices.join(', ')}.`,
        didYouMean(value, option.choices, hint),
      );
    }
    values[token.name] = value;
  }
  return {values: values as Values<O>, positionals};
}

/** The help text of one command. */
export function commandHelp(command: Command): string {
  const lines = command.usage.map((line, i) =>
    `${i === 0 ? 'Usage: ' : '       '}eventcoach ${command.name} ${line}`.trimEnd(),
  );
  const heads = Object.entries(command.options).map(([name, o]) => {
    const short = o.short ? `-${o.short}, ` : '';
    const value =
      o.type === 'boolean' ? '' : ` ${o.value ?? (o.multiple ? 'VALUE' : (o.choices?.join('|') ?? 'VALUE'))}`;
    return [`${short}--${name}${value}`, o.describe] as const;
  });
  const width = Math.min(28, Math.max(0, ...heads.map(([head]) => head.length)));
  const options = heads.map(([head, describe]) =>
    head.length > width ? `  ${head}\n  ${' '.repeat(width)}  ${describe}` : `  ${head.padEnd(width)}  ${describe}`,
  );
  return [
    command.summary,
    '',
    ...lines,
    ...(options.length > 0 ? ['', 'Options:', ...options] : []),
    ...(command.examples ? ['', 'Examples:', ...command.examples.map((e) => `  ${e}`)] : []),
    '',
  ].join('\n');
}
