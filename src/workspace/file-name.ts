import {createHash} from 'node:crypto';

// Lower case only: on macOS and Windows "Shop" and "shop" are one file.
const plain = /^[a-z0-9](?:[a-z0-9._-]{0,78}[a-z0-9_-])?$/;
// Windows opens devices under these names, whatever the ending.
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/;

/**
 * The name under which something called `id` is filed: always one plain name of at most 80 ASCII characters that works
 * on Linux, macOS and Windows, never a path. An ordinary id (`04-availability-math`) is its own name; any other becomes
 * `slug~hash`, different for different ids.
 */
export function fileName(id: string): string {
  if (plain.test(id) && !device.test(id)) return id;
  const slug = id
    .slice(0, 200)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  // UTF-16, because UTF-8 turns every lone surrogate into the same character.
  const hash = createHash('sha256').update(Buffer.from(id, 'utf16le')).digest('hex').slice(0, 16);
  return `${slug}~${hash}`;
}
