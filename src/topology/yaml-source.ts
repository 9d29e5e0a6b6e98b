import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  parseDocument,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import {deepest, tooDeep} from './limits.ts';
import {openMapping, type Part, type Place, put} from './parts.ts';
import type {Path} from './places.ts';

/** Says that something is wrong at an offset of the text. */
export type Complain = (path: Path, message: string, hint: string, at: number) => void;

/** A document that yaml.ts found sound, or the first thing that is wrong with its syntax. */
export type YamlDocument = {readonly document: Document.Parsed} | Mistake;
interface Mistake {
  readonly message: string;
  readonly hint: string;
  readonly at: number;
}

/** What the library calls a mistake, in words that need no YAML specification at hand. */
const mistakes: Readonly<Record<string, {readonly message: string; readonly hint: string}>> = {
  RESOURCE_EXHAUSTION: tooDeep,
  MULTIPLE_DOCS: {
    message: 'holds more than one document',
    hint: 'Keep one topology per file: split it at the line of three dashes.',
  },
  TAG_RESOLVE_FAILED: {message: 'has a tag (a word with "!")', hint: 'Take the tag away; the format has none.'},
  TAB_AS_INDENT: {message: 'is not valid YAML: a tab indents this line', hint: 'Indent with spaces.'},
};

/** The YAML document in `text`, read by the library. */
export function yamlDocument(text: string): YamlDocument {
  let document: Document.Parsed;
  try {
    // The library's own duplicate check is quadratic; the reader below looks each key up. The schema is YAML 1.2's even
    // where the file says otherwise: "yes" and "on" are text, no value becomes a date or bytes.
    document = parseDocument(text, {
      uniqueKeys: false,
      prettyErrors: false,
      logLevel: 'error',
      schema: 'core',
      resolveKnownTags: false,
    });
  } catch (error) {
    if (error instanceof RangeError) return {...tooDeep, at: 0};
    throw error;
  }
  const [first] = [...document.errors, ...document.warnings];
  if (first === undefined) return {document};
  const known = mistakes[first.code] ?? {
    message: `is not valid YAML: ${first.message.split('\n')[0]}`,
    hint: 'Mend the syntax at this place; indentation and quotes are the usual causes.',
  };
  return {...known, at: first.pos[0]};
}

/** The document as plain data with places. `budget` bounds the values that aliases repeat. */
export function partOf(
  document: Document.Parsed,
  budget: number,
  complain: Complain,
  duplicate: (path: Path, at: number) => void,
): Part {
  // The library looks an alias's anchor up by walking through the whole document. Here each alias is met once in the
  // order of the text, when the last anchor of its name is the one it means.
  const anchors = new Map<string, Node>();
  const targets = new Map<Alias, Node | undefined>();
  const open = new Set<Node>();
  let inAlias = 0;
  let left = budget;

  const value = (node: unknown, path: Path, otherwiseAt: number): Part => {
    if (inAlias > 0) left -= 1;
    const at = (node as Node | null)?.range?.[0] ?? otherwiseAt;
    if (left < 0) return {data: null, place: at};
    if (path.length > deepest) {
      complain(path.slice(0, 4), tooDeep.message, tooDeep.hint, at);
      return {data: null, place: at};
    }
    if (isAlias(node)) return aliased(node, path, at);
    anchored(node);
    if (isMap(node)) return mapping(node, path, at);
    if (isSeq(node)) return list(node, path, at);
    const empty = isScalar(node) && node.value === null && node.source === '';
    return {data: isScalar(node) ? node.value : null, place: empty ? otherwiseAt : at};
  };

  const anchored = (node: unknown) => {
    if (inAlias === 0 && (isMap(node) || isSeq(node) || isScalar(node)) && node.anchor) anchors.set(node.anchor, node);
  };

  const aliased = (node: Alias, path: Path, at: number): Part => {
    if (inAlias === 0) targets.set(node, anchors.get(node.source));
    const target = targets.get(node);
    if (target === undefined || open.has(target)) {
      complain(path, `alias *${node.source} points to nothing or into itself`, 'Write the value out.', at);
      return {data: null, place: at};
    }
    inAlias += 1;
    open.add(target);
    const before = left;
    const resolved = value(target, path, at);
    open.delete(target);
    inAlias -= 1;
    if (left < 0 && before >= 0 && inAlias === 0) {
      complain(path, 'aliases repeat too many values', 'Write the values out instead of *aliases.', at);
    }
    return resolved;
  };

  const mapping = (node: YAMLMap, path: Path, at: number): Part => {
    const result = openMapping(at);
    for (const pair of node.items) {
      if (!isPair(pair)) continue;
      const keyAt = (pair.key as Node | null)?.range?.[0] ?? at;
      const key = keyText(pair.key);
      anchored(pair.key);
      if (key === undefined) complain(path, 'a key must be plain text', 'Give it a name, in quotes if need be.', keyAt);
      else if (isMergeKey(pair.key)) {
        complain(path, 'the merge key << is not read', 'Write the keys out; an alias stands for a whole value.', keyAt);
      } else if (!put(result, key, keyAt, value(pair.value, [...path, key], keyAt)) && left >= 0) {
        duplicate([...path, key], keyAt);
      }
    }
    return result;
  };

  const list = (node: YAMLSeq, path: Path, at: number): Part => {
    const parts: Place[] = [];
    const data: unknown[] = [];
    for (const item of node.items) {
      const part = value(item, [...path, data.length], at);
      data.push(part.data);
      parts.push(part.place);
    }
    return {data, place: {at, keys: undefined, keysAt: [], parts}};
  };
  return value(document.contents, [], 0);
}

const isMergeKey = (key: unknown) => isScalar(key) && key.value === '<<' && key.type === 'PLAIN';

/** A key as its author wrote it: 1.10 stays "1.10". */
function keyText(key: unknown): string | undefined {
  if (!isScalar(key) || key.value === null) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}
