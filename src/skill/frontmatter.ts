import {isAlias, isMap, isScalar, LineCounter, type Node, parseDocument} from 'yaml';
import {error, type Problem} from './problem.ts';

/** A value of the front matter, as it is written. */
export type FrontValue =
  | {readonly kind: 'text'; readonly text: string; readonly quoted: boolean; readonly line: number}
  | {readonly kind: 'map'; readonly entries: FrontMatter; readonly flow: boolean; readonly line: number}
  | {readonly kind: 'other'; readonly what: string; readonly line: number};

export type FrontMatter = ReadonlyMap<string, FrontValue>;

export interface Divided {
  readonly front: FrontMatter;
  /** Offset of the first character after the front matter. */
  readonly bodyStart: number;
  readonly problems: readonly Problem[];
}

/**
 * Divides a SKILL.md into its front matter and the rest. The front matter is read as plain YAML and nothing else: no
 * tags, no anchors, no other language after the dashes, nothing that runs.
 */
export function divide(text: string, file: string): Divided {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const fence = /---[ \t]*\r?\n/y;
  fence.lastIndex = mark;
  const nothing = (line: number, message: string): Divided => ({
    front: new Map(),
    bodyStart: mark,
    problems: [error(file, line, message)],
  });
  if (!fence.test(text)) {
    const other = /^---[ \t]*(\S[^\n]{0,40})/.exec(text.slice(mark, mark + 60))?.[1];
    if (other !== undefined)
      return nothing(1, `"---${other.trim()}" is no front matter: only YAML between two lines of --- is read.`);
    return nothing(1, 'There is no front matter: the file has to begin with a line of ---, then name and description.');
  }
  const start = fence.lastIndex;
  const close = /^---[ \t]*(?:\r?\n|$)/gm;
  close.lastIndex = start;
  const end = close.exec(text);
  if (end === null) return nothing(1, 'The front matter is not closed: a second line of --- is missing.');
  const {front, problems} = readYaml(text.slice(start, end.index), file);
  return {front, bodyStart: close.lastIndex, problems};
}

function readYaml(yaml: string, file: string): {front: FrontMatter; problems: readonly Problem[]} {
  const counter = new LineCounter();
  const document = parseDocument(yaml, {schema: 'core', uniqueKeys: true, stringKeys: true, lineCounter: counter});
  // The front matter begins in the second line of the file.
  const lineOf = (offset: number | undefined) => counter.linePos(offset ?? 0).line + 1;
  const flaws = [...document.errors, ...document.warnings]
    .slice(0, 5)
    .map(({message, pos}) =>
      error(file, lineOf(pos[0]), `The front matter is no plain YAML: ${message.split(/ at line |\n/)[0]}.`),
    );
  if (flaws.length > 0) return {front: new Map(), problems: flaws};
  if (!isMap(document.contents)) {
    return {front: new Map(), problems: [error(file, 2, 'The front matter has to be "key: value" lines.')]};
  }
  const problems: Problem[] = [];
  const value = (node: unknown, at: number): FrontValue => {
    const line = lineOf((node as Node | null)?.range?.[0] ?? at);
    const {anchor, tag} = (node ?? {}) as {anchor?: string; tag?: string};
    if (isAlias(node) || anchor !== undefined || (tag !== undefined && !tag.startsWith('tag:yaml.org,2002:'))) {
      problems.push(error(file, line, 'Anchors, aliases and tags are not allowed in the front matter.'));
      return {kind: 'other', what: 'a reference', line};
    }
    if (isMap(node)) return {kind: 'map', entries: entries(node.items), flow: node.flow === true, line};
    if (!isScalar(node)) return {kind: 'other', what: node === null ? 'nothing' : 'a list', line};
    if (typeof node.value === 'string') {
      return {kind: 'text', text: node.value, quoted: /^QUOTE/.test(node.type ?? ''), line};
    }
    return {kind: 'other', what: node.value === null ? 'nothing' : `a ${typeof node.value}`, line};
  };
  const entries = (items: readonly {key: unknown; value: unknown}[]): FrontMatter =>
    new Map(
      items.map(({key, value: node}) => {
        const at = isScalar(key) ? (key.range?.[0] ?? 0) : 0;
        return [isScalar(key) ? String(key.value) : '', value(node, at)] as const;
      }),
    );
  const front = entries(document.contents.items);
  return {front: problems.length > 0 ? new Map() : front, problems};
}
