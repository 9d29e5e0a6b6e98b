import {
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type {Edit} from './edit.ts';
import {editedText} from './edit-text.ts';
import {type Path, readSource} from './source.ts';

/** Whether the call at `path` needs its result. */
export interface Answer {
  readonly path: Path;
  readonly needsResult: boolean;
}

/** The text with the answers, or the place of one that cannot be written without changing something else. */
export type Answered = {readonly text: string} | {readonly stuck: Path};

/**
 * Writes answers of calls that have none into a topology file: for each `needsResult` is put in behind the call's `to`,
 * and no other character changes, in YAML and in JSON. Calls that an alias repeats are written out where they stand; what
 * other aliases repeat cannot be answered for one place alone. `data` is what `text` says.
 */
export function answeredText(text: string, data: unknown): (answers: readonly Answer[]) => Answered {
  let nodeAt: NodeAt | undefined;
  return (answers) => {
    if (answers.length === 0) return {text};
    nodeAt ??= nodesOf(text);
    const inserts: Insert[] = [];
    const others: Answer[] = [];
    for (const answer of answers) {
      const insert = insertAt(text, nodeAt(answer.path), answer);
      if (insert) inserts.push(insert);
      else others.push(answer);
    }
    const inserted = withInserts(text, inserts);
    const result = others.length === 0 ? inserted : editedText(inserted, readSource(inserted).data, others.map(edit));
    if (says(result, data, answers)) return {text: result};
    const shared = answers.find(({path}) => path.some((_, i) => hasAnchor(nodeAt!(path.slice(0, i + 1)))));
    return {stuck: (shared ?? answers[0]!).path};
  };
}

interface Insert {
  readonly at: number;
  readonly text: string;
}

const edit = ({path, needsResult}: Answer): Edit => ({path: [...path, 'needsResult'], value: needsResult});

function withInserts(text: string, inserts: readonly Insert[]): string {
  let result = '';
  let from = 0;
  for (const insert of [...inserts].sort((a, b) => a.at - b.at)) {
    result += text.slice(from, insert.at) + insert.text;
    from = insert.at;
  }
  return result + text.slice(from);
}

/** Does `text` say what `data` says and these answers, and nothing else? */
function says(text: string, data: unknown, answers: readonly Answer[]): boolean {
  const read = readSource(text);
  if (read.problems.length > 0) return false;
  // A copy in which no two places are one object, as they may be where an alias repeats something.
  const without: unknown = JSON.parse(JSON.stringify(read.data));
  for (const {path, needsResult} of answers) {
    const call = partAt(without, path);
    if (call?.['needsResult'] !== needsResult) return false;
    delete call['needsResult'];
  }
  return JSON.stringify(without) === JSON.stringify(data);
}

function partAt(data: unknown, path: Path): Record<string, unknown> | undefined {
  let part = data;
  for (const step of path) {
    if (typeof part !== 'object' || part === null || !Object.hasOwn(part, step)) return undefined;
    part = (part as Record<string | number, unknown>)[step];
  }
  return typeof part === 'object' && part !== null ? (part as Record<string, unknown>) : undefined;
}

type NodeAt = (path: Path) => Node | undefined;

/** Finds the node at a path of a YAML or JSON text; undefined also behind an alias. */
function nodesOf(text: string): NodeAt {
  const {contents} = parseDocument(text, {uniqueKeys: false});
  // The library looks through all keys of a mapping for each.
  const indices = new WeakMap<YAMLMap, ReadonlyMap<string, unknown>>();
  const indexOf = (map: YAMLMap) => {
    let index = indices.get(map);
    if (index === undefined) {
      index = new Map(map.items.map(({key, value}) => [String(isScalar(key) ? key.value : key), value]));
      indices.set(map, index);
    }
    return index;
  };
  return (path) => {
    let node: unknown = contents;
    for (const step of path) {
      if (isMap(node)) node = indexOf(node).get(String(step));
      else node = isSeq(node) ? node.items[Number(step)] : undefined;
    }
    return isNode(node) ? node : undefined;
  };
}

/** Where and how the answer goes in; undefined where the call is no plain mapping with a `to` in this place. */
function insertAt(text: string, call: Node | undefined, {needsResult}: Answer): Insert | undefined {
  if (!isMap(call) || call.has('needsResult')) return undefined;
  const to = call.items.find((pair) => isPair(pair) && isScalar(pair.key) && pair.key.value === 'to') as
    | Pair<Node, Node>
    | undefined;
  const [start] = to?.key.range ?? [];
  const end = to && endOf(to.value);
  if (start === undefined || end === undefined) return undefined;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  if (call.flow) {
    const quote = text[start] === '"' ? '"' : '';
    const entry = `${quote}needsResult${quote}: ${needsResult}`;
    // A mapping that is spread over lines gets a line more.
    const behind = /^[ \t]*$/.test(before) ? `${lineEnd(text, lineStart)}${before}` : ' ';
    return {at: end, text: `,${behind}${entry}`};
  }
  const eol = lineEnd(text, lineStart);
  const next = text.indexOf(eol, end);
  return {at: next === -1 ? text.length : next, text: `${eol}${' '.repeat(before.length)}needsResult: ${needsResult}`};
}

/** Where the last character of a value stands, comments and empty lines after it left out. */
function endOf(value: unknown): number | undefined {
  let last = value;
  while (isCollection(last) && !last.flow) {
    const item: unknown = last.items.at(-1);
    last = isPair(item) ? item.value : item;
  }
  return (last as Node | null)?.range?.[1];
}

/** How the lines of the file end there. */
const lineEnd = (text: string, from: number) => (text[text.indexOf('\n', from) - 1] === '\r' ? '\r\n' : '\n');

const hasAnchor = (node: Node | undefined) => (isCollection(node) || isScalar(node)) && node.anchor !== undefined;
