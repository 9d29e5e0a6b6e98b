import {fileError} from './file-error.ts';
import {isRealFile} from './real-entry.ts';
import {replaceFile} from './replace-file.ts';

/**
 * Replaces the content of a workspace's file as a whole, private to the user (mode 0600); see `replaceFile`. A link in its
 * place, or a refusal of the system, is a UserError and leaves the old content.
 */
export async function writeAtomic(path: string, text: string): Promise<void> {
  await isRealFile(path);
  try {
    await replaceFile(path, text, 0o600);
  } catch (error) {
    throw fileError(error, 'write', path);
  }
}

/** Is `name` that of a temporary file of `writeAtomic`? Where nobody is writing it was left by a killed process. */
export function isTemporary(name: string): boolean {
  return /^\..+\.[0-9a-f]{12}\.tmp$/.test(name);
}
