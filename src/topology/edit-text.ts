import {type Document, isAlias, isSeq, parseDocument} from 'yaml';
import {type Edit, editedData, inOrder} from './edit.ts';
import {type Path, readSource} from './source.ts';

/** The text with the edits made; every line that no edit concerns stays as it was written. JSON stays JSON. */
export function editedText(text: string, data: unknown, edits: readonly Edit[]): string {
  const wanted = editedData(data, edits);
  if (isJson(text)) {
    const [, indent = '  '] = /^\{\r?\n([ \t]+)/.exec(text) ?? [];
    return `${JSON.stringify(wanted, null, indent)}\n`;
  }
  const document = parseDocument(text, {uniqueKeys: false});
  for (const edit of edits) withoutAliases(document, edit.path);
  for (const edit of inOrder(edits)) {
    if ('remove' in edit) {
      if (!document.hasIn(edit.path)) continue;
      document.deleteIn(edit.path);
      const list = document.getIn(edit.path.slice(0, -1));
      if (isSeq(list) && list.items.length === 0) document.deleteIn(edit.path.slice(0, -1));
    } else document.setIn(edit.path, document.createNode(edit.value));
  }
  const printed = document.toString({lineWidth: 0, flowCollectionPadding: false});
  const asWritten = withOldLines(text, printed);
  const same = JSON.stringify(readSource(asWritten).data) === JSON.stringify(wanted);
  const result = same ? asWritten : printed;
  return /\r\n/.test(text) ? result.replace(/\r?\n/g, '\r\n') : result;
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
function withoutAliases(document: Document.Parsed, path: Path): void {
  for (let depth = 1; depth <= path.length; depth += 1) {
    const part = document.getIn(path.slice(0, depth), true);
    if (isAlias(part))
      document.setIn(path.slice(0, depth), document.createNode(part.resolve(document)?.toJS(document)));
  }
}
