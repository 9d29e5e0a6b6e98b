import {partFinder} from '../document-parts.ts';
import type {ManifestDocument} from '../documents.ts';

/** Where the parts of a compose file stand, and which carry a tag. */
export interface Places {
  /** The line (from 1) of the nearest part around `path` that has one. */
  readonly lineOf: (...path: readonly (string | number)[]) => number;
  /** `!reset`, `!override`, or whatever tag the author wrote there. */
  readonly tagOf: (...path: readonly (string | number)[]) => string | undefined;
}

/** Looks places up in the document, through aliases and merge keys: what a service has from `<<: *common` stands where common has it. */
export function placesOf({document}: ManifestDocument, text: string): Places {
  const starts = [0];
  const plain = text.replace(/^\ufeff/, '');
  for (let at = plain.indexOf('\n'); at >= 0; at = plain.indexOf('\n', at + 1)) starts.push(at + 1);
  const partOf = partFinder(document);
  return {
    lineOf: (...path) => {
      let node: unknown = document.contents;
      let line = 1;
      for (const step of path) {
        const part = partOf(node, step);
        const start = rangeOf(part?.key) ?? rangeOf(part?.value);
        if (start === undefined) return line;
        line = lineAt(starts, start);
        node = part?.value;
      }
      return line;
    },
    tagOf: (...path) => {
      let node: unknown = document.contents;
      for (const step of path) node = partOf(node, step)?.value;
      const {tag} = (node ?? {}) as {readonly tag?: unknown};
      return typeof tag === 'string' && !tag.startsWith('tag:') ? tag : undefined;
    },
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
