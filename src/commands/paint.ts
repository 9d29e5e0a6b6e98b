import {styleText} from 'node:util';
import type {DiffOptions} from '../report/diff-lines.ts';
import type {Style, TextOptions} from '../report/page.ts';
import type {Io, Output} from './define-command.ts';

// Sixteen-colour names only: the terminal's theme decides how they look on dark and on light.
const formats = {title: 'bold', good: 'green', stop: 'red', warning: 'yellow', open: 'cyan', quiet: 'dim'} as const;

/** How wide and in which colours a command writes text: 80 columns where the output is no terminal, at most 100 where it is. */
export function textOptions({color, stdout}: Io): TextOptions {
  const paint = (style: Style, text: string) =>
    color ? styleText(formats[style], text, {validateStream: false}) : text;
  return {width: Math.max(40, Math.min(100, stdout.columns ?? 80)), paint};
}

/** The same for a diff that goes to `stream`: one that is piped or kept in a file keeps its lines whole. */
export function diffOptions(io: Io, stream: Output = io.stdout): DiffOptions {
  return {...textOptions(io), terminal: stream.isTTY === true ? (stream.columns ?? 80) : undefined};
}
