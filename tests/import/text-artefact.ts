import {join, normalize} from 'node:path/posix';
import type {Artefact} from '../../src/import/artefact.ts';
import type {ImportRun} from '../../src/import/format.ts';

/** A text as an artefact; what lies beside it comes from `folder` (paths and texts), which has no outside. */
export function textArtefact(name: string, text: string, folder: Readonly<Record<string, string>> = {}): Artefact {
  return {
    name,
    head: text.slice(0, 65_536),
    text: async () => text,
    bytes: async function* () {
      yield new TextEncoder().encode(text);
    },
    size: undefined,
    beside: async (path) => {
      const there = normalize(join(name, '..', path));
      const other = Object.hasOwn(folder, there) ? folder[there] : undefined;
      return other === undefined ? undefined : textArtefact(there, other, folder);
    },
    filesIn: async (path) => {
      const there = `${normalize(join(name, '..', path)).replace(/\/$/, '')}/`;
      return Object.keys(folder)
        .filter((file) => file.startsWith(there) && file.slice(there.length).split('/').length <= 3)
        .sort()
        .slice(0, 50)
        .map((file) => textArtefact(file, folder[file]!, folder));
    },
  };
}

/** A run that takes everything and that nobody interrupts. */
export const plainRun: ImportRun = {
  signal: new AbortController().signal,
  progress: () => undefined,
  since: undefined,
  until: undefined,
  sample: 1,
};
