import {type Document, isCollection, isMap, isPair, isScalar, type Node, type Pair, parseDocument} from 'yaml';
import {type Edit, editedData} from './edit.ts';
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
  let document: Document.Parsed | undefined;
  return (answers) => {
    if (answers.length === 0) return {text};
    document ??= parseDocument(text, {uniqueKeys: false});
    const inserts: Insert[] = [];
    const others: Answer[] = [];
    for (const answer of answers) {
      const insert = insertAt(text, document, answer);
      if (insert) inserts.push(insert);
      else others.push(answer);
    }
    const inserted = withInserts(text, inserts);
    const result = others.length === 0 ? inserted : editedText(inserted, readSource(inserted).data, others.map(edit));
    if (says(result, data, answers)) return {text: result};
    const shared = answers.find(({path}) => hasAnchor(document!, path));
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
  const without = editedData(
    read.data,
    answers.map(({path}): Edit => ({path: [...path, 'needsResult'], remove: true})),
  );
  const all = answers.every(({path, needsResult}) => valueAt(read.data, [...path, 'needsResult']) === needsResult);
  return read.problems.length === 0 && all && JSON.stringify(without) === JSON.stringify(data);
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return undefined;
    value = (value as Record<string | number, unknown>)[step];
  }
  return value;
}

/** Where and how the answer goes in; undefined where the call is no plain mapping with a `to` in this place. */
function insertAt(text: string, document: Document.Parsed, {path, needsResult}: Answer): Insert | undefined {
  const call = document.getIn(path, true);
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

function hasAnchor(document: Document.Parsed, path: Path): boolean {
  return path.some((_, depth) => {
    const part = document.getIn(path.slice(0, depth + 1), true);
    return (isCollection(part) || isScalar(part)) && part.anchor !== undefined;
  });
}
