import {createReadStream} from 'node:fs';
import {resolve} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import type {Io} from './define-command.ts';

/** A text that the user named, and what to call its place in messages. */
export interface Input {
  readonly name: string;
  readonly text: string;
}

const refusals: Readonly<Record<string, {readonly says: string; readonly hint: string}>> = {
  ENOENT: {says: 'there is no such file.', hint: 'Check the name; "-" reads standard input.'},
  ENOTDIR: {says: 'there is no such file.', hint: 'Check the name; "-" reads standard input.'},
  EISDIR: {says: 'that is a folder.', hint: 'Name a file in it.'},
  EACCES: {says: 'you may not read it.', hint: 'Change its permissions, or name another file.'},
  EPERM: {says: 'you may not read it.', hint: 'Change its permissions, or name another file.'},
  ERR_ENCODING_INVALID_ENCODED_DATA: {says: 'it is not UTF-8 text.', hint: 'Save it as UTF-8.'},
  ENAMETOOLONG: {says: 'the name is too long.', hint: 'Check the name; "-" reads standard input.'},
};

/** The text of `file`, of standard input for `-`; a UserError where it cannot be read, is no UTF-8 or is larger than `maxBytes`. */
export async function readInput(io: Pick<Io, 'cwd' | 'stdin'>, file: string, maxBytes: number): Promise<Input> {
  const name = file === '-' ? 'standard input' : file;
  const shown = printableLine(name);
  if (file.includes('\0')) throw new UserError(`${shown}: no file has such a name.`, 'Check the name.');
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of file === '-' ? io.stdin : createReadStream(resolve(io.cwd, file))) {
      const part = Buffer.from(chunk);
      bytes += part.length;
      if (bytes > maxBytes) {
        throw new UserError(`${shown} is larger than ${maxBytes} bytes.`, 'Divide it into smaller files.');
      }
      chunks.push(part);
    }
    return {name, text: new TextDecoder('utf-8', {fatal: true}).decode(Buffer.concat(chunks))};
  } catch (error) {
    const refusal = refusals[(error as NodeJS.ErrnoException).code ?? ''];
    if (refusal === undefined) throw error;
    throw new UserError(`${shown}: ${refusal.says}`, refusal.hint);
  }
}
