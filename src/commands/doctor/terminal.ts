import {terminalLetters} from '../../terminal-letters.ts';
import type {Io} from '../define-command.ts';
import type {Row} from './row.ts';

/** What of the terminal matters to text and to the app. Nothing here has to be mended. */
export function terminalRows({stdin, stdout, env, color}: Io): readonly Row[] {
  return [
    ['output', stdout.isTTY === true ? size(stdout) : 'no terminal: text is 80 columns wide'],
    ['input', stdin.isTTY === true ? 'a keyboard' : 'no keyboard: the app cannot be opened'],
    ['colours', `${color ? 'yes' : 'no'}, ${colourReason(env, stdout.isTTY === true)}`],
    ['letters', letters(env)],
  ];
}

function size({columns, rows}: Io['stdout']): string {
  // A terminal that does not know its size says 0.
  if (!columns || !rows) return 'a terminal of unknown size';
  const small = columns < 80 || rows < 24 ? ': the app is made for 80 x 24 and more' : '';
  return `a terminal, ${columns} x ${rows}${small}`;
}

function colourReason(env: Io['env'], terminal: boolean): string {
  // In the order in which main.ts asks.
  const reasons: readonly (readonly [boolean, string])[] = [
    [Boolean(env['NO_COLOR']), 'NO_COLOR is set'],
    [env['FORCE_COLOR'] !== undefined, 'FORCE_COLOR is set'],
    [!terminal, 'this is no terminal'],
    [env['TERM'] === 'dumb', 'TERM is dumb'],
  ];
  return `${reasons.find(([holds]) => holds)?.[1] ?? 'this is a terminal'} (--color and --no-color count first)`;
}

function letters(env: Io['env']): string {
  const known = terminalLetters(env);
  if (!known) return 'unknown: none of LC_ALL, LC_CTYPE and LANG is set';
  return known.isUtf8 ? `UTF-8 (${known.variable})` : `not UTF-8 (${known.variable}): lines and signs may look wrong`;
}
