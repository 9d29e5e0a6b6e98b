import {readdir, stat} from 'node:fs/promises';
import {join} from 'node:path';
import {isForeignFolder} from './folder-files.ts';

/** Configuration is small and lies in few files: what goes beyond these bounds is data. */
const mostFiles = 50;
const largestBytes = 262_144;
const deepest = 2;
/** A folder of large files is not looked through to its end. */
const mostLooks = 1000;

/**
 * The small files in `folder`, by path relative to it: at most 50, none above 256 kB, those of the folder before those of the
 * folders in it (two levels deep), each level sorted. Links, empty files and hidden folders are left out.
 */
export async function smallFiles(folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  let looks = 0;
  let level = [''];
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const path of level) {
      const entries = await readdir(join(folder, path), {withFileTypes: true}).catch(() => []);
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        if (found.length >= mostFiles || looks >= mostLooks) return found;
        looks += 1;
        const inner = path === '' ? entry.name : `${path}/${entry.name}`;
        if (entry.isDirectory() && !isForeignFolder(entry.name)) below.push(inner);
        if (!entry.isFile()) continue;
        const size = (await stat(join(folder, inner)).catch(() => undefined))?.size ?? 0;
        if (size > 0 && size <= largestBytes) found.push(inner);
      }
    }
    level = below;
  }
  return found;
}
