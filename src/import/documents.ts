import {type Document, isNode, LineCounter, parseAllDocuments} from 'yaml';
import {UserError} from '../errors.ts';
import {printableLine} from '../printable.ts';
import {partFinder} from './document-parts.ts';

type Path = readonly (string | number)[];

/** One document of a YAML or JSON file, as plain data with places. Ask mappings by Object.hasOwn or Object.entries: keys are the author's. */
export interface ManifestDocument {
  readonly data: unknown;
  /** The line (from 1) of a part, where it is written: in the anchor that an alias or a merge key (`<<`) leads to; of the nearest part around it where it is not there. */
  readonly lineOf: (path: Path) => number;
  /** The library's own document, for what plain data does not hold (tags, anchors). */
  readonly document: Document.Parsed;
}

/** Manifests above this are no manifests; traces are read as streams. */
const longest = 40_000_000;
/** Levels of nesting: far more than any manifest has. */
const deepest = 200;

/**
 * Every document in `text` that is not empty; anchors, merge keys and tags are read; of a key that stands twice in a mapping the
 * last one counts. `name` is what messages call the file.
 * Throws a UserError with line and column where the text is no YAML, is a template, is nested without end or is a bomb of aliases.
 */
export function yamlDocuments(name: string, text: string): ManifestDocument[] {
  if (text.length > longest)
    throw new UserError(
      `${printableLine(name)} is too large for YAML (${text.length} characters).`,
      'Name only the files that describe services.',
    );
  tooDeep(name, text);
  const lines = new LineCounter();
  const parsed = parseAllDocuments(text.replace(/^\ufeff/, ''), {
    lineCounter: lines,
    merge: true,
    schema: 'core',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'error',
  });
  if (!Array.isArray(parsed)) return [];
  return parsed.flatMap((document) => {
    const [broken] = document.errors;
    if (broken) {
      const {line, col} = lines.linePos(broken.pos[0]);
      const template = templated(text);
      throw new UserError(
        `${printableLine(name)}:${line}:${col}: is not valid YAML: ${printableLine(broken.message.split('\n')[0]!)}`,
        template ?? 'Mend the syntax at this place; indentation and quotes are the usual causes.',
      );
    }
    const data = plain(name, document);
    if (data === null || data === undefined) return [];
    return [{data, lineOf: lineFinder(document, lines), document}];
  });
}

function lineFinder(document: Document.Parsed, lines: LineCounter): (path: Path) => number {
  const part = partFinder(document);
  return (path) => {
    let node: unknown = document.contents;
    let line = isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1;
    for (const step of path) {
      node = part(node, step)?.value;
      if (!isNode(node) || !node.range) return line;
      line = lines.linePos(node.range[0]).line;
    }
    return line;
  };
}

function plain(name: string, document: Document.Parsed): unknown {
  try {
    return document.toJS({maxAliasCount: 10_000});
  } catch (error) {
    // The library says with a plain Error that "<<" names something that is no mapping.
    if (error instanceof Error && /^Merge sources must be/.test(error.message))
      throw new UserError(
        `${printableLine(name)}: a merge key (<<) names something that is no mapping.`,
        'Merge an anchor of a mapping, or write the keys out.',
      );
    if (!(error instanceof ReferenceError || error instanceof RangeError)) throw error;
    throw new UserError(
      `${printableLine(name)}: its anchors and aliases grow without end, or are nested without end.`,
      'Write them out.',
    );
  }
}

/** Brackets and indentation nest; both are counted before the library, which recurses, sees the text. */
function tooDeep(name: string, text: string): void {
  let open = 0;
  let most = 0;
  for (let i = 0; i < text.length; i += 1) {
    const c = text.charCodeAt(i);
    if (c === 123 || c === 91) {
      open += 1;
      if (open > most) most = open;
    } else if (c === 125 || c === 93) open = Math.max(0, open - 1);
  }
  const dashes = /^(?:[ \t]*-[ \t]+){100}/m.test(text);
  const indented = /^[ ]{2000}/m.test(text);
  if (most <= deepest && !dashes && !indented) return;
  throw new UserError(`${printableLine(name)} is nested too deeply for a manifest.`, 'Check what made this file.');
}

function templated(text: string): string | undefined {
  return /\{\{-?[^{}\n]{0,200}-?\}\}/.test(text)
    ? 'It looks like a template: render it first (helm template, kustomize build) and import the result.'
    : undefined;
}
