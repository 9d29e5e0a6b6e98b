import {spawn} from 'node:child_process';
import {mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/** Where an editor is looked for and started. */
export interface EditorIo {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
}

const maxBytes = 64 * 1024;

/** The command line of the user's editor, $VISUAL before $EDITOR; empty where there is none. */
export function editorOf(env: EditorIo['env']): string {
  return (env['VISUAL'] || env['EDITOR'] || '').trim();
}

/** The text as the user leaves it in the editor, which gets the terminal meanwhile. No editor is a UserError. */
export async function editedByUser({env, cwd}: EditorIo, text: string): Promise<string> {
  const {splitCommand} = await import('../llm/split-command.ts');
  const [program, ...args] = splitCommand(editorOf(env));
  if (program === undefined) {
    throw new UserError(
      'There is no editor: neither VISUAL nor EDITOR is set.',
      'Set one, for example: export EDITOR=nano',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'eventcoach-'));
  try {
    const file = join(folder, 'passage.md');
    await writeFile(file, `${text}\n`, {mode: 0o600});
    const says = await run(program, [...args, file], cwd);
    if (says !== undefined)
      throw new UserError(`The editor ${printableLine(program)} ${says}.`, 'The passage stays as it was.');
    if ((await stat(file)).size > maxBytes) throw new UserError('The text is too long for a passage.', 'Shorten it.');
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, {recursive: true, force: true});
  }
}

/** What went wrong; undefined when the program ended well. */
async function run(program: string, args: readonly string[], cwd: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {cwd, stdio: 'inherit'});
    child.once('error', ({message}) => resolve(`cannot be started (${printableLine(message)})`));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`));
  });
}
