import {basename} from 'node:path';

/** An editor as the user is told of it before it starts. */
export interface Editor {
  readonly name: string;
  /** How one leaves it, where it does not say so itself. */
  readonly leave: string | undefined;
}

const colon = 'Esc, :wq and Enter keeps your text; Esc, :q! and Enter leaves the passage as it was';
const leaving: Readonly<Record<string, string>> = {
  vi: colon,
  vim: colon,
  'vim.basic': colon,
  'vim.tiny': colon,
  nvim: colon,
  hx: colon,
  emacs: 'Ctrl-X Ctrl-S saves, Ctrl-X Ctrl-C leaves',
};

/** The editor that a command line starts; undefined for an empty one. */
export function editorIn(commandLine: string): Editor | undefined {
  const program = /^(?:"([^"]+)"|'([^']+)'|(\S+))/.exec(commandLine.trim());
  if (!program) return undefined;
  const name = basename(program[1] ?? program[2] ?? program[3]!).replace(/\.exe$/i, '');
  return {name, leave: Object.hasOwn(leaving, name) ? leaving[name] : undefined};
}
