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
