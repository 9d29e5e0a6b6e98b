import {type Document, isAlias, isCollection, isMap, isScalar, isSeq, type Node, parseDocument, visit} from 'yaml';
import {UserError} from '../errors.ts';
import {type Edit, editedData, inOrder} from './edit.ts';
import {type IndexedDocument, indexedDocument} from './indexed-document.ts';
import {type Path, readSource} from './source.ts';

/**
 * The text with the edits made; every line that no edit concerns stays as it was written. JSON stays JSON. What comes out
 * is read again and holds the edits and nothing else, or a UserError says that it cannot be done.
 */
export function editedText(text: string, data: unknown, edits: readonly Edit[]): string {
  const wanted = editedData(data, edits);
  if (isJson(text)) {
    const [, indent = '  '] = /^\{\r?\n([ \t]+)/.exec(text) ?? [];
    return `${JSON.stringify(wanted, null, indent)}\n`;
  }
  const right = (candidate: string) => JSON.stringify(readSource(candidate).data) === JSON.stringify(wanted);
  for (const write of [asWritten, printedWhole, withoutAnyAlias]) {
    const candidate = attempted(() => write(text, edits));
    if (candidate === undefined || !right(candidate)) continue;
    return /\r\n/.test(text) ? candidate.replace(/\r?\n/g, '\r\n') : candidate;
  }
  throw new UserError(
    'The file cannot be changed without changing more than is wanted; nothing was written.',
    'Write its anchors (&name) and aliases (*name) out, or make the change by hand.',
  );
}

/** The library refuses some documents that an edit leaves, those with an alias whose anchor is gone among them. */
function attempted(write: () => string): string | undefined {
  try {
    return write();
  } catch {
    return undefined;
  }
}

/** The document with the edits made; aliases on the way to an edit are written out, and with `all` every other. */
function edited(text: string, edits: readonly Edit[], all = false): Document.Parsed {
  const document = parseDocument(text, {uniqueKeys: false});
  if (all) writeOutAliases(document);
  const parts = indexedDocument(document);
  for (const edit of edits) withoutAliases(document, parts, edit.path);
  for (const edit of inOrder(edits)) {
    if ('remove' in edit) {
      if (!parts.has(edit.path)) continue;
      const kept = commentsBehind(parts.at(edit.path));
      parts.remove(edit.path);
      const list = parts.at(edit.path.slice(0, -1));
      if (isSeq(list) && list.items.length === 0) parts.remove(edit.path.slice(0, -1));
      if (kept !== undefined) putBehind(document, parts, edit.path, kept);
    } else parts.set(edit.path, document.createNode(edit.value));
  }
  return document;
}

const print = (document: Document.Parsed) => document.toString({lineWidth: 0, flowCollectionPadding: false});

const asWritten = (text: string, edits: readonly Edit[]) => withOldLines(text, print(edited(text, edits)));
const printedWhole = (text: string, edits: readonly Edit[]) => print(edited(text, edits));
const withoutAnyAlias = (text: string, edits: readonly Edit[]) => withOldLines(text, print(edited(text, edits, true)));

/** Every alias as a copy of what it stands for, so that an edit of one changes no other. */
function writeOutAliases(document: Document.Parsed): void {
  visit(document, {
    Alias: (_, alias) => {
      const copy = alias.resolve(document)?.clone() as Node | undefined;
      return copy ?? visit.SKIP;
    },
  });
  visit(document, {
    Node: (_, node) => {
      if (!isAlias(node)) delete (node as {anchor?: string}).anchor;
    },
  });
}

/** What stands in comment lines behind the last part of a list or mapping, as the library keeps it with that part. */
function commentsBehind(part: unknown): string | undefined {
  return isCollection(part) && part.flow !== true ? (part.comment ?? undefined) : undefined;
}

/** Puts comments before whatever comes next in the file after a part that was taken out. */
function putBehind(document: Document.Parsed, parts: IndexedDocument, path: Path, comment: string): void {
  for (let depth = path.length - 1; depth >= 0; depth -= 1) {
    const parent = parts.at(path.slice(0, depth));
    if (!isMap(parent)) continue;
    const at = parent.items.findIndex((pair) => isScalar(pair.key) && pair.key.value === path[depth]);
    const next = parent.items[at + 1];
    if (at === -1 || next === undefined || !isScalar(next.key)) continue;
    const {key} = next;
    key.commentBefore = key.commentBefore ? `${comment}\n${key.commentBefore}` : comment;
    return;
  }
  document.comment = document.comment ? `${comment}\n${document.comment}` : comment;
}

function isJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'object';
  } catch {
    return false;
  }
}

/** Lines further ahead than this are not looked for: an edit removes or adds less. */
const lookAhead = 400;

/**
 * `printed` with each line that differs from one of `text` in white space alone as it stands there (the library moves
 * comments and indents anew), and with the other lines moved in as the file does.
 */
function withOldLines(text: string, printed: string): string {
  const squeezed = (line: string) => line.replace(/\s+/g, '');
  const old = text.split(/\r?\n/);
  const known = old.map(squeezed);
  const lines = printed.split('\n');
  const result: string[] = [];
  const indent = (line: string) => line.length - line.trimStart().length;
  let from = 0;
  // How far in the file writes what the library prints so far in: the latest line of that depth tells.
  const depths = new Map<number, number>([[0, 0]]);
  const writtenDepth = (printed: number): number => {
    const above = Math.max(...[...depths.keys()].filter((depth) => depth <= printed));
    const unit = [...depths].find(([depth]) => depth > 0);
    return depths.get(above)! + Math.round((printed - above) * (unit ? unit[1] / unit[0] : 1));
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = squeezed(lines[i]!);
    // A comment behind a key is printed on a line of its own.
    const joined = i + 1 < lines.length ? line + squeezed(lines[i + 1]!) : line;
    const near = known.slice(from, from + lookAhead);
    const at = near.findIndex((other) => other === line || (other === joined && joined.includes('#') && line !== ''));
    const inside = indent(lines[i]!);
    if (at === -1) {
      result.push(' '.repeat(writtenDepth(inside)) + lines[i]!.trimStart());
      continue;
    }
    const written = old[from + at]!;
    if (line !== '' && !line.startsWith('#')) depths.set(inside, indent(written));
    if (near[at] !== line) i += 1;
    result.push(written);
    from += at + 1;
  }
  return result.join('\n');
}

/** Writes out the aliases that a path leads through: edited in place, they would change every other place that they stand for. */
function withoutAliases(document: Document.Parsed, parts: IndexedDocument, path: Path): void {
  for (let depth = 1; depth <= path.length; depth += 1) {
    const part = parts.at(path.slice(0, depth));
    if (isAlias(part)) parts.set(path.slice(0, depth), document.createNode(part.resolve(document)?.toJS(document)));
  }
}
