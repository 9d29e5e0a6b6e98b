import {UserError} from '../../errors.ts';
import {printableLine} from '../../printable.ts';
import type {Artefact} from '../artefact.ts';
import {yamlDocuments} from '../documents.ts';

export type Path = readonly (string | number)[];

/** A file of a specification, with the files that it refers to by the paths that it uses. */
export interface SpecFile {
  readonly name: string;
  readonly data: unknown;
  readonly lineOf: (path: Path) => number;
  readonly others: Map<string, SpecFile>;
}

/** A document with everything that it refers to. */
export interface Spec {
  readonly file: SpecFile;
  /** References that could not be read: addresses on the net, other languages, files that are not there. */
  readonly unread: readonly string[];
}

/** A specification that is spread over more files is none. */
const mostFiles = 1000;

/**
 * Reads a document and, breadth first, every file beside it that it refers to. Nothing is fetched from the net. `known`
 * holds what other documents of the same import have read.
 */
export async function readSpec(artefact: Artefact, known: Map<string, SpecFile>): Promise<Spec> {
  const file = await specFile(artefact, known);
  const unread = new Set<string>();
  const waiting: {readonly file: SpecFile; readonly artefact: Artefact}[] = [{file, artefact}];
  const seen = new Set<SpecFile>([file]);
  for (const one of waiting) {
    for (const path of referredFiles(one.file.data)) {
      // Schemas in other languages (.proto, .xsd) tell nothing of who sends what.
      const readable = !/^[a-z][a-z0-9+.-]*:/i.test(path) && /\.(?:ya?ml|json|avsc)$/i.test(path);
      const beside = readable ? await one.artefact.beside(decoded(path)) : undefined;
      if (!beside || seen.size >= mostFiles) {
        unread.add(path);
        continue;
      }
      const other = await specFile(beside, known);
      one.file.others.set(path, other);
      if (!seen.has(other)) {
        seen.add(other);
        waiting.push({file: other, artefact: beside});
      }
    }
  }
  return {file, unread: [...unread]};
}

async function specFile(artefact: Artefact, known: Map<string, SpecFile>): Promise<SpecFile> {
  const found = known.get(artefact.name);
  if (found) return found;
  const [document, second] = yamlDocuments(artefact.name, await artefact.text());
  if (second)
    throw new UserError(
      `${printableLine(artefact.name)}: a specification is one document, this file holds several.`,
      'Write each into a file of its own.',
    );
  const file: SpecFile = {
    name: artefact.name,
    data: document?.data,
    lineOf: document?.lineOf ?? (() => 1),
    others: new Map(),
  };
  known.set(artefact.name, file);
  return file;
}

/** The file parts of all references in `data`, each once. */
function referredFiles(data: unknown): ReadonlySet<string> {
  const paths = new Set<string>();
  const seen = new Set<object>();
  const waiting: unknown[] = [data];
  for (const value of waiting) {
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    for (const [key, inner] of Object.entries(value)) {
      if (key === '$ref' && typeof inner === 'string') {
        const [path = ''] = inner.split('#', 1);
        if (path !== '') paths.add(path);
      } else waiting.push(inner);
    }
  }
  return paths;
}

/** Paths in references are written as in addresses. */
export function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
