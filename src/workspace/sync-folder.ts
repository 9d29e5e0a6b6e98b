import {open} from 'node:fs/promises';
import {errorCode, fileError} from './file-error.ts';

// Windows cannot open a folder, some network file systems cannot sync one: there the system orders the writes itself.
const cannot = new Set(['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/**
 * Brings the names in `folder` to disk. A killed process needs none of this; after a power cut a file that was synced
 * but whose name was not would be missing, or the renamed file would be the old one again.
 */
export async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (!cannot.has(errorCode(error) ?? '')) throw fileError(error, 'write', folder);
  }
}
