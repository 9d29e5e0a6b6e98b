import {createReadStream} from 'node:fs';
import {pipeline} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/**
 * What a file that gzip packed holds, as it is unpacked: never more of it than a few pieces is held. `name` is what messages
 * call it. Throws a UserError where the file is cut off or broken.
 */
export async function* unpacked(name: string, path: string): AsyncGenerator<Uint8Array> {
  const pieces = createGunzip({chunkSize: 1 << 20});
  pipeline(createReadStream(path, {highWaterMark: 1 << 18}), pieces, () => {});
  try {
    for await (const piece of pieces) yield piece as Uint8Array;
  } catch (error) {
    if (!String((error as NodeJS.ErrnoException).code).startsWith('Z_')) throw error;
    throw new UserError(
      `${printableLine(name)}: the gzip file is ${(error as NodeJS.ErrnoException).code === 'Z_BUF_ERROR' ? 'cut off' : 'broken'}.`,
      'Copy it again; gzip -t FILE tells whether it is whole.',
    );
  } finally {
    pieces.destroy();
  }
}

/** At least so many bytes from the beginning of a packed file, unless it holds less. */
export async function unpackedHead(name: string, path: string, bytes: number): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for await (const piece of unpacked(name, path)) {
    pieces.push(piece);
    size += piece.length;
    if (size >= bytes) break;
  }
  return Buffer.concat(pieces).subarray(0, bytes);
}
