import {isMap, isScalar, isSeq} from 'yaml';
import type {ManifestDocument} from '../documents.ts';

/** Where the parts of a compose file stand, and which carry a tag. */
export interface Places {
  /** The line (from 1) of the nearest part around `path` that has one. */
  readonly lineOf: (...path: readonly (string | number)[]) => number;
  /** `!reset`, `!override`, or whatever tag the author wrote there. */
  readonly tagOf: (...path: readonly (string | number)[]) => string | undefined;
}

/** Deep enough for `services / cart / environment / CART_ADDR` and one list more. */
const deepest = 5;

/** One walk over the document, so that asking for a place costs the same however large the file is. */
export function placesOf({document}: ManifestDocument, text: string): Places {
  const starts = [0];
  const plain = text.replace(/^\ufeff/, '');
  for (let at = plain.indexOf('\n'); at >= 0; at = plain.indexOf('\n', at + 1)) starts.push(at + 1);
  const lines = new Map<string, number>();
  const tags = new Map<string, string>();
  const waiting: {readonly node: unknown; readonly path: string; readonly depth: number}[] = [
    {node: document.contents, path: '', depth: 0},
  ];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const {node, path, depth} = next;
    const add = (key: unknown, value: unknown, from: unknown) => {
      const inner = `${path}\u0000${String(key)}`;
      const start = rangeOf(from) ?? rangeOf(value);
      if (start !== undefined) lines.set(inner, lineAt(starts, start));
      const {tag} = (value ?? {}) as {readonly tag?: unknown};
      if (typeof tag === 'string' && !tag.startsWith('tag:')) tags.set(inner, tag);
      if (depth + 1 < deepest) waiting.push({node: value, path: inner, depth: depth + 1});
    };
    if (isMap(node)) for (const {key, value} of node.items) add(isScalar(key) ? key.value : '', value, key);
    else if (isSeq(node)) for (const [index, value] of node.items.entries()) add(index, value, undefined);
  }
  return {
    lineOf: (...path) => {
      for (let length = path.length; length > 0; length -= 1) {
        const line = lines.get(`\u0000${path.slice(0, length).join('\u0000')}`);
        if (line !== undefined) return line;
      }
      return 1;
    },
    tagOf: (...path) => tags.get(`\u0000${path.join('\u0000')}`),
  };
}

function rangeOf(node: unknown): number | undefined {
  return (node as {readonly range?: readonly number[] | null} | null | undefined)?.range?.[0];
}

function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
