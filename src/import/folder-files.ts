import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';

/** What manifests, models and traces are called. */
const ending = /\.(?:ya?ml|json|jsonl|ndjson|dsl|env|(?:json|jsonl|ndjson)\.gz)$/i;
/** Folders that hold other people's files or none of ours. */
const skipped = new Set(['node_modules', 'vendor', 'bower_components', '__pycache__', 'site-packages']);
const deepest = 16;
const most = 20_000;

/** Is a folder of this name hidden, or does it hold other people's files? */
export function isForeignFolder(name: string): boolean {
  return name.startsWith('.') || skipped.has(name);
}

/** The files in a folder that could be artefacts, by path relative to it, sorted; links and hidden folders are left out. */
export async function folderFiles(name: string, folder: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [{path: '', depth: 0}];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const entries = await readdir(join(folder, next.path), {withFileTypes: true}).catch(() => []);
    for (const entry of entries) {
      const path = next.path === '' ? entry.name : `${next.path}/${entry.name}`;
      if (entry.isDirectory()) {
        if (!isForeignFolder(entry.name) && next.depth < deepest) waiting.push({path, depth: next.depth + 1});
      } else if (entry.isFile() && (ending.test(entry.name) || entry.name === '.env')) found.push(path);
    }
    if (found.length > most)
      throw new UserError(
        `${printableLine(name)} holds more than ${most} files that could be imported.`,
        'Name the folder of the manifests, or the files.',
      );
  }
  return found.sort();
}
