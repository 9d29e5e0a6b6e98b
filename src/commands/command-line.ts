import {parseArgs} from 'node:util';
import {UserError} from '../errors.ts';
import {didYouMean} from '../nearest.ts';
import {printableLine} from '../printable.ts';
import type {Command, Options, Values} from './define-command.ts';

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

/** The help text of a command, or of the part of it that `args` name: `skill check --help` says what `skill check` takes. */
export function helpFor(command: Command, args: readonly string[]): string {
  const named = args.find((one) => !one.startsWith('-'));
  const part = command.parts?.find(({name}) => name === named);
  return commandHelp(part === undefined ? command : {...part, name: `${command.name} ${part.name}`});
}

/** The help text of one command, in 80 columns. */
export function commandHelp(command: Command): string {
  const lines = command.usage.flatMap((line, i) => usageLines(command.name, line, i === 0));
  const heads = Object.entries(command.options).map(([name, o]) => {
    const short = o.short ? `-${o.short}, ` : '';
    const value =
      o.type === 'boolean' ? '' : ` ${o.value ?? (o.multiple ? 'VALUE' : (o.choices?.join('|') ?? 'VALUE'))}`;
    return [`${short}--${name}${value}`, o.describe] as const;
  });
  const width = Math.min(28, Math.max(0, ...heads.map(([head]) => head.length)));
  const options = heads.flatMap(([head, describe]) => {
    const [first = '', ...others] = rowsOf(describe, columns - width - 4);
    const start = head.length > width ? [`  ${head}`, behind(width, first)] : [`  ${head.padEnd(width)}  ${first}`];
    return [...start, ...others.map((row) => behind(width, row))];
  });
  return [
    ...rowsOf(command.summary, columns),
    '',
    ...lines,
    ...(options.length > 0 ? ['', 'Options:', ...options] : []),
    ...(command.examples ? ['', 'Examples:', ...command.examples.map((e) => `  ${e}`)] : []),
    '',
  ].join('\n');
}

const columns = 80;
const usageIndent = 7;

/** What can be typed, and behind three spaces or more what that does: below it where both do not fit into one line. */
function usageLines(name: string, usage: string, isFirst: boolean): readonly string[] {
  const whole = `${isFirst ? 'Usage: ' : ' '.repeat(usageIndent)}eventcoach ${name} ${usage}`.trimEnd();
  const parts = /^(.*?\S) {3,}(\S.*)$/.exec(whole);
  if (whole.length <= columns || parts === null) return [whole];
  const indent = usageIndent + 4;
  return [parts[1]!, ...rowsOf(parts[2]!, columns - indent).map((row) => ' '.repeat(indent) + row)];
}

function behind(width: number, row: string): string {
  return `  ${' '.repeat(width)}  ${row}`;
}

/** Words in rows of so many columns; our own texts hold no wide characters. */
function rowsOf(text: string, room: number): readonly string[] {
  const rows = [''];
  for (const word of text.split(' ')) {
    const row = rows.at(-1)!;
    if (row !== '' && row.length + 1 + word.length > room) rows.push(word);
    else rows[rows.length - 1] = row === '' ? word : `${row} ${word}`;
  }
  return rows;
}
