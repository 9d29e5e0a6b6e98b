import {type Document, isCollection, isMap, isScalar, type Node, Pair, type YAMLMap} from 'yaml';
import type {Path} from './places.ts';

/** The parts of a YAML document by their paths, which have one step at least. */
export interface IndexedDocument {
  readonly has: (path: Path) => boolean;
  /** The part at `path`; undefined where there is none. */
  readonly at: (path: Path) => unknown;
  /** Puts a part in the place of what stands at `path`, or behind the others there; missing parents are made. */
  readonly set: (path: Path, part: Node) => void;
  /** Takes out what stands at `path`. */
  readonly remove: (path: Path) => void;
}

/** Of mappings up to this many entries no index is kept. */
const few = 16;
const isLarge = (part: unknown): part is YAMLMap => isMap(part) && part.items.length > few;

/**
 * What the library does with paths, which it looks for entry by entry: in a mapping of thousands of services that are all
 * edited it would take the square of their number. Nothing else may change the document meanwhile.
 */
export function indexedDocument(document: Document.Parsed): IndexedDocument {
  const indices = new Map<YAMLMap, Map<unknown, Pair>>();
  const indexOf = (map: YAMLMap): Map<unknown, Pair> => {
    let index = indices.get(map);
    if (index === undefined) {
      index = new Map();
      for (const pair of map.items) {
        const key = keyOf(pair);
        // Of two entries with the same key the first one counts.
        if (!index.has(key)) index.set(key, pair);
      }
      indices.set(map, index);
    }
    return index;
  };
  const inside = (part: unknown, step: string | number): unknown => {
    if (isLarge(part)) return indexOf(part).get(step)?.value ?? undefined;
    return isCollection(part) ? part.get(step, true) : undefined;
  };
  const at = (path: Path): unknown => path.reduce(inside, document.contents as unknown);
  return {
    has: (path) => {
      const parent = at(path.slice(0, -1));
      const key = path.at(-1)!;
      return isLarge(parent) ? indexOf(parent).has(key) : isCollection(parent) && parent.has(key);
    },
    at,
    set: (path, part) => {
      const parent = at(path.slice(0, -1));
      const key = path.at(-1)!;
      if (isLarge(parent)) {
        const index = indexOf(parent);
        const pair = index.get(key);
        if (pair) pair.value = part;
        else {
          const added = new Pair<unknown, unknown>(key, part);
          parent.items.push(added);
          index.set(key, added);
        }
      } else if (isCollection(parent)) parent.set(key, part);
      else {
        document.setIn(path, part);
        indices.clear();
      }
    },
    remove: (path) => {
      const parent = at(path.slice(0, -1));
      if (!isCollection(parent)) return;
      parent.delete(path.at(-1)!);
      if (isMap(parent)) indices.delete(parent);
    },
  };
}

const keyOf = ({key}: Pair): unknown => (isScalar(key) ? key.value : key);
